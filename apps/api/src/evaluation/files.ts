import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { guessLanguage } from '@ketnoi/language/guess-language';
import { fold, nfc } from '@ketnoi/language/fold';
import type { Bilingual, Language } from '@ketnoi/domain/language';
import type { MatchDocument } from '@ketnoi/matching/collection';
import type { Grades } from '@ketnoi/matching/ranking-quality';

/** A text to ask with. */
export type Query = { id: string; text: Bilingual };

type Row = { fields: Readonly<Record<string, unknown>>; at: string };
type Texts = { field: string; language: Language | null; id?: string };

/** The documents of a corpus. Throws an Error that names file, line and field. */
export function readCorpus(path: string, { field, language, id = 'doc_id' }: Texts): MatchDocument[] {
  const documents = jsonLines(path).map((row): MatchDocument => {
    const text = textOf(row, field);
    const title = row.fields['title'] === undefined || row.fields['title'] === null ? '' : textOf(row, 'title');
    return { id: codeOf(row, id), texts: { vi: null, en: null, [language ?? languageOf(text)]: { title, text } } };
  });
  return unique(path, documents, id);
}

/** The queries of a file that have the field; those without it are not asked. Throws when none has it. */
export function readQueries(path: string, { field, language }: Texts): Query[] {
  const rows = jsonLines(path).filter(({ fields }) => fields[field] !== undefined && fields[field] !== null && fields[field] !== '');
  if (rows.length === 0) throw new Error(`${path}: no query has the field "${field}"`);
  const queries = rows.map((row): Query => {
    const text = textOf(row, field);
    return { id: idOf(row, 'query_id'), text: { vi: null, en: null, [language ?? languageOf(text)]: text } };
  });
  return unique(path, queries, 'query_id');
}

/** The codes of documents, those without any left out. Throws an Error that names file, line and field. */
export function readLabels(path: string, field: string): ReadonlyMap<string, readonly string[]> {
  const labels = new Map<string, readonly string[]>();
  for (const row of jsonLines(path)) {
    const codes: unknown = row.fields[field];
    if (!Array.isArray(codes) || !codes.every((code) => typeof code === 'string'))
      throw new Error(`${row.at}: "${field}" is no list of codes`);
    if (codes.length > 0) labels.set(idOf(row, 'doc_id'), codes);
  }
  return labels;
}

/** Judgements by query: `query_id, doc_id, relevance` with a header line, or the four columns of TREC. */
export function readJudgements(path: string): ReadonlyMap<string, Grades> {
  const judged = new Map<string, Record<string, number>>();
  for (const [at, line] of linesOf(path).entries()) {
    const columns = line.split(/\t|\s+/);
    const [query, doc, grade] = columns.length === 4 ? [columns[0], columns[2], columns[3]] : columns;
    if (at === 0 && query === 'query_id') continue;
    const value = Number(grade);
    if (query === undefined || doc === undefined || grade === undefined || !Number.isFinite(value) || value < 0)
      throw new Error(`${path}:${at + 1}: is not "query_id doc_id relevance" with a relevance of 0 or more`);
    const grades = judged.get(query) ?? {};
    grades[doc] = value;
    judged.set(query, grades);
  }
  return judged;
}

/** Writes lines, packed when the name ends in .gz. */
export function writeLines(path: string, lines: readonly string[]): void {
  const text = lines.map((line) => `${line}\n`).join('');
  writeFileSync(path, path.endsWith('.gz') ? gzipSync(text) : text);
}

function linesOf(path: string): string[] {
  const bytes = readFileSync(path);
  const text = path.endsWith('.gz') ? unpacked(path, bytes) : bytes.toString('utf8');
  const lines = text.replace(/^\u{feff}/u, '').split(/\r?\n/);
  while (lines.at(-1)?.trim() === '') lines.pop();
  return lines;
}

function unpacked(path: string, bytes: Buffer): string {
  try {
    return gunzipSync(bytes).toString('utf8');
  } catch {
    throw new Error(`${path}: is not a gzip file`);
  }
}

function jsonLines(path: string): Row[] {
  const rows = linesOf(path).flatMap((line, number): Row[] => {
    if (line.trim() === '') return [];
    const at = `${path}:${number + 1}`;
    const fields = parsed(line, at);
    if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) throw new Error(`${at}: is not a JSON object`);
    return [{ fields: { ...fields }, at }];
  });
  if (rows.length === 0) throw new Error(`${path}: is empty`);
  return rows;
}

function parsed(line: string, at: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new Error(`${at}: is not JSON: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** First by the form of the words alone: a long English text with one `é` in it is not Vietnamese. */
function languageOf(text: string): Language {
  return guessLanguage(fold(text)) ?? guessLanguage(text) ?? 'en';
}

function idOf({ fields, at }: Row, name: string): string {
  const id = fields[name];
  if (typeof id === 'number') return String(id);
  if (typeof id !== 'string' || !/^\S+$/.test(id)) throw new Error(`${at}: "${name}" is missing or not a word without spaces`);
  return id;
}

/** Codes of classes may hold spaces; ids of documents may not, since a run could not be read back. */
function codeOf(row: Row, name: string): string {
  return name === 'doc_id' ? idOf(row, name) : textOf(row, name);
}

function textOf({ fields, at }: Row, name: string): string {
  const text = fields[name];
  if (typeof text !== 'string') throw new Error(`${at}: "${name}" is missing or not a text`);
  return nfc(text);
}

function unique<T extends { id: string }>(path: string, rows: T[], name: string): T[] {
  const seen = new Set<string>();
  for (const { id } of rows) {
    if (seen.has(id)) throw new Error(`${path}: "${name}" ${id} stands there twice`);
    seen.add(id);
  }
  return rows;
}
