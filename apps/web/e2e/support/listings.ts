import { createDb, type Db } from '@ketnoi/db/database';
import { inTransaction } from '@ketnoi/db/transaction';
import type { ListingId } from '@ketnoi/domain/ids';
import { enqueueAll } from '@ketnoi/jobs/enqueue';
import { insertListing, insertOrganisation, type ListingSketch } from '@ketnoi/testing/listings';
import { inject } from 'vitest';

export type Published = { db: Db; ids: ListingId[]; close: () => Promise<void> };

/** Spec files share the database of the run, so each listing gets a number nobody else has. */
const newReference = ({ side }: ListingSketch, index: number): string =>
  `DEMO-${side === 'need' ? 'TN' : 'TO'}-2026-${String(Date.now()).slice(-10)}${index}`;

/** Puts listings of one verified organisation where publishing would have put them, and waits until the worker has indexed them. */
export async function publish(organisation: string, sketches: readonly ListingSketch[]): Promise<Published> {
  const db = createDb({ url: inject('databaseUrl') });
  await db
    .insertInto('exchangeNode')
    .values({ code: 'DEMO', nameVi: 'Sàn trình diễn', nameEn: 'Demonstration exchange', isSelf: true })
    .onConflict((on) => on.doNothing())
    .execute();
  const organisationId = await insertOrganisation(db, { name: organisation, province: '22', now: new Date() });
  const ids: ListingId[] = [];
  for (const [index, sketch] of sketches.entries()) {
    ids.push(await insertListing(db, { organisationId, publishedAt: new Date(), reference: newReference(sketch, index), ...sketch }));
  }
  await inTransaction(db, (tx) =>
    enqueueAll(
      tx,
      'listing.index',
      ids.map((listingId) => ({ listingId })),
    ),
  );
  await Promise.all(sketches.map((sketch) => found(sketch)));
  return { db, ids, close: () => db.destroy() };
}

async function found({ title }: ListingSketch): Promise<void> {
  const q = typeof title === 'string' ? title : (title.vi ?? title.en ?? '');
  const address = `${inject('address')}/api/search?${new URLSearchParams({ q }).toString()}`;
  const until = Date.now() + 20_000;
  while (Date.now() < until) {
    const { total } = (await (await fetch(address)).json()) as { total: number };
    if (total > 0) return;
    await new Promise((resolve) => {
      setTimeout(resolve, 250);
    });
  }
  throw new Error(`"${q}" is not found 20 seconds after it was published`);
}
