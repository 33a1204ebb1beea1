import type { LexicalIndex } from './lexical-index.ts';
import type { WantedUnits } from './wanted-units.ts';

/** A unit that a query asks for: its number in the index, how much the query wants it, and that times how telling it is. */
export type AskedUnit = { unit: string; id: number; weight: number };

/** The telling units of a query in one index. `self` is what a document would score that holds each of them often. */
export type LexicalQuery = { asked: readonly AskedUnit[]; self: number };

// Measured on the development sets of infra/bench/matching.md.
const K1 = 2;
const B = 1;
const PAIR = 0.4;
/** Of a long need only so many words, and so many pairs, say what is sought. */
const MOST_ASKED = 40;

/** The most telling of the wanted units that the index knows, at most 40 words and 40 pairs. */
export function lexicalQuery(index: LexicalIndex, { words, pairs }: WantedUnits): LexicalQuery {
  const asked = [...telling(index, words, 1), ...telling(index, pairs, PAIR)];
  return { asked, self: asked.reduce((sum, { weight }) => sum + weight, 0) };
}

function telling(index: LexicalIndex, wanted: ReadonlyMap<string, number>, share: number): AskedUnit[] {
  const found: AskedUnit[] = [];
  for (const [unit, want] of wanted) {
    const id = index.ids.find(unit);
    const weight = id < 0 ? 0 : want * share * rarity(index, id);
    if (weight > 0) found.push({ unit, id, weight });
  }
  // By name where equally telling, so that the order of the documents decides nothing.
  const byWeight = (one: AskedUnit, other: AskedUnit): number => other.weight - one.weight || (one.unit < other.unit ? -1 : 1);
  return found.sort(byWeight).slice(0, MOST_ASKED);
}

/** Robertson and Spärck Jones's weight of a unit, always above 0; 0 for one that no document holds. */
function rarity(index: LexicalIndex, id: number): number {
  const holders = (index.starts[id + 1] ?? 0) - (index.starts[id] ?? 0);
  return holders === 0 ? 0 : Math.log(1 + (index.size - holders + 0.5) / (holders + 0.5));
}

/** Adds what each document scores (BM25, Robertson and Zaragoza 2009) to `scores`. */
export function addLexicalScores(index: LexicalIndex, { asked }: LexicalQuery, scores: Float64Array): void {
  for (const { id, weight } of asked) {
    for (let at = index.starts[id] ?? 0; at < (index.starts[id + 1] ?? 0); at += 1) {
      const doc = index.docs[at] ?? 0;
      scores[doc] = (scores[doc] ?? 0) + weight * saturation(index, doc, index.counts[at] ?? 0);
    }
  }
}

/** What each asked unit adds to the score of one document; together they are its score. */
export function lexicalShares(index: LexicalIndex, { asked }: LexicalQuery, doc: number): { unit: string; score: number }[] {
  return asked.flatMap(({ unit, id, weight }) => {
    const count = countOf(index, id, doc);
    return count === 0 ? [] : [{ unit, score: weight * saturation(index, doc, count) }];
  });
}

function saturation(index: LexicalIndex, doc: number, count: number): number {
  const length = (index.lengths[doc] ?? 0) / index.meanLength;
  return (count * (K1 + 1)) / (count + K1 * (1 - B + B * length));
}

function countOf(index: LexicalIndex, id: number, doc: number): number {
  let [low, high] = [index.starts[id] ?? 0, index.starts[id + 1] ?? 0];
  const end = high;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((index.docs[middle] ?? 0) < doc) low = middle + 1;
    else high = middle;
  }
  return low < end && index.docs[low] === doc ? (index.counts[low] ?? 0) : 0;
}
