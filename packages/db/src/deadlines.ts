import { DEADLINES, type BreachAct, type DeadlineKind } from '@ketnoi/domain/deadline';
import { newId, type Id, type ListingId } from '@ketnoi/domain/ids';
import { LISTING_TERM } from '@ketnoi/domain/listing';
import { afterWorkingDays, localDay } from '@ketnoi/domain/working-days';
import { sql } from 'kysely';
import type { Db, Tx } from './database.ts';

const DAY_MILLIS = 86_400_000;

export type About = { noun: string; nounId: string };

/** The public holidays from a day on, YYYY-MM-DD. */
async function holidaysFrom(db: Db, args: { day: string }): Promise<Set<string>> {
  const rows = await db.selectFrom('holiday').select('onDate').where('onDate', '>=', args.day).execute();
  return new Set(rows.map((row) => row.onDate));
}

/**
 * Starts a clock on a record and ends an older one of the same kind. @returns when it is due: after the working days of its rule, or at the
 * moment given as `dueAt` where the rule has none.
 */
export async function openDeadline(tx: Tx, args: About & { kind: DeadlineKind; now: Date; dueAt?: Date }): Promise<Date> {
  const { noun, nounId, kind, now } = args;
  const { who, workingDays, onBreach } = DEADLINES[kind];
  const dueAt = args.dueAt ?? afterWorkingDays(now, workingDays ?? 0, await holidaysFrom(tx, { day: localDay(now) }));
  await cancelDeadlines(tx, { noun, nounId, kinds: [kind], now });
  await tx
    .insertInto('deadline')
    .values({ id: newId<'deadline'>(now.getTime()), noun, nounId, kind, who, dueAt, onBreach, createdAt: now })
    .execute();
  return dueAt;
}

type Ending = About & { kinds: readonly DeadlineKind[]; now: Date };

/** The act was done: clocks that still run are met; one that has been breached is marked as done late. */
export async function meetDeadlines(tx: Tx, args: Ending): Promise<void> {
  await tx
    .updateTable('deadline')
    .set({ metAt: args.now })
    .where('noun', '=', args.noun)
    .where('nounId', '=', args.nounId)
    .where('kind', 'in', [...args.kinds])
    .where('metAt', 'is', null)
    .where('cancelledAt', 'is', null)
    .execute();
}

/** The act is not due any more: clocks that still run stop without being met. */
export async function cancelDeadlines(tx: Tx, args: Ending): Promise<void> {
  await tx
    .updateTable('deadline')
    .set({ cancelledAt: args.now })
    .where('noun', '=', args.noun)
    .where('nounId', '=', args.nounId)
    .where('kind', 'in', [...args.kinds])
    .where('metAt', 'is', null)
    .where('breachedAt', 'is', null)
    .where('cancelledAt', 'is', null)
    .execute();
}

export type DueDeadline = About & { id: Id<'deadline'>; kind: DeadlineKind; onBreach: BreachAct; dueAt: Date };

/** The clocks that have run out, oldest first. */
export async function listDueDeadlines(db: Db, args: { now: Date; limit: number }): Promise<DueDeadline[]> {
  const rows = await db
    .selectFrom('deadline')
    .select(['id', 'noun', 'nounId', 'kind', 'onBreach', 'dueAt'])
    .where('dueAt', '<=', args.now)
    .where('metAt', 'is', null)
    .where('breachedAt', 'is', null)
    .where('cancelledAt', 'is', null)
    .orderBy('dueAt')
    .orderBy('id')
    .limit(args.limit)
    .execute();
  return rows as DueDeadline[];
}

/** Marks a clock as breached. False when somebody was quicker: it was met, cancelled or marked meanwhile. */
export async function breachDeadline(tx: Tx, args: { id: Id<'deadline'>; now: Date }): Promise<boolean> {
  const result = await tx
    .updateTable('deadline')
    .set({ breachedAt: args.now })
    .where('id', '=', args.id)
    .where('metAt', 'is', null)
    .where('breachedAt', 'is', null)
    .where('cancelledAt', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export type ListingAtTerm = { id: ListingId; state: 'published' | 'expiring' | 'expired' };

/**
 * This exchange's own listings that time has brought to their next step: published ones near their end, expiring ones past it, expired
 * ones whose late renewal is over. Oldest end first.
 */
export async function listListingsAtTerm(db: Db, args: { now: Date; limit: number }): Promise<ListingAtTerm[]> {
  const { now, limit } = args;
  const before = (days: number): Date => new Date(now.getTime() + days * DAY_MILLIS);
  const { rows } = await sql<ListingAtTerm>`
    select l.id, l.state from listing l
    where l.origin_node = (select code from exchange_node where is_self) and (
      (l.state = 'published' and l.expires_at <= ${before(LISTING_TERM.renewableDays)}) or
      (l.state = 'expiring' and l.expires_at <= ${now}) or
      (l.state = 'expired' and l.expires_at <= ${before(-LISTING_TERM.lateRenewalDays)}))
    order by l.expires_at, l.id limit ${limit}`.execute(db);
  return rows;
}
