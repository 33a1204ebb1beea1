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
  { set: 'cordis', queries: 356, documents: 1827, ndcg: 661, low: 621, high: 700, recall50: 879 },
  { set: 'sbir', queries: 182, documents: 12388, ndcg: 761, low: 709, high: 806, recall50: 952 },
  { set: 'sbir_objective', queries: 151, documents: 12388, ndcg: 672, low: 605, high: 733, recall50: 905 },
  { set: 'cranfield', queries: 113, documents: 1398, ndcg: 422, low: 374, high: 472, recall50: 707 },
  { set: 'vi_en', queries: 592, documents: 240, ndcg: 925, low: 909, high: 940, recall50: 998 },
  { set: 'vi_plain_en', queries: 592, documents: 240, ndcg: 910, low: 892, high: 926, recall50: 995 },
  { set: 'en_vi', queries: 592, documents: 240, ndcg: 943, low: 931, high: 955, recall50: 1000 },
  { set: 'vi_vi', queries: 592, documents: 240, ndcg: 975, low: 965, high: 983, recall50: 1000 },
  { set: 'vi_plain_vi', queries: 592, documents: 240, ndcg: 970, low: 960, high: 980, recall50: 1000 },
  { set: 'en_en', queries: 592, documents: 240, ndcg: 984, low: 978, high: 990, recall50: 1000 },
];
