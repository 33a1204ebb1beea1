import { COUNTED_TO, type Facet } from '@ketnoi/domain/search';
import { sql } from 'kysely';
import type { EngineQuery } from '../port.ts';
import { matching, narrowing, type Narrowing, type Share } from './narrowing.ts';
import { COLUMNS, type Sql } from './parts.ts';

/** Of a search without words this many listings are counted by facet here, in some 50 ms; see `facet-counter` for how all are. */
export const BROWSED_TO = 20_000;

const columnOf = (facet: Facet): Sql => sql.ref(COLUMNS[facet].column);

/** Values of one facet over a set of listings, as rows (facet, code, count). */
function counted(facet: Facet, from: Sql): Sql {
  const { list } = COLUMNS[facet];
  const column = columnOf(facet);
  const of = list ? sql`cross join unnest(${column}) as one (code)` : sql``;
  const code = list ? sql`one.code` : sql`${column}::text`;
  const known = list ? sql`true` : sql`${column} is not null`;
  return sql`select ${sql.lit(facet)} as facet, ${code} as code, count(*) as count from ${from} ${of} where ${known} group by 2`;
}

/** A facet with a choice of its own: it is counted as if nothing were chosen in it. */
type Chosen = { facet: Facet; filters: Narrowing };

/** What a facet with a choice of its own is counted over. */
const others = ({ facet, filters }: Chosen, words: string | null): Sql =>
  sql`select ${columnOf(facet)} from search_document where ${matching(words, filters)} limit ${words === null ? BROWSED_TO : COUNTED_TO}`;

/** So many listings are gathered for several facets at once; where that is too few for one of them, it is counted by a look of its own. */
const GATHERED_TO = 2 * COUNTED_TO;

type Rows = { gathered: Sql[]; rows: Sql[] };

/** Facets for which the index of words is asked the same are counted over what it finds once. */
function together(chosen: readonly Chosen[], words: string | null, name: string): Rows {
  const [first] = chosen;
  if (first === undefined || chosen.length === 1 || words === null)
    return { gathered: [], rows: chosen.map((one) => counted(one.facet, sql`(${others(one, words)}) as others`)) };
  const pool = sql.ref(name);
  const fits = ({ facet }: Chosen): Sql => sql.ref(`fits_${facet}`);
  const tested = chosen.map((one) => sql`(${matching(null, { ...one.filters, sought: null })})`);
  const columns = chosen.flatMap((one, at) => [columnOf(one.facet), sql`${tested[at]} as ${fits(one)}`]);
  const condition = sql`${matching(words, { ...first.filters, tested: null })} and (${sql.join(tested, sql` or `)})`;
  const rows = chosen.map((one) => {
    const among = sql`from ${pool} where ${fits(one)}`;
    const enough = sql`((select count(*) from ${pool}) < ${sql.lit(GATHERED_TO)}
      or (select count(*) from (select ${among} limit ${sql.lit(COUNTED_TO)}) first) = ${sql.lit(COUNTED_TO)})`;
    const own = sql`select * from (${others(one, words)}) own`;
    const from = sql`((select ${columnOf(one.facet)} ${among} and ${enough} limit ${sql.lit(COUNTED_TO)}) union all (${own} where not ${enough})) as others`;
    return counted(one.facet, from);
  });
  const gathered = sql`${pool} as materialized (select ${sql.join(columns)} from search_document where ${condition} limit ${sql.lit(GATHERED_TO)})`;
  return { gathered: [gathered], rows };
}

/** The counts of all facets as rows, those of facets without a choice over `matched`, and what is gathered for them before. */
export function facetRows(query: EngineQuery, words: string | null, share: Share): Rows {
  const isChosen = (facet: Facet): boolean => (query.filters[facet] ?? []).length > 0;
  const chosen = query.facets.filter(isChosen).map((facet): Chosen => ({ facet, filters: narrowing(query.filters, share, facet) }));
  const parts = [...Map.groupBy(chosen, (one) => one.filters.sought).values()].map((some, at) => together(some, words, `gathered_${at}`));
  return {
    gathered: parts.flatMap((part) => part.gathered),
    rows: [
      ...query.facets.filter((facet) => !isChosen(facet)).map((facet) => counted(facet, sql`matched`)),
      ...parts.flatMap((part) => part.rows),
    ],
  };
}
