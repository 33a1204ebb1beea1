/** What a judge gave a document: the higher, the better it suits; what is not there is 0. */
export type Grades = Readonly<Record<string, number>>;

/** How good a ranking is; each from 0 to 1. */
export type Quality = { ndcg10: number; mrr10: number; recall50: number; recall100: number };

const DEPTH = 10;

const gained = (grades: readonly number[]): number =>
  grades.slice(0, DEPTH).reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0);

/**
 * nDCG@10 (Järvelin and Kekäläinen 2002) with gains 2^grade - 1 and discounts log2(rank + 1); the ideal order is that of all judged documents.
 * @returns 0 to 1; 0 when nothing was judged relevant.
 */
export function ndcg(grades: Grades, got: readonly string[]): number {
  const ideal = gained(Object.values(grades).toSorted((one, other) => other - one));
  return ideal === 0 ? 0 : gained(got.map((name) => grades[name] ?? 0)) / ideal;
}

/** nDCG@10, the reciprocal of the first relevant rank among ten, and the shares of the relevant among the first 50 and 100. Relevant is a grade above 0. */
export function qualityOf(grades: Grades, got: readonly string[]): Quality {
  const relevant = new Set(Object.keys(grades).filter((name) => (grades[name] ?? 0) > 0));
  const first = got.slice(0, DEPTH).findIndex((name) => relevant.has(name));
  const recall = (depth: number): number =>
    relevant.size === 0 ? 0 : got.slice(0, depth).filter((name) => relevant.has(name)).length / relevant.size;
  return { ndcg10: ndcg(grades, got), mrr10: first < 0 ? 0 : 1 / (first + 1), recall50: recall(50), recall100: recall(100) };
}

/** A mean and the interval that holds 95 of 100 means of samples drawn anew. */
export type Estimate = { mean: number; low: number; high: number };

const SAMPLES = 2000;

/** Mean and percentile bootstrap interval (Efron 1979) of figures, one a query. The same figures give the same interval. */
export function bootstrap(figures: readonly number[]): Estimate {
  const meanOf = (sum: number): number => (figures.length === 0 ? 0 : sum / figures.length);
  const next = random(figures.length);
  const means = Float64Array.from({ length: SAMPLES }, () => {
    let sum = 0;
    for (let drawn = 0; drawn < figures.length; drawn += 1) sum += figures[Math.floor(next() * figures.length)] ?? 0;
    return meanOf(sum);
  }).sort();
  const at = (share: number): number => means[Math.min(SAMPLES - 1, Math.floor(share * SAMPLES))] ?? 0;
  return { mean: meanOf(figures.reduce((sum, figure) => sum + figure, 0)), low: at(0.025), high: at(0.975) };
}

/** Numbers from 0 to 1, the same ones for the same seed (Mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = Math.trunc(state + 0x6d2b79f5);
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = Math.trunc(mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
