import type { PublicListQuery } from '@ketnoi/contracts/public-lists';
import { codeTables, type CodeTables } from '@ketnoi/db/classifications';
import type { HitRow } from '@ketnoi/db/listing-hits';
import type { Language } from '@ketnoi/domain/language';
import { Problem } from '@ketnoi/domain/problems';
import type { Facet, SearchSort } from '@ketnoi/domain/search';
import type { Filters, SearchRequest } from '@ketnoi/search/port';
import type { Ctx } from '../context.ts';
import { filtersOf } from '../search/filters.ts';
import { labelOf } from '../search/labels.ts';
import { shownHits } from '../search/shown-hits.ts';

/** What a list shows and what it is narrowed to. */
export type PublicList = {
  rows: readonly HitRow[];
  /** Counted up to 1,001. */
  total: number;
  totalIsExact: boolean;
  /** Nothing holds all the words; these are the closest. */
  closest: boolean;
  filters: Filters;
  codes: CodeTables;
};

type Wanted = { query: PublicListQuery; language: Language; sort: SearchSort; limit: number };

/** The first listings of a search as everyone may see them at this moment. Throws `listing.code_unknown` naming each code that is none. */
export async function publicList(ctx: Ctx, { query, language, sort, limit }: Wanted): Promise<PublicList> {
  const codes = await codeTables(ctx.db);
  const filters = filtersOf(query, codes);
  const text = (query.q ?? '').normalize('NFC').trim();
  const exact = query.exact ?? false;
  const request: SearchRequest = {
    text,
    filters,
    sort,
    exact,
    translate: query.translate ?? true,
    language,
    facets: [],
    limit,
    after: null,
  };
  const { found, rows } = await shownHits(ctx, request, codes);
  const { total, totalIsExact, hits } = found;
  return { rows, total: total - (hits.length - rows.length), totalIsExact, closest: found.reading.closest, filters, codes };
}

/** The same for a page, whose address may hold anything: what is no code is left out. @returns also what was read in the end. */
export async function lenientList(ctx: Ctx, wanted: Wanted): Promise<{ list: PublicList; query: PublicListQuery }> {
  try {
    return { list: await publicList(ctx, wanted), query: wanted.query };
  } catch (error) {
    const wrong = new Set(error instanceof Problem ? (error.details.errors ?? []).map((one) => one.field) : []);
    if (wrong.size === 0) throw error;
    const query = Object.fromEntries(Object.entries(wanted.query).filter(([name]) => !wrong.has(name))) as PublicListQuery;
    return { list: await publicList(ctx, { ...wanted, query }), query };
  }
}

/** The parameters that say what is listed, in the one order in which addresses carry them. */
const NAMES = [
  'q',
  'in',
  'kind',
  'sector',
  'field',
  'region',
  'province',
  'country',
  'trlMin',
  'trlMax',
  'ipStatus',
  'transferMode',
  'organisationType',
  'techClass',
  'language',
  'openForInterest',
  'exact',
  'translate',
] as const satisfies readonly (keyof PublicListQuery)[];

/** `path` with what is asked, always written the same way. */
export function listAddress(path: string, query: PublicListQuery): string {
  const search = new URLSearchParams();
  for (const name of NAMES) {
    const value = name === 'q' ? query.q?.normalize('NFC').trim() : query[name];
    const values = Array.isArray(value) ? [...new Set(value)].toSorted() : [value];
    for (const one of values) if (one !== undefined && one !== '') search.append(name, String(one));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** What the list is narrowed to, in the reader's words: `“sấy”, Nông nghiệp công nghệ cao, Quảng Ninh`; empty for everything. */
export function listName(query: PublicListQuery, { filters, codes }: PublicList, language: Language): string {
  const { trl = [], ...others } = filters;
  const words = query.q?.trim() ?? '';
  const labels = (Object.entries(others) as [Facet, readonly string[]][]).flatMap(([facet, values]) =>
    values.map((code) => labelOf(facet, code, { codes, language })),
  );
  const levels = trl.length === 0 ? [] : [trl.length === 1 ? `TRL ${trl[0] ?? ''}` : `TRL ${trl[0] ?? ''}–${trl.at(-1) ?? ''}`];
  return [...(words === '' ? [] : [`“${words.slice(0, 80)}”`]), ...labels, ...levels].join(', ');
}
