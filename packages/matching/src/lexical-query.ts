import { countIn, countOfEntry, docOfEntry, holdersOf, meanLength, runsOf, type LexicalIndex } from './lexical-index.ts';
import type { WantedUnits } from './wanted-units.ts';

/** A unit that a query asks for: its number in the index (-1 where no document here has it), how much the query wants it, and that times how telling it is. */
export type AskedUnit = { unit: string; id: number; weight: number };

/** The telling units of a query in one index. `self` is what a document would score that holds each of them often. */
export type LexicalQuery = { asked: readonly AskedUnit[]; self: number };

// Measured on the development sets of infra/bench/matching.md.
const K1 = 2;
const B = 1;
const PAIR = 0.4;
/** Of a long need only so many words, and so many pairs, say what is sought. */
const MOST_ASKED = 50;

/** The most telling of the wanted units that the index knows, at most 50 words and 50 pairs. */
export function lexicalQuery(index: LexicalIndex, { words, pairs }: WantedUnits): LexicalQuery {
  // A pair that one document alone holds says nothing.
  const asked = [...telling(index, words, { share: 1, least: 1 }), ...telling(index, pairs, { share: PAIR, least: 2 })];
  return { asked, self: asked.reduce((sum, { weight }) => sum + weight, 0) };
}

type Telling = { share: number; least: number };

function telling(index: LexicalIndex, wanted: ReadonlyMap<string, number>, { share, least }: Telling): AskedUnit[] {
  const found: AskedUnit[] = [];
  for (const [unit, want] of wanted) {
    const id = index.ids.find(unit);
    const weight = want * share * rarity(index, { unit, id }, least);
    if (weight > 0) found.push({ unit, id, weight });
  }
  // By name where equally telling, so that the order of the documents decides nothing.
  const byWeight = (one: AskedUnit, other: AskedUnit): number => other.weight - one.weight || (one.unit < other.unit ? -1 : 1);
  return found.sort(byWeight).slice(0, MOST_ASKED);
}

/** Robertson and Spärck Jones's weight of a unit, always above 0; 0 for one that fewer than `least` documents hold. */
function rarity(index: LexicalIndex, { unit, id }: Pick<AskedUnit, 'unit' | 'id'>, least: number): number {
  const here = id < 0 ? 0 : holdersOf(index, id);
  // What came since the market was counted counts as far as it is here.
  const holders = Math.max(here, index.market?.holders(unit) ?? 0);
  const size = Math.max(holders, (index.market ?? index).size);
  return holders < least ? 0 : Math.log(1 + (size - holders + 0.5) / (holders + 0.5));
}

/** Adds what each document scores (BM25, Robertson and Zaragoza 2009) to `scores`. */
export function addLexicalScores(index: LexicalIndex, { asked }: LexicalQuery, scores: Float64Array): void {
  const { lengths } = index;
  const mean = meanLength(index);
  for (const { id, weight } of asked) {
    for (const { entries, from, to } of runsOf(index, id)) {
      for (let at = from; at < to; at += 1) {
        const entry = entries[at] ?? 0;
        const doc = docOfEntry(entry);
        const length = lengths[doc] ?? 0;
        if (length > 0) scores[doc] = (scores[doc] ?? 0) + weight * saturation(countOfEntry(entry), length / mean);
      }
    }
  }
}

/** What each asked unit adds to the score of one document; together they are its score. */
export function lexicalShares(index: LexicalIndex, { asked }: LexicalQuery, doc: number): { unit: string; score: number }[] {
  const length = (index.lengths[doc] ?? 0) / meanLength(index);
  return asked.flatMap(({ unit, id, weight }) => {
    const count = countIn(index, id, doc);
    return count === 0 ? [] : [{ unit, score: weight * saturation(count, length) }];
  });
}

function saturation(count: number, length: number): number {
  return (count * (K1 + 1)) / (count + K1 * (1 - B + B * length));
}
