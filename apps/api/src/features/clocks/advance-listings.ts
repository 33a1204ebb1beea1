import { appendAudit } from '@ketnoi/db/audit';
import type { Tx } from '@ketnoi/db/database';
import { listListingsAtTerm, type ListingAtTerm } from '@ketnoi/db/deadlines';
import { lockListing, type ListingHead } from '@ketnoi/db/listing-heads';
import { updateListing } from '@ketnoi/db/listing-life';
import { insertStateChange } from '@ketnoi/db/state-changes';
import { inTransaction } from '@ketnoi/db/transaction';
import { newId } from '@ketnoi/domain/ids';
import { LISTING_GRAPH, LISTING_TERM, type ListingAction } from '@ketnoi/domain/listing';
import { next } from '@ketnoi/domain/state';
import { enqueue } from '@ketnoi/jobs/enqueue';
import type { Ctx } from '../../context.ts';
import { refreshPublic } from '../../listings/publication.ts';
import { tellOwner } from './letters.ts';

const DAY_MILLIS = 86_400_000;
/** So many listings are taken at a time. */
const BATCH = 200;

const ACTIONS = { published: 'approach_expiry', expiring: 'expire', expired: 'archive' } as const satisfies Record<
  ListingAtTerm['state'],
  ListingAction
>;
/** How long after its end a listing is due for the step that leaves this state. */
const DUE_DAYS = { published: -LISTING_TERM.renewableDays, expiring: 0, expired: LISTING_TERM.lateRenewalDays } as const;

const isAtTerm = (state: string): state is ListingAtTerm['state'] => state in ACTIONS;
const shifted = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY_MILLIS);

/** Takes every listing one step on that time has brought to it; one that was long forgotten takes several. @returns how many steps. */
export async function advanceListings(ctx: Ctx): Promise<number> {
  let steps = 0;
  for (;;) {
    const due = await listListingsAtTerm(ctx.db, { now: ctx.clock.now(), limit: BATCH });
    let moved = 0;
    for (const one of due) if (await inTransaction(ctx.db, (tx) => advance(ctx, tx, one))) moved += 1;
    steps += moved;
    // Nothing moved: what is left is being changed by somebody right now and comes with the next tick.
    if (moved === 0) return steps;
  }
}

/** False when somebody changed the listing meanwhile: it is then judged anew. */
async function advance(ctx: Ctx, tx: Tx, { id, state }: ListingAtTerm): Promise<boolean> {
  const head = await lockListing(tx, { id });
  const now = ctx.clock.now();
  if (head === null || head.state !== state || !isAtTerm(head.state) || head.expiresAt === null) return false;
  if (shifted(head.expiresAt, DUE_DAYS[head.state]) > now) return false;
  const action = ACTIONS[head.state];
  const to = next(LISTING_GRAPH, head.state, action);
  if (to === null || !LISTING_GRAPH[head.state][action]?.by.includes('clock'))
    throw new Error(`the clock may not ${action} a listing that is ${head.state}`);
  const version = await updateListing(tx, { id, now, set: { state: to } });
  await insertStateChange(tx, {
    id: newId<'state_change'>(now.getTime()),
    noun: 'listing',
    nounId: id,
    fromState: head.state,
    action,
    toState: to,
    accountId: null,
    organisationId: null,
    capacity: 'clock',
    at: now,
  });
  const after: ListingHead = { ...head, state: to, version, updatedAt: now };
  await refreshPublic(ctx, tx, { before: head, after });
  await enqueue(tx, 'listing.index', { listingId: id });
  await tell(ctx, tx, after);
  await appendAudit(tx, {
    action: `listing.${action}`,
    noun: 'listing',
    nounId: id,
    accountId: null,
    organisationId: null,
    capacity: 'clock',
    mandateId: null,
    at: now,
    details: { from: head.state, to },
  });
  return true;
}

async function tell(ctx: Ctx, tx: Tx, head: ListingHead): Promise<void> {
  const { expiresAt } = head;
  if (expiresAt === null) return;
  if (head.state === 'expired')
    await tellOwner(ctx, tx, { head, template: 'listing_expired', date: shifted(expiresAt, LISTING_TERM.lateRenewalDays) });
  if (head.state === 'archived') await tellOwner(ctx, tx, { head, template: 'listing_archived', date: expiresAt });
}
