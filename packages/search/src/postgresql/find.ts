import type { Db } from '@ketnoi/db/database';
import { COUNTED_TO, type Facet } from '@ketnoi/domain/search';
import { sql } from 'kysely';
import type { EngineQuery, FacetCounts, Found, Hit, Position } from '../port.ts';
import { BROWSED_TO, facetRows } from './facet-rows.ts';
import { byColumns, matching, narrowing, type Narrowing, type Share } from './narrowing.ts';
import { COLUMNS, type Sql } from './parts.ts';
import type { AskedPlan } from './query-text.ts';
import { candidates, score } from './ranking.ts';

type Order = { columns: Sql; by: Sql; after: (position: Position) => Sql };

function orderOf(sort: EngineQuery['sort'], ranking: boolean): Order {
  if (ranking) {
    return {
      columns: sql`score`,
      by: sql`score desc, published_at desc, listing_id desc`,
      after: ([of, at, id]) => sql`(score, published_at, listing_id) < (${of}::float8, ${at}::timestamptz, ${id}::uuid)`,
    };
  }
  const columns = sql`0::float8 as score`;
  if (sort === 'expiring') {
    return {
      columns,
      by: sql`expires_at, listing_id`,
      after: ([, at, id]) => sql`(expires_at, listing_id) > (${at}::timestamptz, ${id}::uuid)`,
    };
  }
  return {
    columns,
    by: sql`published_at desc, listing_id desc`,
    after: ([, at, id]) => sql`(published_at, listing_id) < (${at}::timestamptz, ${id}::uuid)`,
  };
}

type HitRow = Hit & { at: string };
/** A page begun on another engine goes on by its place alone. */
const isOffset = (position: Position): boolean => position[0] === 'offset';

type Row = { hits: HitRow[] | null; total: number; facets: [Facet, string, number][] | null };

/** The parts of one statement: what is matched, and where the page of hits comes from. */
type Parts = { matched: Sql; from: (columns: Sql, rest: Sql) => Sql };

/** How many listings a search without words matches, of how many, as they were counted in memory. */
export type Known = { total: number; of: number; share: Share };

/** By relevance: the ranked candidates are all there is. */
function rankedParts(asked: AskedPlan, { filters, kept }: { filters: Narrowing; kept: Sql }): Parts {
  // The words of a listing lie outside its row: they are fetched once, not once for every term.
  const held = asked.nearest === null ? sql`` : sql`cross join lateral (select strip(d.words) as words offset 0) held`;
  return {
    matched: sql`${candidates(asked, filters)},
      matched as materialized (select ${kept}, ${score(asked)} as score from candidate join search_document d on d.ctid = candidate.place ${held})`,
    from: (columns, rest) => sql`select ${columns} from matched where true ${rest}`,
  };
}

/** Up to so many listings are put in order of their dates; where more match, a walk by date soon meets a page of them. */
const SORTED_TO = 5001;

type Bounds = { gathered: number; counted: number };

/** By date. A walk by date opens every listing on its way, so what is rare must not be sought by one. */
function datedParts(condition: Sql, kept: Sql, { gathered, counted: most }: Bounds): Parts {
  const gate = (crowded: boolean): Sql => sql`(select count(*) from gathered) ${crowded ? sql`=` : sql`<`} ${sql.lit(gathered)}`;
  return {
    matched: sql`gathered as materialized (select ${kept} from search_document where ${condition} limit ${sql.lit(gathered)}),
      matched as (select * from gathered limit ${sql.lit(most)})`,
    from: (columns, rest) => sql`
      (select ${columns} from gathered where ${gate(false)} ${rest})
      union all (select ${columns} from search_document where ${gate(true)} and ${condition} ${rest})`,
  };
}

/**
 * By date, of a number that is known: by a walk that tests the columns of each listing on its way, unless fewer listings match than lie on the
 * way to one page of them; these are sought by the index of words and put in order.
 */
function countedParts({ filters, limit }: EngineQuery, { total, of, share }: Known): Parts {
  const matched = sql`matched as (select where false)`;
  if (total * total >= (limit + 1) * of) {
    const condition = matching(null, byColumns(filters));
    return { matched, from: (columns, rest) => sql`select ${columns} from search_document where ${condition} ${rest}` };
  }
  const gathered = sql`select listing_id, version, published_at, expires_at from search_document where ${matching(null, narrowing(filters, share))}`;
  return { matched, from: (columns, rest) => sql`select ${columns} from (${gathered} offset 0) gathered where true ${rest}` };
}

/** Without words and filters. */
function allParts(kept: Sql, most: number): Parts {
  return {
    matched: sql`matched as materialized (select ${kept} from search_document limit ${sql.lit(most)})`,
    from: (columns, rest) => sql`select ${columns} from search_document where true ${rest}`,
  };
}

/** A query with what it is made of: its words in every way of asking, and what is known of its filters. */
type Wanted = { query: EngineQuery; asked: AskedPlan | null; words: string | null; share: Share };

const isRanked = ({ query, asked }: Wanted): boolean => asked !== null && query.sort === 'relevance';

function partsOf({ query, asked, words, share }: Wanted): Parts {
  const filters = narrowing(query.filters, share);
  const kept = sql.join(
    ['listing_id', 'version', 'published_at', 'expires_at', ...new Set(query.facets.map((facet) => COLUMNS[facet].column))].map((name) =>
      sql.ref(name),
    ),
  );
  if (asked !== null && query.sort === 'relevance') return rankedParts(asked, { filters, kept });
  const browsed = query.facets.length === 0 ? COUNTED_TO : BROWSED_TO;
  if (words === null && filters.sought === null && filters.tested === null) return allParts(kept, browsed);
  const condition = matching(words, filters);
  if (words !== null) return datedParts(condition, kept, { gathered: SORTED_TO, counted: COUNTED_TO });
  return datedParts(condition, kept, { gathered: Math.max(SORTED_TO, browsed), counted: browsed });
}

const wanted = (query: EngineQuery, asked: AskedPlan | null, share: Share): Wanted => {
  const words = asked === null ? null : `(${[asked.every, ...asked.others.map((one) => one.every)].map((one) => `(${one})`).join(' | ')})`;
  return { query, asked, words, share };
};

const NOTHING_KNOWN: Share = () => null;

/** The one statement of a search; its text depends on which parts a query has and which of its filters are common, never on what they say. */
export function statementFor(query: EngineQuery, asked: AskedPlan | null, share = NOTHING_KNOWN): Sql {
  const all = wanted(query, asked, share);
  return statementOf(all, partsOf(all));
}

function statementOf(all: Wanted, { matched, from }: Parts): Sql {
  const { query } = all;
  const order = orderOf(query.sort, isRanked(all));
  const at = query.sort === 'expiring' ? sql`expires_at` : sql`published_at`;
  const after = query.after === null || isOffset(query.after) ? sql`` : sql`and ${order.after(query.after)}`;
  const offset = query.after !== null && isOffset(query.after) ? Number(query.after[1]) : 0;
  const page = sql`order by ${order.by} limit ${query.limit + 1 + offset}`;
  const { gathered, rows } = facetRows(query, all.words, all.share);
  const facets = rows.length === 0 ? null : sql.join(rows, sql` union all `);
  return sql`
    with ${sql.join([matched, ...gathered])},
    found as (${from(sql`listing_id, version, ${order.columns}, published_at, expires_at`, sql`${after} ${page}`)}),
    hit as (select listing_id, version, score, ${at}::text as at from found order by ${order.by} limit ${query.limit + 1} offset ${offset})
    select (select json_agg(json_build_object('listingId', listing_id, 'version', version, 'score', score, 'at', at)) from hit) as hits,
      (select least(count(*), ${COUNTED_TO})::int from matched) as total,
      ${facets === null ? sql`null` : sql`(select json_agg(json_build_array(facet, code, count) order by count desc, code) from (${facets}) counted)`} as facets`;
}

/** Hits, total and facets of one planned question, in one statement. */
export function find(db: Db, query: EngineQuery, { asked, share }: { asked: AskedPlan | null; share: Share }): Promise<Found> {
  return answer(db, query, statementFor(query, asked, share));
}

/** The hits alone of a search without words whose listings were counted. */
export async function findCounted(db: Db, query: EngineQuery, known: Known): Promise<Pick<Found, 'hits' | 'next'>> {
  const alone = { ...query, facets: [] };
  return answer(db, alone, statementOf(wanted(alone, null, known.share), countedParts(alone, known)));
}

async function answer(db: Db, query: EngineQuery, statement: Sql): Promise<Found> {
  const { rows } = await sql<Row>`${statement}`.execute(db);
  const { hits, total, facets } = rows[0] ?? { hits: null, total: 0, facets: null };
  const page = (hits ?? []).slice(0, query.limit);
  const last = page.at(-1);
  return {
    hits: page.map(({ listingId, version, score: of }) => ({ listingId, version, score: of })),
    total,
    totalIsExact: total < COUNTED_TO,
    closest: query.closest !== null && total > 0,
    facets: facetsOf(query.facets, facets ?? []),
    next: last !== undefined && (hits ?? []).length > query.limit ? [last.score, last.at, last.listingId] : null,
  };
}

function facetsOf(wanted: readonly Facet[], rows: readonly [Facet, string, number][]): FacetCounts {
  const counts: FacetCounts = Object.fromEntries(wanted.map((facet) => [facet, []]));
  for (const [facet, code, count] of rows) counts[facet] = [...(counts[facet] ?? []), { code, count }];
  return counts;
}
