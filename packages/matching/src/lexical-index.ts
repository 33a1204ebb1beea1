import type { Units } from '@ketnoi/language/units';
import { unitIds, type UnitIds } from './unit-ids.ts';

/**
 * Which documents hold which units how often: of unit `id` the documents `docs[starts[id] .. starts[id + 1])`, ascending, with their counts.
 * A pair that only one document holds is not kept.
 */
export type LexicalIndex = {
  ids: UnitIds;
  starts: Uint32Array;
  docs: Uint32Array;
  counts: Uint8Array;
  /** Words of each document; 0 for one that is not in this index. */
  lengths: Uint32Array;
  meanLength: number;
  /** Documents in the index. */
  size: number;
};

/** Takes documents one by one, in the order of their numbers; a number that is left out is not in the index. */
export type LexicalIndexBuilder = { add: (doc: number, units: Units) => void; finish: (docs: number) => LexicalIndex };

const MOST_COUNTED = 255;
const FIRST_ENTRIES = 1 << 16;

/** Begins an index: entries are kept as three numbers each until `finish` sorts them by unit. */
export function lexicalIndexBuilder(): LexicalIndexBuilder {
  const ids = unitIds();
  const pairIds = new Set<number>();
  let units = new Uint32Array(FIRST_ENTRIES);
  let docs = new Uint32Array(FIRST_ENTRIES);
  let counts = new Uint8Array(FIRST_ENTRIES);
  let entries = 0;
  const lengths: number[] = [];
  const push = (doc: number, found: ReadonlyMap<number, number>): void => {
    for (const [unit, count] of found) {
      if (entries === units.length) [units, docs, counts] = [doubled(units), doubled(docs), doubledBytes(counts)];
      units[entries] = unit;
      docs[entries] = doc;
      counts[entries] = Math.min(MOST_COUNTED, count);
      entries += 1;
    }
  };
  const add = (doc: number, { words, pairs }: Units): void => {
    const found = new Map<number, number>();
    const count = (unit: string): number => {
      const id = ids.add(unit);
      found.set(id, (found.get(id) ?? 0) + 1);
      return id;
    };
    for (const word of words) count(word);
    for (const pair of pairs) pairIds.add(count(pair));
    lengths[doc] = words.length;
    push(doc, found);
  };
  const finish = (size: number): LexicalIndex => {
    const all = Uint32Array.from({ length: size }, (_, doc) => lengths[doc] ?? 0);
    const present = all.reduce((sum, length) => sum + (length > 0 ? 1 : 0), 0);
    const meanLength = present === 0 ? 1 : all.reduce((sum, length) => sum + length, 0) / present;
    const kept = { units: units.subarray(0, entries), docs, counts };
    return { ids, ...sorted(kept, ids.size(), pairIds), lengths: all, meanLength, size: present };
  };
  return { add, finish };
}

type Entries = { units: Uint32Array; docs: Uint32Array; counts: Uint8Array };

/** The entries by unit, within a unit by document. */
function sorted({ units, docs, counts }: Entries, size: number, pairIds: ReadonlySet<number>) {
  const found = new Uint32Array(size);
  for (const unit of units) found[unit] = (found[unit] ?? 0) + 1;
  for (const unit of pairIds) if (found[unit] === 1) found[unit] = 0;
  const starts = new Uint32Array(size + 1);
  for (let unit = 0; unit < size; unit += 1) starts[unit + 1] = (starts[unit] ?? 0) + (found[unit] ?? 0);
  const next = starts.slice(0, size);
  const total = starts[size] ?? 0;
  const byUnit = { starts, docs: new Uint32Array(total), counts: new Uint8Array(total) };
  for (const [entry, unit] of units.entries()) {
    if (found[unit] === 0) continue;
    const at = next[unit] ?? 0;
    byUnit.docs[at] = docs[entry] ?? 0;
    byUnit.counts[at] = counts[entry] ?? 0;
    next[unit] = at + 1;
  }
  return byUnit;
}

function doubled(values: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(values.length * 2);
  more.set(values);
  return more;
}

function doubledBytes(values: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const more = new Uint8Array(values.length * 2);
  more.set(values);
  return more;
}
