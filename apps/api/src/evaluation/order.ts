import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Language } from '@ketnoi/domain/language';
import type { MatchTask } from '@ketnoi/matching/channels';
import { startFolder } from '../config.ts';
import { partOf, type Part } from './means.ts';

/** What `npm run evaluate` was asked for; languages are guessed text by text where none was named. */
export type EvaluationOrder = {
  corpus: string;
  queries: string;
  out: string;
  qrels: string | null;
  queryField: string;
  docField: string;
  queryLanguage: Language | null;
  docLanguage: Language | null;
  task: MatchTask;
  without: ReadonlySet<Part>;
};

const USAGE = `usage: npm run evaluate -- --corpus FILE --queries FILE --out FILE [--qrels FILE] [--query-field text] [--doc-field text]
       [--query-language vi|en] [--doc-language vi|en] [--task need-offer|question-passage]
       [--without encoder|static|lexicon|simd]...
corpus and queries: one JSON object a line (doc_id, title, text; query_id, text); qrels: query_id, doc_id, relevance, separated by tabs; all also as .gz`;

const STRING = { type: 'string' } as const;

/** Reads the arguments. Throws an Error that names the option at fault. */
export function readOrder(args: string[]): EvaluationOrder {
  const { values } = parseArgs({
    args,
    options: {
      corpus: STRING,
      queries: STRING,
      out: STRING,
      qrels: STRING,
      'query-field': STRING,
      'doc-field': STRING,
      'query-language': STRING,
      'doc-language': STRING,
      task: STRING,
      without: { type: 'string', multiple: true },
    },
  });
  const file = (name: 'corpus' | 'queries' | 'out'): string => {
    const path = values[name];
    if (path === undefined || path === '') throw new Error(`--${name} is missing\n${USAGE}`);
    return resolve(startFolder(), path);
  };
  return {
    corpus: file('corpus'),
    queries: file('queries'),
    out: file('out'),
    qrels: values.qrels === undefined ? null : resolve(startFolder(), values.qrels),
    queryField: values['query-field'] ?? 'text',
    docField: values['doc-field'] ?? 'text',
    queryLanguage: languageOf('--query-language', values['query-language']),
    docLanguage: languageOf('--doc-language', values['doc-language']),
    task: taskOf(values.task),
    without: new Set((values.without ?? []).map(partOf)),
  };
}

function languageOf(option: string, value: string | undefined): Language | null {
  if (value === undefined || value === 'vi' || value === 'en') return value ?? null;
  throw new Error(`${option}: "${value}" is neither vi nor en`);
}

function taskOf(value: string | undefined): MatchTask {
  if (value === undefined || value === 'need-offer' || value === 'question-passage') return value ?? 'need-offer';
  throw new Error(`--task: "${value}" is neither need-offer nor question-passage`);
}
