import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Bilingual, Language } from '@ketnoi/domain/language';
import type { DocumentText, MatchDocument } from '@ketnoi/matching/collection';
import type { Grades } from '@ketnoi/matching/ranking-quality';

/** A need of the set. The frozen half is for accepting a ranker; nothing is tuned by it. */
export type Need = {
  id: string;
  split: 'dev' | 'frozen';
  topic: string;
  length: 'short' | 'medium' | 'long';
  text_vi: string;
  text_en: string | null;
  text_unmarked: string | null;
};

/** How a need is asked: as written, typed without marks, by its English twin. */
export type Form = 'vi' | 'unmarked' | 'en';

type DemoRow = { originId: string; side: string; texts: Record<string, Bilingual | undefined>; tiers?: Record<string, string> };

const SAME_BEGINNING = 80;

const SET = new URL('in-domain/', import.meta.url);
const DEMO = new URL('../demo/', import.meta.url);

const jsonLines = <T>(text: string): T[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);

export function readNeeds(): Need[] {
  return jsonLines<Need>(readFileSync(new URL('needs.jsonl', SET), 'utf8'));
}

/** The settled grades by need. */
export function readGrades(): Map<string, Grades> {
  const grades = new Map<string, Record<string, number>>();
  const [, ...lines] = readFileSync(new URL('qrels.tsv', SET), 'utf8').trimEnd().split('\n');
  for (const line of lines) {
    const [need = '', offer = '', grade = ''] = line.split('\t');
    const ofNeed = grades.get(need) ?? {};
    ofNeed[offer] = Number(grade);
    grades.set(need, ofNeed);
  }
  return grades;
}

/** The text of a need in a form, or null when it was not written that way. */
export function textOf(need: Need, form: Form): Bilingual | null {
  const text = { vi: need.text_vi, unmarked: need.text_unmarked, en: need.text_en }[form];
  if (text === null) return null;
  return form === 'en' ? { vi: null, en: text } : { vi: text, en: null };
}

/** Every published demonstration offer, with what anyone may read of it. */
export function readOffers(): MatchDocument[] {
  const written = jsonLines<DemoRow>(readFileSync(new URL('listings.jsonl', DEMO), 'utf8'));
  const american = jsonLines<DemoRow>(gunzipSync(readFileSync(new URL('us-offers.jsonl.gz', DEMO))).toString('utf8'));
  return [...written, ...american].filter(({ side }) => side === 'offer').map(documentOf);
}

function documentOf({ originId, texts, tiers }: DemoRow): MatchDocument {
  const block = (name: string, language: Language): string =>
    (tiers?.[name] ?? 'public') === 'public' ? (texts[name]?.[language] ?? '') : '';
  const inLanguage = (language: Language): DocumentText | null => {
    const title = block('title', language);
    const [summary, description] = [block('summary', language), block('description', language)];
    // Awards repeat the beginning of their text as summary.
    const parts = [description.startsWith(summary.slice(0, SAME_BEGINNING)) ? '' : summary, block('problem', language), description];
    return title === '' ? null : { title, text: parts.filter((part) => part !== '').join(' ') };
  };
  return { id: originId, texts: { vi: inLanguage('vi'), en: inLanguage('en') } };
}

/**
 * Writes the set as `npm run evaluate` reads it: corpus.jsonl with each offer in its own language, the queries of each half with a field a form, and the
 * judgements of both.
 */
export function exportSet(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, rows: readonly object[]): void =>
    writeFileSync(join(folder, name), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const offers = readOffers().map(({ id, texts: { vi, en } }) => ({ doc_id: id, ...(vi ?? en) }));
  const needs = readNeeds().map(({ id, ...rest }) => ({ query_id: id, ...rest }));
  write('corpus.jsonl', offers);
  for (const half of ['dev', 'frozen'] satisfies Need['split'][])
    write(
      `queries-${half}.jsonl`,
      needs.filter(({ split }) => split === half),
    );
  writeFileSync(join(folder, 'qrels.tsv'), readFileSync(new URL('qrels.tsv', SET)));
}
