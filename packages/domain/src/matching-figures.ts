/**
 * How good the ranker is, as `infra/bench/matching.md` says and `npm run evaluate` prints: nDCG@10 with its 95 % bootstrap interval. The public page
 * shows these and no others; who changes the one changes the other. In thousandths, so 653 is 0.653.
 */
export const FIGURE_SETS = [
  'cordis',
  'sbir',
  'sbir_objective',
  'cranfield',
  'vi_en',
  'vi_plain_en',
  'en_vi',
  'vi_vi',
  'vi_plain_vi',
  'en_en',
] as const;
export type FigureSet = (typeof FIGURE_SETS)[number];

/** What reached which figure: 1000 would be the best order there is. */
export type MatchingFigure = {
  set: FigureSet;
  queries: number;
  documents: number;
  ndcg: number;
  low: number;
  high: number;
  recall50: number;
};

export const MATCHING_FIGURES: readonly MatchingFigure[] = [
  { set: 'cordis', queries: 356, documents: 1827, ndcg: 653, low: 614, high: 693, recall50: 874 },
  { set: 'sbir', queries: 182, documents: 12388, ndcg: 756, low: 703, high: 803, recall50: 960 },
  { set: 'sbir_objective', queries: 151, documents: 12388, ndcg: 663, low: 598, high: 726, recall50: 905 },
  { set: 'cranfield', queries: 113, documents: 1398, ndcg: 413, low: 364, high: 463, recall50: 710 },
  { set: 'vi_en', queries: 592, documents: 240, ndcg: 911, low: 893, high: 927, recall50: 995 },
  { set: 'vi_plain_en', queries: 592, documents: 240, ndcg: 891, low: 870, high: 909, recall50: 990 },
  { set: 'en_vi', queries: 592, documents: 240, ndcg: 938, low: 925, high: 951, recall50: 1000 },
  { set: 'vi_vi', queries: 592, documents: 240, ndcg: 975, low: 965, high: 984, recall50: 1000 },
  { set: 'vi_plain_vi', queries: 592, documents: 240, ndcg: 967, low: 957, high: 977, recall50: 1000 },
  { set: 'en_en', queries: 592, documents: 240, ndcg: 984, low: 978, high: 990, recall50: 1000 },
];
