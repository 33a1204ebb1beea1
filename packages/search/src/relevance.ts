import type { Language } from '@ketnoi/domain/language';
import { ndcg, type Grades } from '@ketnoi/matching/ranking-quality';

/** One query of a relevance file with its judgements; `twin` is the query typed with marks that this one repeats without. */
export type JudgedQuery = {
  id: string;
  language: Language;
  kind: 'known_item' | 'topic';
  group: 'plain' | 'typo' | 'code' | 'across';
  marks?: 'with' | 'without';
  q: string;
  twin?: string;
  /** Asked where the written listings are shown in Vietnamese alone. */
  listings?: 'vietnamese_only';
  /** 3 is what was asked for, 2 serves as well, 1 touches it. */
  grades: Grades;
};

/** How one answer fared. `unjudged` is the share of the first ten that the judge has not seen; these count as 0 in `ndcg`. */
export type Score = { ndcg: number; success: number; reciprocal: number; unjudged: number };

const DEPTH = 10;
const SUCCESS_WITHIN = 3;

/** The place of the first good enough answer among the first ten, from 1; null when there is none. */
function rankOf(query: Pick<JudgedQuery, 'kind' | 'grades'>, got: readonly string[]): number | null {
  const enough = query.kind === 'known_item' ? 3 : 2;
  const at = got.slice(0, DEPTH).findIndex((name) => (query.grades[name] ?? 0) >= enough);
  return at < 0 ? null : at + 1;
}

/** Judges an answer, best first, by the names the grades use. Success: the target, or of a topic a listing of grade 2 or 3, among the first three. */
export function scoreOf(query: Pick<JudgedQuery, 'kind' | 'grades'>, got: readonly string[]): Score {
  const rank = rankOf(query, got);
  const first = got.slice(0, DEPTH);
  const unseen = first.filter((name) => query.grades[name] === undefined);
  return {
    ndcg: ndcg(query.grades, got),
    success: rank !== null && rank <= SUCCESS_WITHIN ? 1 : 0,
    reciprocal: rank === null ? 0 : 1 / rank,
    unjudged: first.length === 0 ? 0 : unseen.length / first.length,
  };
}

/** The mean of scores, each figure for itself; null of none. */
export function meanScore(scores: readonly Score[]): Score | null {
  if (scores.length === 0) return null;
  const mean = (figure: keyof Score): number => scores.reduce((sum, score) => sum + score[figure], 0) / scores.length;
  return { ndcg: mean('ndcg'), success: mean('success'), reciprocal: mean('reciprocal'), unjudged: mean('unjudged') };
}

/** Reads a relevance file, one JSON object a line; a twin gets the grades of its query. Throws on a twin of nobody. */
export function readJudged(text: string): JudgedQuery[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const read = lines.map((line) => JSON.parse(line) as Omit<JudgedQuery, 'grades'> & { grades?: Grades });
  const byId = new Map(read.map((query) => [query.id, query]));
  return read.map((query) => {
    const grades = query.grades ?? byId.get(query.twin ?? '')?.grades;
    if (grades === undefined) throw new Error(`query ${query.id}: neither grades nor a twin that has some`);
    return { ...query, grades };
  });
}
