import { COUNTED_TO } from '@ketnoi/domain/search';
import { sql } from 'kysely';
import { matching, type Narrowing } from './narrowing.ts';
import { tsquery, type Sql } from './parts.ts';
import type { Asked, AskedPlan } from './query-text.ts';

/** How much of what is asked stands in the head, by field: all words once in the title give about 1. */
const strength = (rank: string): Sql => sql`ts_rank('{0.05,0.3,0.6,1}', d.head, ${tsquery(rank)}) * 1.645`;

// Flags of a candidate: which ways of asking it answers.
const [EXACT, TOGETHER, HEADING, TYPED] = [8, 4, 2, 1];
const ALL = EXACT | TOGETHER | HEADING | TYPED;

/** What holds the words in every way at once: with their marks, side by side, in the title or among the keywords. Null where there is only one way. */
function strongest({ every, exact, together, heading, nearest }: AskedPlan): string | null {
  if (nearest !== null) return `${nearest.whole} | ${nearest.most}`;
  const further = [together, heading].filter((one) => one !== null);
  if (exact === null && further.length === 0) return null;
  // Words side by side are there, and so are words with their marks.
  const first = exact?.every ?? (together === null ? every : null);
  return [...(first === null ? [] : [first]), ...further].join(' & ');
}

/**
 * The listings to rank: those that hold all the words, at most 1,001. Where more hold them in every way at once, these alone are looked at; else
 * those come first that hold them with their marks, side by side, or in the title. Where fewer do, other ways of asking fill up.
 */
export function candidates(asked: AskedPlan, filters: Narrowing): Sql {
  const best = strongest(asked);
  const rows = (condition: string, only = sql`true`): Sql =>
    sql`select ctid as place from search_document where ${only} and ${matching(condition, filters)} limit ${COUNTED_TO}`;
  const open = best === null ? sql`true` : sql`(select count(*) from best) < ${COUNTED_TO}`;
  const crowded = sql`${open} and (select count(*) from typed) >= ${COUNTED_TO}`;
  const roomy = sql`${open} and (select count(*) from typed) < ${COUNTED_TO}`;
  const branch = (flag: number, from: Sql): Sql => sql`(select place, ${sql.lit(flag)} as flag from ${from})`;
  const branches = [branch(TYPED, sql`typed`)];
  if (best !== null) branches.push(branch(ALL, sql`best`));
  if (asked.exact !== null) branches.push(branch(EXACT, sql`(${rows(asked.exact.every, open)}) exact`));
  if (asked.together !== null) branches.push(branch(TOGETHER, sql`(${rows(asked.together, open)}) together`));
  if (asked.heading !== null) branches.push(branch(HEADING, sql`(${rows(asked.heading, crowded)}) heading`));
  if (asked.others.length > 0) {
    const others = asked.others.map((one) => `(${one.every})`).join(' | ');
    branches.push(branch(0, sql`(${rows(`(${others})`, roomy)}) others`));
  }
  const first = best === null ? sql`` : sql`best as materialized (${rows(best)}), `;
  return sql`${first}typed as materialized (${rows(asked.every, open)}),
    candidate as (
      select place, bit_or(flag) as flags from (${sql.join(branches, sql` union all `)}) found group by place order by flags desc, place limit ${COUNTED_TO}
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
export function score(asked: AskedPlan): Sql {
  if (asked.nearest !== null) {
    const whole = sql`case when held.words @@ ${tsquery(asked.nearest.whole)} then 1 else 0 end`;
    return sql`(greatest(${sql.join([share(asked), ...asked.others.map(otherScore)])}) + ${whole} + d.bonus)::float8`;
  }
  const together = asked.together === null ? sql`true` : sql`flags & ${sql.lit(TOGETHER)} > 0`;
  const apart = asked.joined ? sql`0.25` : sql`1`;
  const placed = (rank: string): Sql =>
    sql`${strength(rank)} * case when ${together} then 1 else ${apart} end + case when ${together} then 0.3 else 0 end + 0.1`;
  const exact = asked.exact === null ? sql`` : sql`when flags & ${sql.lit(EXACT)} > 0 then 1 + ${placed(asked.exact.rank)}`;
  const typed = sql`case ${exact} when flags & ${sql.lit(TYPED)} > 0 then ${asked.weight}::float8 * (${placed(asked.rank)}) else 0 end`;
  const least = Math.max(0, ...asked.others.map((one) => one.weight)) * 0.1;
  return sql`(greatest(${sql.join([typed, ...asked.others.map(otherScore), sql`${least}::float8`])}) + d.bonus)::float8`;
}
