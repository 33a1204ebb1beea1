import type { Facet } from '@ketnoi/domain/search';
import { glossaryIndex } from '@ketnoi/language/glossary';
import type { PlanTables } from '@ketnoi/language/query-reading';
import { synonymIndex } from '@ketnoi/language/synonyms';
import type { SearchRequest, SearchResult } from '../src/port.ts';
import type { Case } from './conformance-case.ts';
import { RECORDED_CASES } from './conformance-cases.ts';

const solar: PlanTables = {
  synonyms: synonymIndex({ abbreviations: [], synonyms: [['điện mặt trời', 'quang điện', 'năng lượng mặt trời']] }),
};
const brackish: PlanTables = { glossary: glossaryIndex([['water', 'brackish water', 'nước nhiễm mặn']]) };
const batteries: PlanTables = { glossary: glossaryIndex([['energy', 'battery recycling', 'tái chế pin']]) };

const first = (pairs: readonly (readonly [string, number])[]): Case[] => pairs.map(([query, number]) => ({ query, first: number }));

/** Words of both languages, with and without marks. */
const words: Case[] = [
  ...first([
    ['cong nghe sinh hoc', 1],
    ['công nghệ sinh học', 1],
    ['điện mặt trời', 2],
    ['dien mat troi', 2],
    ['perovskit', 3],
    ['perovsite', 3],
    ['quang dien', 3],
    ['quang điện', 3],
    ['định giá công nghệ', 14],
    ['dinh gia cong nghe', 14],
    ['cáp điện', 16],
    ['computer vision', 26],
    ['pangasius', 24],
    ['cá tra', 24],
    ['ca tra', 24],
    ['tái chế pin', 22],
    ['tai che pin', 22],
    ['ruồi lính đen', 24],
    ['nghệ vàng', 18],
    ['nghe vang', 18],
    ['lithum batery', 21],
  ]),
  { query: 'nước nhiễm mặn', finds: [12, 13] },
  { query: 'nuoc nhiem man', finds: [12, 13] },
  { query: 'nghệ vàng', order: [18, 17] },
  { query: 'solder', finds: [25, 26] },
  { query: 'kho lạnh', first: 4 },
];

/** Marks that were typed win; without them all readings count alike. */
const marks: Case[] = [
  { query: 'bò', first: 7, finds: [8, 9] },
  { query: 'bơ', first: 8, finds: [7, 9] },
  { query: 'bộ', first: 9, finds: [7, 8] },
  { query: 'bo', finds: [7, 8, 9] },
  { query: 'chè', first: 5, finds: [1, 6, 7, 22] },
  { query: 'che', finds: [1, 5, 6, 7, 22] },
  { query: 'đá', order: [11, 10] },
  { query: 'da', finds: [10, 11] },
  { query: 'hoà', finds: [28, 29] },
  { query: 'hòa', finds: [28, 29] },
];

/** Codes are one piece, found whole and by their beginning. */
const codes: Case[] = [
  { query: '76/2018/NĐ-CP', only: [15] },
  { query: '76/2018', only: [15] },
  { query: 'TCVN 5935-1:2013', only: [16] },
  { query: 'A61K 31/00', only: [17] },
  { query: '"công nghệ"', finds: [1, 13, 14, 15], without: [18] },
  { query: 'VN-22-TO-2026-0001', first: 1 },
];

const order: Case[] = [
  { query: 'cong nghe', order: [14, 18] },
  { query: 'coong ngheej', finds: [1, 13, 14, 15] },
  { query: 'không có gì như thế này', without: [1] },
  { query: '😀', only: [] },
];

/** Other words, in the same language and in the other one. */
const replaced: Case[] = [
  { query: 'điện mặt trời', tables: solar, first: 2, order: [2, 3] },
  { query: 'nước nhiễm mặn', tables: brackish, finds: [12, 13] },
  { query: 'battery recycling', tables: batteries, order: [21, 22] },
];

const narrowed: Case[] = [
  { query: 'cong nghe', filters: { side: ['offer'] }, finds: [1, 14, 15], without: [13] },
  { query: 'cong nghe', filters: { side: ['need'] }, only: [13] },
  { query: 'cong nghe', filters: { side: ['offer'], province: ['22', '01'] }, finds: [1, 14, 15], without: [13] },
  { query: 'dien', filters: { side: ['offer'], trl: ['7', '8', '9'] }, finds: [2, 9, 16, 29], without: [3] },
  { query: 'dien', filters: { province: ['22" OR side = "offer'] }, only: [] },
  { query: '', filters: { sector: ['IND-ENERGY'] }, only: [30, 29, 21, 4, 3, 2], total: 6 },
  { query: '', sort: 'newest', limit: 5, order: [30, 29, 28, 27, 26] },
  { query: '', sort: 'expiring', limit: 3, order: [1, 2, 3] },
  { query: 'dien', sort: 'newest', limit: 5, first: 29 },
];

const counted: Case[] = [
  {
    query: 'cong nghe',
    filters: { province: ['22', '01'], side: ['offer'] },
    facets: ['kind', 'sector', 'field', 'trl', 'province', 'side'],
    counts: { side: { offer: 4 }, province: { '22': 3, '01': 1 }, kind: { technology: 2, service: 2 }, trl: { '8': 1 } },
  },
  { query: '', filters: { side: ['offer'] }, facets: ['sector', 'province', 'field'], total: 26 },
];

/** The cases over the thirty recorded documents; their place in the list is their number. */
export const CASES: readonly Case[] = [...words, ...marks, ...codes, ...order, ...replaced, ...narrowed, ...counted, ...RECORDED_CASES];

/** The request of a case: only its own words and tables, as the recordings were made, unless it says otherwise. */
export const requestOf = (one: Case): SearchRequest => ({
  text: one.query,
  language: 'vi',
  filters: one.filters ?? {},
  sort: one.sort ?? 'relevance',
  facets: one.facets ?? [],
  limit: one.limit ?? 20,
  after: null,
  exact: one.exact ?? (one.tables === undefined && one.shipped === undefined && !REPAIRED.has(one.query)),
  translate: one.translate ?? true,
});

/** Queries that only a repair finds on an engine without typing errors of its own. */
const REPAIRED: ReadonlySet<string> = new Set(['perovskit', 'perovsite', 'lithum batery', 'coong ngheej']);

/** What of a case does not hold in an answer, in words. */
export function unmet(one: Case, result: SearchResult): string[] {
  const found = result.hits.map((hit) => Number(hit.listingId.slice(-3)));
  const among = (wanted: readonly number[]): string => found.filter((number) => wanted.includes(number)).join();
  const wrongCounts = Object.entries(one.counts ?? {}).filter(([facet, values]) => {
    const counts = Object.fromEntries((result.facets[facet as Facet] ?? []).map(({ code, count }) => [code, count]));
    return Object.entries(values).some(([code, count]) => counts[code] !== count);
  });
  return [
    ...(one.first === undefined || found[0] === one.first ? [] : [`first is ${found[0]}, not ${one.first}`]),
    ...(one.order === undefined || among(one.order) === one.order.join() ? [] : [`order is ${among(one.order)}, not ${one.order.join()}`]),
    ...(one.finds ?? []).filter((number) => !found.includes(number)).map((number) => `${number} is not found`),
    ...(one.without ?? []).filter((number) => found.includes(number)).map((number) => `${number} is found`),
    ...(one.only === undefined || found.join() === one.only.join() ? [] : [`found ${found.join()}, not ${one.only.join()}`]),
    ...(one.total === undefined || one.total === result.total ? [] : [`total is ${result.total}, not ${one.total}`]),
    ...wrongReading(one, result),
    ...wrongCounts.map(([facet]) => `${facet} is counted ${JSON.stringify(result.facets[facet as Facet])}`),
  ];
}

function wrongReading(one: Case, { reading, corrections }: SearchResult): string[] {
  const also = reading.alsoSearched.map(({ text }) => text);
  const said = (wanted: readonly string[] | undefined, is: readonly string[]): boolean =>
    wanted === undefined || (wanted.length === 0 ? is.length === 0 : wanted.every((text) => is.includes(text)));
  return [
    ...(said(one.also, also) ? [] : [`also searched is ${also.join()}`]),
    ...(said(one.corrections, corrections) ? [] : [`offered is ${corrections.join()}`]),
    ...(one.understoodAs === undefined || one.understoodAs === reading.understoodAs ? [] : [`understood as ${reading.understoodAs}`]),
    ...(one.closest === undefined || one.closest === reading.closest ? [] : [`closest is ${reading.closest}`]),
  ];
}

/** What a case is called in a report. */
export const titleOf = (one: Case, at: number): string => {
  const filters = one.filters === undefined ? '' : ` ${JSON.stringify(one.filters)}`;
  const ways = [
    one.sort,
    one.shipped ? 'as shipped' : null,
    one.translate === false ? 'untranslated' : null,
    one.page && `page ${one.page}`,
  ];
  return [`${at + 1} ${one.query === '' ? '(no words)' : one.query}${filters}`, ...ways.filter((way) => way)].join(' ');
};
