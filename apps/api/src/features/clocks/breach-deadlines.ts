import { appendAudit } from '@ketnoi/db/audit';
import type { Tx } from '@ketnoi/db/database';
import { breachDeadline, listDueDeadlines, type DueDeadline } from '@ketnoi/db/deadlines';
import { lockListing } from '@ketnoi/db/listing-heads';
import { moderatorsFor } from '@ketnoi/db/mail';
import { inTransaction } from '@ketnoi/db/transaction';
import type { BreachAct } from '@ketnoi/domain/deadline';
import type { ListingId } from '@ketnoi/domain/ids';
import { LISTING_TERM, SHOWN_STATES } from '@ketnoi/domain/listing';
import { PAGES } from '@ketnoi/domain/pages';
import type { Ctx } from '../../context.ts';
import { queueMail } from '../../mail/queue-mail.ts';
import { tellOwner } from './letters.ts';

/** So many deadlines are taken at a time. */
const BATCH = 200;

type Act = (ctx: Ctx, tx: Tx, due: DueDeadline) => Promise<void>;

const tellModerators: Act = async (ctx, tx, due) => {
  const listingId = due.nounId as ListingId;
  for (const { email, language } of await moderatorsFor(tx, { listingId, now: ctx.clock.now() })) {
    await queueMail(ctx, tx, { template: 'review_overdue', recipient: email, language, values: { path: PAGES.review }, dedupe: due.id });
  }
};

const daysAhead = (at: Date, now: Date): number => (at.getTime() - now.getTime()) / 86_400_000;

/** A notice only where the end is still ahead: a listing that was renewed, hidden or withdrawn meanwhile needs none. */
const sendExpiryNotice: Act = async (ctx, tx, due) => {
  const head = await lockListing(tx, { id: due.nounId as ListingId });
  const shown = head !== null && (SHOWN_STATES as readonly string[]).includes(head.state);
  if (
    !shown ||
    head.expiresAt === null ||
    head.expiresAt <= ctx.clock.now() ||
    daysAhead(head.expiresAt, ctx.clock.now()) > LISTING_TERM.noticeDays
  )
    return;
  await tellOwner(ctx, tx, { head, template: 'listing_expiring', date: head.expiresAt });
};

const ACTS: Readonly<Record<BreachAct, Act>> = { tell_moderators: tellModerators, send_expiry_notice: sendExpiryNotice };

/** Does what is due for every clock that has run out, each once. @returns how many. */
export async function breachDeadlines(ctx: Ctx): Promise<number> {
  let breached = 0;
  for (;;) {
    const due = await listDueDeadlines(ctx.db, { now: ctx.clock.now(), limit: BATCH });
    for (const one of due) await inTransaction(ctx.db, (tx) => breach(ctx, tx, one));
    breached += due.length;
    if (due.length < BATCH) return breached;
  }
}

async function breach(ctx: Ctx, tx: Tx, due: DueDeadline): Promise<void> {
  const now = ctx.clock.now();
  if (!(await breachDeadline(tx, { id: due.id, now }))) return;
  await ACTS[due.onBreach](ctx, tx, due);
  await appendAudit(tx, {
    action: `deadline.${due.onBreach}`,
    noun: due.noun,
    nounId: due.nounId,
    accountId: null,
    organisationId: null,
    capacity: 'clock',
    mandateId: null,
    at: now,
    details: { kind: due.kind, dueAt: due.dueAt.toISOString() },
  });
}
