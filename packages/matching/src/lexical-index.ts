import type { Units } from '@ketnoi/language/units';
import type { MarketWords } from './market-words.ts';
import { unitIds, type UnitIds } from './unit-ids.ts';

/** Which documents hold which units: of unit `id` the entries `[starts[id], starts[id + 1])`, each a document and how often (`entryOf`), ascending. */
export type Postings = { starts: Uint32Array<ArrayBuffer>; entries: Uint32Array<ArrayBuffer> };

/** What came after the postings were sorted: the entries of each unit, ascending, and which units each document holds. */
export type FreshLayer = { entries: Map<number, number[]>; units: Map<number, Uint32Array> };

/**
 * Which documents hold which units how often. Documents come and go: `base` is a large sorted part, `fresh` what came since, in layers of which the
 * last takes what comes; `gone` are documents whose entries still stand in the base or in a layer below the last, to be passed over. How rare a unit
 * is, and how long documents are, counts over what is there: in which part it lies changes no score.
 */
export type LexicalIndex = {
  ids: UnitIds;
  base: Postings;
  fresh: FreshLayer[];
  gone: Set<number>;
  /** Words of each document; 0 for one that is not in this index. */
  lengths: Uint32Array<ArrayBuffer>;
  /** Words of all documents. */
  words: number;
  /** Documents in the index. */
  size: number;
  /** The whole market, where the index holds a few documents of it: rarities and the mean length are then the market's. */
  market?: MarketWords;
};

/** Takes documents one by one, in the order of their numbers; a number that is left out is not in the index. */
export type LexicalIndexBuilder = { add: (doc: number, units: Units) => void; finish: (docs: number) => LexicalIndex };

const COUNTS = 256;
const MOST_COUNTED = COUNTS - 1;
const COUNT_BITS = 8;
/** Numbers of documents must stay below this. */
const MOST_DOCS = 2 ** (32 - COUNT_BITS);
const [FIRST_CHUNK, LARGEST_CHUNK] = [1 << 9, 1 << 20];

/** A document and how often it holds a unit, in one number. */
const entryOf = (doc: number, count: number): number => doc * COUNTS + Math.min(MOST_COUNTED, count);
export const docOfEntry = (entry: number): number => entry >>> COUNT_BITS;
export const countOfEntry = (entry: number): number => entry & MOST_COUNTED;

export function freshLayer(): FreshLayer {
  return { entries: new Map(), units: new Map() };
}

/** Begins an index: entries are kept in chunks until `finish` sorts them by unit. Throws a RangeError past 16 million documents. */
export function lexicalIndexBuilder(): LexicalIndexBuilder {
  const ids = unitIds();
  const chunks: { units: Uint32Array; entries: Uint32Array }[] = [];
  let used = 0;
  const lengths: number[] = [];
  const push = (unit: number, entry: number): void => {
    let chunk = chunks.at(-1);
    if (chunk === undefined || used === chunk.units.length) {
      const size = chunk === undefined ? FIRST_CHUNK : Math.min(LARGEST_CHUNK, chunk.units.length * 2);
      chunk = { units: new Uint32Array(size), entries: new Uint32Array(size) };
      chunks.push(chunk);
      used = 0;
    }
    chunk.units[used] = unit;
    chunk.entries[used] = entry;
    used += 1;
  };
  const add = (doc: number, units: Units): void => {
    for (const [unit, count] of countsOf(ids, units)) push(unit, entryOf(doc, count));
    lengths[doc] = units.words.length;
  };
  const finish = (docs: number): LexicalIndex => {
    if (docs > MOST_DOCS) throw new RangeError(`an index holds at most ${MOST_DOCS} documents`);
    const all = Uint32Array.from({ length: docs }, (_, doc) => lengths[doc] ?? 0);
    const base = sorted(chunks, used, ids.size());
    const [words, size] = all.reduce(([sum, count], length) => [sum + length, count + (length > 0 ? 1 : 0)], [0, 0]);
    return { ids, base, fresh: [freshLayer()], gone: new Set(), lengths: all, words, size };
  };
  return { add, finish };
}

function countsOf(ids: UnitIds, { words, pairs }: Units): Map<number, number> {
  const found = new Map<number, number>();
  for (const units of [words, pairs]) {
    for (const unit of units) {
      const id = ids.add(unit);
      found.set(id, (found.get(id) ?? 0) + 1);
    }
  }
  return found;
}

/** The entries by unit; within a unit they stay ascending, as they came. */
function sorted(chunks: readonly { units: Uint32Array; entries: Uint32Array }[], used: number, units: number): Postings {
  const starts = new Uint32Array(units + 1);
  const lengthOf = (at: number): number => (at === chunks.length - 1 ? used : (chunks[at]?.units.length ?? 0));
  for (const [at, chunk] of chunks.entries())
    for (let place = 0; place < lengthOf(at); place += 1) {
      const next = (chunk.units[place] ?? 0) + 1;
      starts[next] = (starts[next] ?? 0) + 1;
    }
  for (let unit = 0; unit < units; unit += 1) starts[unit + 1] = (starts[unit + 1] ?? 0) + (starts[unit] ?? 0);
  const next = starts.slice(0, units);
  const entries = new Uint32Array(starts[units] ?? 0);
  for (const [at, chunk] of chunks.entries())
    for (let place = 0; place < lengthOf(at); place += 1) {
      const unit = chunk.units[place] ?? 0;
      const to = next[unit] ?? 0;
      entries[to] = chunk.entries[place] ?? 0;
      next[unit] = to + 1;
    }
  return { starts, entries };
}

/** The mean number of words of the documents. */
export function meanLength(index: LexicalIndex): number {
  const { words, size } = index.market ?? index;
  return size === 0 ? 1 : words / size;
}

/** Adds a document under a number that no entry of the index has. */
export function addDocument(index: LexicalIndex, doc: number, units: Units): void {
  if (doc >= MOST_DOCS) throw new RangeError(`an index holds at most ${MOST_DOCS} documents`);
  const layer = index.fresh.at(-1) ?? freshLayer();
  const found = countsOf(index.ids, units);
  for (const [unit, count] of found) {
    const entries = layer.entries.get(unit);
    if (entries === undefined) layer.entries.set(unit, [entryOf(doc, count)]);
    else entries.splice(placeOf(whole(entries), doc), 0, entryOf(doc, count));
  }
  layer.units.set(doc, Uint32Array.from(found.keys()));
  if (doc >= index.lengths.length) index.lengths = longer(index.lengths, doc + 1);
  index.lengths[doc] = units.words.length;
  index.words += units.words.length;
  index.size += units.words.length > 0 ? 1 : 0;
}

/** Takes a document out; one that is not there is no error. */
export function dropDocument(index: LexicalIndex, doc: number): void {
  const length = index.lengths[doc] ?? 0;
  const layer = index.fresh.at(-1);
  const units = layer?.units.get(doc);
  if (layer === undefined || units === undefined) index.gone.add(doc);
  else {
    for (const unit of units) {
      const entries = layer.entries.get(unit) ?? [];
      entries.splice(placeOf(whole(entries), doc), 1);
      if (entries.length === 0) layer.entries.delete(unit);
    }
    layer.units.delete(doc);
  }
  if (doc < index.lengths.length) index.lengths[doc] = 0;
  index.words -= length;
  index.size -= length > 0 ? 1 : 0;
}

/** Where the entries of a document and of those behind it begin. */
function placeOf({ entries, from, to }: Run, doc: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (docOfEntry(entries[middle] ?? 0) < doc) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A part of the entries of one unit. */
type Run = { entries: ArrayLike<number>; from: number; to: number };

const whole = (entries: readonly number[]): Run => ({ entries, from: 0, to: entries.length });

/** The entries of a unit, part by part; those of documents that are gone are among them. */
export function runsOf({ base, fresh }: LexicalIndex, id: number): Run[] {
  const [from, to] = id + 1 < base.starts.length ? [base.starts[id] ?? 0, base.starts[id + 1] ?? 0] : [0, 0];
  const runs: Run[] = to > from ? [{ entries: base.entries, from, to }] : [];
  for (const layer of fresh) {
    const entries = layer.entries.get(id);
    if (entries !== undefined) runs.push(whole(entries));
  }
  return runs;
}

/** How many documents hold a unit. */
export function holdersOf(index: LexicalIndex, id: number): number {
  const { gone, lengths } = index;
  let holders = 0;
  for (const run of runsOf(index, id)) {
    const { entries, from, to } = run;
    holders += to - from;
    // Whichever is shorter: looking for each that is gone, or at each that is there.
    if (gone.size * Math.log2(to - from + 1) < to - from) {
      for (const doc of gone) {
        const place = placeOf(run, doc);
        if (place < to && docOfEntry(entries[place] ?? 0) === doc) holders -= 1;
      }
    } else if (gone.size > 0) for (let at = from; at < to; at += 1) if (lengths[docOfEntry(entries[at] ?? 0)] === 0) holders -= 1;
  }
  return holders;
}

/** How often a document holds a unit. */
export function countIn(index: LexicalIndex, id: number, doc: number): number {
  if ((index.lengths[doc] ?? 0) === 0) return 0;
  for (const run of runsOf(index, id)) {
    const { entries, to } = run;
    const place = placeOf(run, doc);
    if (place < to && docOfEntry(entries[place] ?? 0) === doc) return countOfEntry(entries[place] ?? 0);
  }
  return 0;
}

function longer(values: Uint32Array, least: number): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(Math.max(least, Math.ceil(values.length * 1.25) + 64));
  more.set(values);
  return more;
}
