import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import glossary from '../../packages/language/data/glossary.json' with { type: 'json' };
import { fold } from '@ketnoi/language/fold';
import { oldTone } from '@ketnoi/language/tone';

// A term of the tables counts as if it had been read so often. What people of the trade say counts more: an encyclopedia has little of it
// (measured on folded listings: 0.3 to 1.8 points more syllables right than with 100 for all).
const COMMON_COUNT = 100;
const TECHNICAL_COUNT = 300;
const MOST = 65_535;

type Counts = { syllables: Map<string, number>; pairs: Map<string, number> };

/** The rows of a table with tabs between its columns, packed or not, without their head. */
export function rowsOf(path: string): string[][] {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));
}

function add(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

function countsOf(folder: string): Counts {
  const counts: Counts = { syllables: new Map(), pairs: new Map() };
  for (const [syllable = '', count] of rowsOf(`${folder}/vi_marks/syllables.tsv.gz`)) add(counts.syllables, syllable, Number(count));
  for (const [first, second, count] of rowsOf(`${folder}/vi_marks/pairs.tsv.gz`)) add(counts.pairs, `${first} ${second}`, Number(count));
  for (const [entry = '', , kind] of rowsOf(`${folder}/dictionary_vi_en/dictionary.tsv`))
    addTerm(counts, entry, kind === 'technical' ? TECHNICAL_COUNT : COMMON_COUNT);
  for (const [, , vietnamese = ''] of glossary.pairs) addTerm(counts, vietnamese, TECHNICAL_COUNT);
  return counts;
}

function addTerm({ syllables, pairs }: Counts, term: string, count: number): void {
  const words =
    oldTone(term)
      .toLowerCase()
      .match(/[\p{L}\p{Nd}]+/gu) ?? [];
  for (const word of words) add(syllables, word, count);
  words.slice(1).forEach((word, at) => add(pairs, `${words[at]} ${word}`, count));
}

type Syllable = { text: string; folded: string; count: number };

function sortedSyllables({ syllables }: Counts): Syllable[] {
  return [...syllables]
    .map(([text, count]): Syllable => ({ text, folded: fold(text), count }))
    .sort((one, other) => (one.folded < other.folded ? -1 : one.folded > other.folded ? 1 : other.count - one.count));
}

/** For each first syllable its second ones with their counts, as steps from one to the next; pairs that leave no choice are left out. */
function pairRows(counts: Counts, sorted: readonly Syllable[]): { lengths: Uint16Array; steps: Uint16Array; counts: Uint16Array } {
  const idOf = new Map(sorted.map(({ text }, id) => [text, id]));
  const readings = new Map<string, number>();
  for (const { folded } of sorted) add(readings, folded, 1);
  const isOpen = (id: number): boolean => (readings.get(sorted[id]?.folded ?? '') ?? 0) > 1;
  const rows = sorted.map((): [second: number, count: number][] => []);
  for (const [key, count] of counts.pairs) {
    const [first, second] = key.split(' ').map((text) => idOf.get(text));
    if (first === undefined || second === undefined || !(isOpen(first) || isOpen(second))) continue;
    rows[first]?.push([second, Math.min(count, MOST)]);
  }
  for (const row of rows) row.sort((one, other) => one[0] - other[0]);
  return {
    lengths: Uint16Array.from(rows, (row) => row.length),
    steps: Uint16Array.from(rows.flatMap((row) => row.map(([second], at) => second - (row[at - 1]?.[0] ?? 0)))),
    counts: Uint16Array.from(rows.flatMap((row) => row.map(([, count]) => count))),
  };
}

/** The counts that `marks-data` of the package reads: a head of four numbers, the numbers, then the texts. */
export function packedMarks(folder: string): Uint8Array {
  const counts = countsOf(folder);
  const sorted = sortedSyllables(counts);
  if (sorted.length > MOST) throw new Error('more syllables than two bytes can name');
  const rows = pairRows(counts, sorted);
  const groups = new Map<string, number>();
  for (const { folded } of sorted) add(groups, folded, 1);
  const folds = [...groups.keys()];
  const texts = Buffer.from([folds.join('\n'), sorted.map(({ text }) => text).join('\n')].join('\n\n'), 'utf8');
  const parts = [
    Uint32Array.from([sorted.length, rows.steps.length, folds.length, texts.length]),
    Uint32Array.from(sorted, ({ count }) => count),
    rows.lengths,
    rows.steps,
    rows.counts,
    Uint16Array.from(groups.values()),
  ].map((part) => Buffer.from(part.buffer));
  return Buffer.concat([...parts, texts]);
}
