import { listSuggestedPairs } from '@ketnoi/contracts/broker-queue';
import type { Input, Output } from '@ketnoi/contracts/endpoint';
import { inTransaction } from '@ketnoi/db/transaction';
import { newId, type ListingId, type OrganisationId } from '@ketnoi/domain/ids';
import type { MembershipRole } from '@ketnoi/domain/actor';
import { enqueue, enqueueAll } from '@ketnoi/jobs/enqueue';
import { insertListing, type ListingSketch } from '@ketnoi/testing/listings';
import { as, type Caller } from './as.ts';
import type { World } from './context.ts';
import { given } from './given.ts';
import { drain } from './jobs.ts';

type Capacity = { verified?: boolean; validFrom?: string; validUntil?: string | null; capacity?: 'brokerage' | 'consulting' };

/** Names a capacity of an organisation; checked unless said otherwise. */
export async function capable(world: World, organisationId: OrganisationId, of: Capacity = {}): Promise<void> {
  const { verified = true, validFrom = '2026-01-01', validUntil = null, capacity = 'brokerage' } = of;
  await world.admin
    .insertInto('organisationCapacity')
    .values({
      id: newId(Date.now()),
      organisationId,
      capacity,
      proof: 'Giấy chứng nhận 12/2026',
      verifiedAt: verified ? world.clock.now() : null,
      validFrom,
      validUntil,
    })
    .execute();
}

/** A person of a broker's organisation of his own. */
export async function broker(world: World, role: MembershipRole = 'editor'): Promise<Caller & { organisation: OrganisationId }> {
  const organisation = await given.organisation(world);
  await capable(world, organisation);
  return { ...(await given.person(world, { organisation, role })), organisation };
}

/** Puts listings into the database and the index, as publishing them would. */
export async function market(world: World, sketches: readonly ListingSketch[]): Promise<ListingId[]> {
  const ids: ListingId[] = [];
  for (const sketch of sketches) ids.push(await insertListing(world.admin, sketch));
  await inTransaction(world.admin, (tx) =>
    enqueueAll(
      tx,
      'listing.index',
      ids.map((listingId) => ({ listingId })),
    ),
  );
  await drain(world);
  return ids;
}

/** Lets the platform look for pairs until there is nothing left to look at. */
export async function walked(world: World): Promise<void> {
  for (let ran = Infinity; ran > 1;) {
    await inTransaction(world.admin, (tx) => enqueue(tx, 'match.walk', {}));
    ran = await drain(world);
  }
}

export const queue = (world: World, caller: Caller, query: Input<typeof listSuggestedPairs>['query'] = {}) =>
  as(world, caller).call(listSuggestedPairs, { query });

/** All pages of a queue. */
export async function wholeQueue(world: World, caller: Caller, query: Input<typeof listSuggestedPairs>['query'] = {}) {
  const items: Output<typeof listSuggestedPairs>['items'] = [];
  let cursor: string | undefined;
  do {
    const { body } = await queue(world, caller, { ...query, ...(cursor === undefined ? {} : { cursor }) });
    items.push(...body.items);
    cursor = body.next ?? undefined;
  } while (cursor !== undefined);
  return items;
}
