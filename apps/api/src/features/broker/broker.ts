import { holdsCapacity } from '@ketnoi/db/broker-pairs';
import type { Tx } from '@ketnoi/db/database';
import { asActor, inTransaction } from '@ketnoi/db/transaction';
import type { SignedIn } from '@ketnoi/domain/actor';
import type { OrganisationId } from '@ketnoi/domain/ids';
import { problem } from '@ketnoi/domain/problems';
import { isBroker } from '@ketnoi/domain/suggested-pair';
import { localDay } from '@ketnoi/domain/working-days';
import type { Ctx } from '../../context.ts';

/** A person who acts for a broker's organisation, with the day of the exchange. */
export type Broker = { actor: SignedIn; organisationId: OrganisationId; now: Date; today: string };

/** Lets through who acts for a verified organisation with a checked capacity for brokerage. */
export async function brokerOf(ctx: Ctx, actor: SignedIn): Promise<Broker> {
  if (actor.acting === null) throw problem('organisation.required');
  const { organisationId } = actor.acting;
  const now = ctx.clock.now();
  const today = localDay(now);
  const brokerage = await holdsCapacity(ctx.db, { organisationId, capacity: 'brokerage', day: today });
  if (!isBroker(actor, brokerage)) throw problem('broker.capacity_missing');
  return { actor, organisationId, now, today };
}

/** Runs in a transaction that sees what this broker's organisation decided, and nothing of any other. */
export function asBroker<Result>(ctx: Ctx, { actor, organisationId }: Broker, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return inTransaction(ctx.db, async (tx) => {
    await asActor(tx, { accountId: actor.accountId, organisationIds: [organisationId] });
    return work(tx);
  });
}
