import { setTimeout as sleep } from 'node:timers/promises';
import { withdrawListing } from '@ketnoi/contracts/listings';
import type { Db } from '@ketnoi/db/database';
import { livingTables } from '@ketnoi/search/living-tables';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { follow } from '../src/matching/follow.ts';
import { givenReaders } from '../src/matching/readers.ts';
import { emptyShelf } from '../src/matching/shelf.ts';
import { matchTables } from '../src/matching/tables.ts';
import { testWorld, type World } from './support/context.ts';
import { given } from './support/given.ts';
import { drain } from './support/jobs.ts';
import { completeOffer, published } from './support/listings.ts';
import { steps } from './support/steps.ts';

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.close());

type Result = Awaited<ReturnType<Db['executeQuery']>>;

/** The database, but for the next answer, which is read at once and handed over when it is let go. */
function holding(db: Db) {
  let isArmed = false;
  const read = Promise.withResolvers<void>();
  const letGo = Promise.withResolvers<void>();
  const hold = async (result: Result): Promise<Result> => {
    if (!isArmed) return result;
    isArmed = false;
    read.resolve();
    await letGo.promise;
    return result;
  };
  const held = db.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: ({ result }) => hold(result) as Promise<typeof result>,
  });
  return { held, arm: () => void (isArmed = true), read: read.promise, letGo: letGo.resolve };
}

it('never puts an older reading of a listing over a newer one, however late it comes', async () => {
  const organisation = await given.organisation(world);
  const people = { writer: await given.person(world, { organisation }), moderator: await given.person(world, { grant: 'moderator' }) };
  const listing = await published(world, people, completeOffer());
  await drain(world);
  const { held, arm, read, letGo } = holding(world.ctx.db);
  const words = matchTables(livingTables(world.ctx.db));
  const shelf = emptyShelf(words.tables);
  const parts = { db: held, words, readers: givenReaders(), shelf };
  const follower = follow({ ...parts, progress: () => undefined, takeUp: async () => null });
  await follower.upToDate();
  expect(shelf.known.has(listing.id)).toBe(true);
  arm();
  const late = follower.renew([listing.id]);
  await read;
  await steps(world).step(people.writer, withdrawListing, { ...listing, body: { reason: 'owner_request' } });
  const followed = follower.upToDate();
  // Whoever does not wait for the reading under way is done by now.
  await Promise.race([followed, sleep(300)]);
  letGo();
  await Promise.all([late, followed]);
  expect(shelf.known.has(listing.id)).toBe(false);
});
