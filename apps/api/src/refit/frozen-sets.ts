import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { CodeTables } from '@ketnoi/db/classifications';
import { LANGUAGES, type Bilingual } from '@ketnoi/domain/language';
import type { ListingContent } from '@ketnoi/domain/listing-content';
import { tierOf, VALUE_FIELDS, type ValueField } from '@ketnoi/domain/listing-fields';
import type { MatchDocument } from '@ketnoi/matching/collection';
import { unknownFacts, type MatchFacts } from '@ketnoi/matching/facts';
import type { Grades } from '@ketnoi/matching/ranking-quality';
import { demoFile } from '../demonstration/files.ts';
import { factsOf, matchedText, type MatchSource } from '../matching/facts-of.ts';

/** An offer that may be ranked, with what is known of it. */
export type Candidate = { document: MatchDocument; facts: MatchFacts };

/** A need whose candidates were graded by people, the higher the better; what has no grade is 0. */
export type FrozenNeed = { id: string; text: Bilingual; facts: MatchFacts; grades: Grades };

/** Needs for accepting a ranker by; nothing is ever learned from them. */
export type FrozenSet = { name: string; candidates: ReadonlyMap<string, Candidate>; needs: readonly FrozenNeed[] };

const IN_DOMAIN = new URL('../../../../infra/bench/in-domain/', import.meta.url);
const PAIRS = new URL('../../../../infra/demo/pairs.csv', import.meta.url);
/** The grade of a pair of which its authors say that it fits. */
const FITS = 3;

/** The files of the demonstration name values without the part they lie in. */
type DemoRecord = Pick<MatchSource, 'side' | 'texts'> & { originId: string; tiers?: ListingContent['tiers'] } & MatchSource['values'];

/** A record of the demonstration as matching would read it, were it published: what is public of it alone. */
function sourceOf(record: DemoRecord): MatchSource {
  const { originId, side, texts, tiers = {} } = record;
  const open = (Object.keys(VALUE_FIELDS) as ValueField[]).filter((name) => name in record && tierOf(name, tiers) === 'public');
  const none = {
    organisationId: null,
    verified: false,
    country: null,
    provinceCode: null,
    regionCode: null,
    publishedAt: null,
    expiresAt: null,
  };
  const values = Object.fromEntries(open.map((name) => [name, record[name]]));
  return { ...none, listingId: originId, side, openForInterest: true, techClass: null, texts, values, tiers };
}

function documentOf(id: string, { title, text }: ReturnType<typeof matchedText>): MatchDocument {
  const of = (language: keyof Bilingual) =>
    title[language] === null && text[language] === null ? null : { title: title[language] ?? '', text: text[language] ?? '' };
  return { id, texts: { vi: of('vi'), en: of('en') } };
}

const wholeText = ({ title, text }: ReturnType<typeof matchedText>): Bilingual => {
  const [vi, en] = LANGUAGES.map((language) => [title[language], text[language]].filter((part) => part !== null).join('. ') || null);
  return { vi: vi ?? null, en: en ?? null };
};

const lines = (url: URL): string[] =>
  readFileSync(url, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');

/** The grades of a table of needs and offers, by need; `gradeOf` reads what stands in the third column. */
function gradesIn(url: URL, separator: string, gradeOf: (text: string) => number | null): Map<string, Record<string, number>> {
  const grades = new Map<string, Record<string, number>>();
  for (const line of lines(url).slice(1)) {
    const [need = '', offer = '', text = ''] = line.split(separator);
    const grade = gradeOf(text);
    if (grade === null) continue;
    const known = grades.get(need) ?? {};
    known[offer] = grade;
    grades.set(need, known);
  }
  return grades;
}

/** The offers of the demonstration among these, as anyone may read them. */
function candidatesOf(records: readonly DemoRecord[], isWanted: (id: string) => boolean, codes: CodeTables): Map<string, Candidate> {
  const wanted = records.filter(({ side, originId }) => side === 'offer' && isWanted(originId));
  return new Map(
    wanted.map((record) => {
      const source = sourceOf(record);
      return [record.originId, { document: documentOf(record.originId, matchedText(source)), facts: factsOf(source, codes) }];
    }),
  );
}

const written = (): DemoRecord[] => demoFile('listings.jsonl').records as unknown as DemoRecord[];

/** The frozen half of the needs written in the seekers' own words, with the offers that were graded for them. */
function inDomain(codes: CodeTables): FrozenSet {
  const grades = gradesIn(new URL('qrels.tsv', IN_DOMAIN), '\t', Number);
  type Written = { id: string; split: string; text_vi: string };
  const needs = lines(new URL('needs.jsonl', IN_DOMAIN))
    .map((line) => JSON.parse(line) as Written)
    .filter(({ split }) => split === 'frozen')
    .map(({ id, text_vi: vi }) => ({ id, text: { vi, en: null }, facts: unknownFacts('need'), grades: grades.get(id) ?? {} }));
  const graded = new Set(needs.flatMap((need) => Object.keys(need.grades)));
  const records = [...written(), ...(demoFile('us-offers.jsonl.gz').records as unknown as DemoRecord[])];
  return { name: 'in-domain, frozen half', candidates: candidatesOf(records, (id) => graded.has(id), codes), needs };
}

/** The pairs of the demonstration that were written for each other, among the offers written for it. */
function pairs(codes: CodeTables): FrozenSet {
  const records = written();
  const candidates = candidatesOf(records, () => true, codes);
  const grades = gradesIn(PAIRS, ',', (relation) => (relation === 'fits' ? FITS : null));
  const needs = records.flatMap((record): FrozenNeed[] => {
    const given = grades.get(record.originId);
    if (record.side !== 'need' || given === undefined) return [];
    const source = sourceOf(record);
    // Every offer is a candidate; those of which nobody says that they fit have the grade 0.
    const all = Object.fromEntries([...candidates.keys()].map((offer) => [offer, given[offer] ?? 0]));
    return [{ id: record.originId, text: wholeText(matchedText(source)), facts: factsOf(source, codes), grades: all }];
  });
  return { name: 'demonstration pairs', candidates, needs };
}

/** The sets that come with the product. */
export function shippedSets(codes: CodeTables): FrozenSet[] {
  return [inDomain(codes), pairs(codes)];
}

type Line = {
  need: { id: string; title?: Bilingual; text: Bilingual };
  candidates: { id: string; title?: Bilingual; text: Bilingual }[];
  grades: Record<string, number>;
};

const NO_TEXT: Bilingual = { vi: null, en: null };
const isText = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).every(([key, text]) => ['vi', 'en'].includes(key) && (text === null || typeof text === 'string'));

function isLine(value: unknown): value is Line {
  const { need, candidates, grades } = (value ?? {}) as Partial<Line>;
  const named = (one: Line['need'] | undefined): boolean =>
    typeof one?.id === 'string' && isText(one.text) && (one.title === undefined || isText(one.title));
  return (
    named(need) &&
    Array.isArray(candidates) &&
    candidates.every(named) &&
    typeof grades === 'object' &&
    Object.values(grades).every((grade) => Number.isInteger(grade) && grade >= 0)
  );
}

/**
 * A set of one's own: JSONL, a need a line, `{ need: { id, title?, text }, candidates: [{ id, title?, text }], grades: { candidate: 0 to 3 } }`, each text as `{ vi, en }`.
 * Throws an Error that names file and line of what is not so.
 */
export function readSet(path: string): FrozenSet {
  const candidates = new Map<string, Candidate>();
  const needs = readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((text, at): FrozenNeed[] => {
      if (text.trim() === '') return [];
      const line = parsed(text);
      if (!isLine(line))
        throw new Error(`${path}, line ${at + 1}: must be { need: { id, title?, text }, candidates: [{ id, title?, text }], grades }`);
      const whole = (one: Line['need']) => ({ title: { ...NO_TEXT, ...one.title }, text: { ...NO_TEXT, ...one.text } });
      for (const one of line.candidates) candidates.set(one.id, { document: documentOf(one.id, whole(one)), facts: unknownFacts('offer') });
      const grades = Object.fromEntries(line.candidates.map(({ id }) => [id, line.grades[id] ?? 0]));
      return [{ id: line.need.id, text: wholeText(whole(line.need)), facts: unknownFacts('need'), grades }];
    });
  if (needs.length === 0) throw new Error(`${path}: holds no need`);
  return { name: basename(path), candidates, needs };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
