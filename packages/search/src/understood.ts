import type { PhraseIndex } from '@ketnoi/language/phrases';
import { bestCover, typedWord } from '@ketnoi/language/phrases';
import type { PlanTables } from '@ketnoi/language/query-reading';
import type { QueryPlan } from '@ketnoi/language/query';

/** Below this share of words the tables know too little of a query to say how it was understood. */
const LEAST_COVERAGE = 0.6;

/**
 * The marks that words typed without any most likely have, as far as the tables know exactly one reading of them
 * (`xu ly nuoc thai` -> `xử lý nước thải`); null for a query with marks, in English, or of which too little is known.
 */
export function readingWithMarks(plan: QueryPlan, tables: PlanTables): string | null {
  if (plan.hasMarks || plan.language === 'en' || plan.codes.length > 0) return null;
  const texts = plan.original.split(/\s+/u).filter((text) => /^[a-z]+$/iu.test(text));
  if (texts.length < 2 || texts.join(' ').length !== plan.original.trim().length) return null;
  const keys = texts.map((text) => typedWord(text).folded);
  const indexes = [tables.glossary?.vi, tables.synonyms].filter((index) => index !== undefined);
  const longest = Math.max(0, ...indexes.map((index) => index.longest));
  const spans = bestCover(keys.length, longest, (start, end) => {
    const marked = onlyReading(indexes, keys.slice(start, end).join(' '));
    return marked === null || end - start < 2 ? null : { start, end, marked };
  });
  const covered = spans.reduce((sum, span) => sum + span.end - span.start, 0);
  if (covered < texts.length * LEAST_COVERAGE) return null;
  const read = [...texts];
  for (const span of spans) read.splice(span.start, span.end - span.start, ...span.marked);
  const understood = read.join(' ');
  return understood === plan.original ? null : understood;
}

function onlyReading(indexes: readonly PhraseIndex<unknown>[], key: string): readonly string[] | null {
  const readings = new Map(
    indexes.flatMap((index) => (index.byKey.get(key) ?? []).map(({ marked }) => [marked.join(' '), marked] as const)),
  );
  const [only] = readings.values();
  return readings.size === 1 && only !== undefined ? only : null;
}
