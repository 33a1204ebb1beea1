import type { Db } from '@ketnoi/db/database';
import { COUNTED_TO, type Facet } from '@ketnoi/domain/search';
import { sql, type RawBuilder } from 'kysely';
import type { EngineQuery, FacetCounts, Found, Hit, Position } from '../port.ts';
import { both, filterText, type Asked, type AskedPlan } from './query-text.ts';

type Sql = RawBuilder<unknown>;

/** Of a search without words this many listings are counted by facet: a whole exchange of that size, in some 50 ms. */
const BROWSED_TO = 20_000;

const COLUMNS: Readonly<Record<Facet, { column: string; list: boolean }>> = {
  side: { column: 'side', list: false },
  kind: { column: 'kind', list: false },
  field: { column: 'fields', list: true },
  sector: { column: 'sectors', list: true },
  province: { column: 'province', list: false },
  region: { column: 'region', list: false },
  trl: { column: 'trl', list: false },
  techClass: { column: 'tech_class', list: false },
  ipStatus: { column: 'ip_statuses', list: true },
  transferMode: { column: 'transfer_modes', list: true },
  country: { column: 'country', list: false },
  organisationType: { column: 'organisation_type', list: false },
  language: { column: 'languages', list: true },
  openForInterest: { column: 'open_for_interest', list: false },
};

const tsquery = (text: string): Sql => sql`${text}::tsquery`;
const columnOf = (facet: Facet): Sql => sql.ref(COLUMNS[facet].column);
const matching = (condition: string | null): Sql => (condition === null ? sql`true` : sql`words @@ ${tsquery(condition)}`);

/** How much of what is asked stands in the head, by field: all words once in the title give about 1. */
const strength = (rank: string): Sql => sql`ts_rank('{0.05,0.3,0.6,1}', d.head, ${tsquery(rank)}) * 1.645`;

// Flags of a candidate: which ways of asking it answers.
const [EXACT, TOGETHER, HEADING, TYPED] = [8, 4, 2, 1];

/**
 * The listings to rank: those that hold all the words, at most 1,001. Where more do, those come first that hold them with their marks, side by
 * side, or in the title; where fewer do, other ways of asking fill up.
 */
function candidates(asked: AskedPlan, filters: string | null): Sql {
  const rows = (condition: string): Sql =>
    sql`select ctid as place from search_document where ${matching(both(condition, filters))} limit ${COUNTED_TO}`;
  const branch = (flag: number, from: Sql): Sql => sql`(select place, ${sql.lit(flag)} as flag from ${from})`;
  const [crowded, roomy] = [sql`(select count(*) from typed) >= ${COUNTED_TO}`, sql`(select count(*) from typed) < ${COUNTED_TO}`];
  const branches = [branch(TYPED, sql`typed`)];
  if (asked.exact !== null) branches.push(branch(EXACT, sql`(${rows(asked.exact.every)}) exact`));
  if (asked.together !== null) branches.push(branch(TOGETHER, sql`(${rows(asked.together)}) together`));
  if (asked.heading !== null)
    branches.push(branch(HEADING, sql`(select place from (${rows(asked.heading)}) titled where ${crowded}) heading`));
  if (asked.others.length > 0) {
    const others = asked.others.map((one) => `(${one.every})`).join(' | ');
    branches.push(branch(0, sql`(select place from (${rows(`(${others})`)}) wider where ${roomy}) others`));
  }
  return sql`typed as materialized (${rows(asked.every)}),
    candidate as (
      select place, bit_or(flag) as flags from (${sql.join(branches, sql` union all `)}) found group by place order by flags desc limit ${COUNTED_TO}
    )`;
}

/** What another way of asking adds, where the listing answers it in its head. */
const otherScore = (one: Asked): Sql =>
  sql`case when d.head @@ ${tsquery(one.inHead)} then ${one.weight}::float8 * (${strength(one.rank)} + 0.4) end`;

/** What a term counts that stands in the description alone, of what it counts in title, keywords or summary. */
const BELOW_HEAD = 0.6;

/** The share of the weight of what was asked that a listing holds. */
function share({ units }: AskedPlan): Sql {
  const whole = units.reduce((sum, unit) => sum + unit.weight, 0);
  const parts = units.map(({ every, inHead, weight }) => {
    const placed = sql`case when d.head @@ ${tsquery(inHead)} then 1 else ${BELOW_HEAD}::float8 end`;
    return sql`case when held.words @@ ${tsquery(every)} then ${weight / whole}::float8 * ${placed} else 0 end`;
  });
  return sql.join(parts, sql` + `);
}

/**
 * The score of a candidate. With the marks typed it ranks above all others; words that are one word count little when they stand apart; what
 * stands only in the description counts least. The bonus only decides between equals.
 */
function score(asked: AskedPlan): Sql {
  if (asked.units.length > 0) return sql`(greatest(${sql.join([share(asked), ...asked.others.map(otherScore)])}) + d.bonus)::float8`;
  const together = asked.together === null ? sql`true` : sql`flags & ${sql.lit(TOGETHER)} > 0`;
  const apart = asked.joined ? sql`0.25` : sql`1`;
  const placed = (rank: string): Sql =>
    sql`${strength(rank)} * case when ${together} then 1 else ${apart} end + case when ${together} then 0.3 else 0 end + 0.1`;
  const exact = asked.exact === null ? sql`` : sql`when flags & ${sql.lit(EXACT)} > 0 then 1 + ${placed(asked.exact.rank)}`;
  const typed = sql`case ${exact} when flags & ${sql.lit(TYPED)} > 0 then ${asked.weight}::float8 * (${placed(asked.rank)}) else 0 end`;
  const least = Math.max(0, ...asked.others.map((one) => one.weight)) * 0.1;
  return sql`(greatest(${sql.join([typed, ...asked.others.map(otherScore), sql`${least}::float8`])}) + d.bonus)::float8`;
}

/** Values of one facet over a set of listings, as rows (facet, code, count). */
function counted(facet: Facet, from: Sql): Sql {
  const { list } = COLUMNS[facet];
  const column = columnOf(facet);
  const of = list ? sql`cross join unnest(${column}) as one (code)` : sql``;
  const code = list ? sql`one.code` : sql`${column}::text`;
  const known = list ? sql`true` : sql`${column} is not null`;
  return sql`select ${sql.lit(facet)} as facet, ${code} as code, count(*) as count from ${from} ${of} where ${known} group by 2`;
}

/** A facet with a choice of its own is counted as if nothing were chosen in it. */
function facetRows(query: EngineQuery, words: string | null): Sql | null {
  const limit = words === null ? BROWSED_TO : COUNTED_TO;
  const parts = query.facets.map((facet) => {
    if ((query.filters[facet] ?? []).length === 0) return counted(facet, sql`matched`);
    const condition = both(words, filterText(query.filters, facet));
    return counted(facet, sql`(select ${columnOf(facet)} from search_document where ${matching(condition)} limit ${limit}) as others`);
  });
  return parts.length === 0 ? null : sql.join(parts, sql` union all `);
}

type Order = { columns: Sql; by: Sql; after: (position: Position) => Sql };

function orderOf(sort: EngineQuery['sort'], words: string | null): Order {
  if (sort === 'relevance' && words !== null) {
    return {
      columns: sql`score`,
      by: sql`score desc, published_at desc, listing_id desc`,
      after: ([of, at, id]) => sql`(score, published_at, listing_id) < (${of}::float8, ${at}::timestamptz, ${id}::uuid)`,
    };
  }
  // With words the order must not tempt the planner to walk the listings by date and open every one: an expression has no index.
  const by = (column: string): Sql => (words === null ? sql.ref(column) : sql`${sql.ref(column)} + interval '0'`);
  if (sort === 'expiring') {
    const at = by('expires_at');
    return {
      columns: sql`0 as score`,
      by: sql`${at}, listing_id`,
      after: ([, when, id]) => sql`(${at}, listing_id) > (${when}::timestamptz, ${id}::uuid)`,
    };
  }
  const at = by('published_at');
  return {
    columns: sql`0 as score`,
    by: sql`${at} desc, listing_id desc`,
    after: ([, when, id]) => sql`(${at}, listing_id) < (${when}::timestamptz, ${id}::uuid)`,
  };
}

type HitRow = Hit & { at: string };
/** A page begun on another engine goes on by its place alone. */
const isOffset = (position: Position): boolean => position[0] === 'offset';

type Row = { hits: HitRow[] | null; total: number; facets: [Facet, string, number][] | null };

/** The one statement of a search; its text depends on which parts a query has, never on what they say. */
export function statementFor(query: EngineQuery, asked: AskedPlan | null): Sql {
  const filters = filterText(query.filters);
  const words = asked === null ? null : [asked.every, ...asked.others.map((one) => one.every)].map((one) => `(${one})`).join(' | ');
  const order = orderOf(query.sort, words);
  const condition = both(words === null ? null : `(${words})`, filters);
  const ranking = asked !== null && query.sort === 'relevance';
  const kept = sql.join(
    ['listing_id', 'version', 'published_at', 'expires_at', ...new Set(query.facets.map((facet) => COLUMNS[facet].column))].map((name) =>
      sql.ref(name),
    ),
  );
  // The words of a listing lie outside its row: they are fetched once, not once for every term.
  const held = asked === null || asked.units.length === 0 ? sql`` : sql`cross join lateral (select strip(d.words) as words offset 0) held`;
  const matched = ranking
    ? sql`${candidates(asked, filters)},
      matched as materialized (select ${kept}, ${score(asked)} as score from candidate join search_document d on d.ctid = candidate.place ${held})`
    : sql`matched as materialized (select ${kept} from search_document where ${matching(condition)} limit ${words === null ? BROWSED_TO : COUNTED_TO})`;
  const from = ranking ? sql`matched where true` : sql`search_document where ${matching(condition)}`;
  const at = query.sort === 'expiring' ? sql`expires_at` : sql`published_at`;
  const after = query.after === null || isOffset(query.after) ? sql`` : sql`and ${order.after(query.after)}`;
  const offset = query.after !== null && isOffset(query.after) ? sql`offset ${Number(query.after[1])}` : sql``;
  const facets = facetRows(query, words === null ? null : `(${words})`);
  return sql`
    with ${matched},
    hit as (select listing_id, version, ${order.columns}, ${at}::text as at from ${from} ${after} order by ${order.by} limit ${query.limit + 1} ${offset})
    select (select json_agg(json_build_object('listingId', listing_id, 'version', version, 'score', score, 'at', at)) from hit) as hits,
      (select least(count(*), ${COUNTED_TO})::int from matched) as total,
      ${facets === null ? sql`null` : sql`(select json_agg(json_build_array(facet, code, count) order by count desc, code) from (${facets}) counted)`} as facets`;
}

/** Hits, total and facets of one planned question, in one statement. */
export async function find(db: Db, query: EngineQuery, asked: AskedPlan | null): Promise<Found> {
  const { rows } = await sql<Row>`${statementFor(query, asked)}`.execute(db);
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
