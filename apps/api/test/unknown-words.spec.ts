import { addEntry, ignoreUnknownWord, listUnknownWords } from '@ketnoi/contracts/dictionary';
import { withdrawListing } from '@ketnoi/contracts/listings';
import type { ListingDetail } from '@ketnoi/contracts/listing-shapes';
import type { ListingId } from '@ketnoi/domain/ids';
import { enqueue } from '@ketnoi/jobs/enqueue';
import { inTransaction } from '@ketnoi/db/transaction';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, visitor, type Caller } from './support/as.ts';
import type { World } from './support/context.ts';
import { given } from './support/given.ts';
import { drain } from './support/jobs.ts';
import { completeNeed, completeOffer, drafted, published, submitted } from './support/listings.ts';
import { peopledWorld } from './support/people.ts';
import { steps } from './support/steps.ts';

let world: World;
let writer: Caller;
let moderator: Caller;
beforeAll(async () => {
  world = await peopledWorld();
  writer = await given.person(world, { organisation: await given.organisation(world) });
  moderator = await given.person(world, { grant: 'moderator' });
});
afterAll(() => world.close());

const need = (problem: string, more: object = {}) =>
  completeNeed({ texts: { title: { vi: 'Cần máy sấy', en: null }, problem: { vi: problem, en: null } }, ...more });
const publish = (problem: string): Promise<ListingDetail> => published(world, { writer, moderator }, need(problem));
const listed = async (): Promise<[string, number][]> =>
  (await as(world, moderator).call(listUnknownWords, { query: {} })).body.items.map(({ word, needs }) => [word, needs]);
const again = (name: 'dictionary.collect' | 'listing.index', listingId: string) =>
  inTransaction(world.admin, (tx) => enqueue(tx, name, { listingId: listingId as ListingId }));
const kept = async (): Promise<string[]> => (await world.admin.selectFrom('unknownWord').select('word').execute()).map(({ word }) => word);

describe('words of needs that found no translation', () => {
  it('are collected with the number of needs that hold them, from two on', async () => {
    const first = await publish('Cá chạch lấu sấy bị quéo, phải phơi trong khạp.');
    await drain(world);
    expect(await listed()).toEqual([]);
    await publish('Chạch đồng khô. Chúng tôi sấy chạch lấu; chạch lấu hay nát. Khạp sành, khạp đất.');
    await publish('Hong khô trong khạp.');
    await drain(world);
    expect(await listed()).toEqual([
      ['khạp', 3],
      ['chạch lấu', 2],
    ]);
    const seen = await world.admin.selectFrom('unknownWord').select(['word', 'lastSeenAt']).orderBy('word').execute();
    world.clock.forward(86_400_000);
    await again('dictionary.collect', first.id);
    await again('listing.index', first.id);
    await drain(world);
    expect(await listed()).toEqual([
      ['khạp', 3],
      ['chạch lấu', 2],
    ]);
    expect(await world.admin.selectFrom('unknownWord').select(['word', 'lastSeenAt']).orderBy('word').execute()).toEqual(seen);
  });

  it('come from nothing but what everyone may read of needs', async () => {
    const words = { vi: 'Khạp lẩng xẩng.', en: 'A jar.' };
    const offer = completeOffer({ texts: { ...completeOffer().texts, summary: words } });
    await published(world, { writer, moderator }, offer);
    await drafted(world, writer, need('Khạp lẩng xẩng.'));
    await submitted(world, writer, need('Khạp lẩng xẩng.'));
    await published(world, { writer, moderator }, { ...need('Khạp lẩng xẩng.'), audience: 'private_search' });
    const half = need('Nước trong.');
    const texts = { ...half.texts, description: { vi: 'Khạp lẩng xẩng.', en: null } };
    await published(world, { writer, moderator }, { ...half, texts, tiers: { description: 'member' } });
    await drain(world);
    expect(await kept()).not.toContain('lẩng xẩng');
    expect((await listed())[0]).toEqual(['khạp', 3]);
    await publish('Máy lẩng xẩng.');
    await drain(world);
    expect(await kept()).toContain('lẩng xẩng');
  });

  it('are nobody’s to see but those who keep the dictionary, and hold nothing but the word', async () => {
    for (const [caller, status] of [
      [visitor, 401],
      [writer, 403],
    ] as const)
      expect((await as(world, caller).call(listUnknownWords, { query: {} })).status).toBe(status);
    const [item] = (await as(world, moderator).call(listUnknownWords, { query: { limit: 1 } })).body.items;
    expect(Object.keys(item ?? {}).toSorted()).toEqual(['firstSeenAt', 'id', 'language', 'lastSeenAt', 'needs', 'word']);
  });

  it('are forgotten with the needs that held them, and follow their new versions', async () => {
    const gone = await publish('Bị quấu dính vào khay; quấu.');
    const edited = await publish('Bị quấu dính vào khay.');
    await drain(world);
    expect(await listed()).toContainEqual(['quấu', 2]);
    await steps(world).step(writer, withdrawListing, { ...gone, body: { reason: 'owner_decision' } });
    await drain(world);
    expect((await listed()).map(([word]) => word)).not.toContain('quấu');
    expect(await kept()).toContain('quấu');
    await steps(world).step(writer, withdrawListing, { ...edited, body: { reason: 'owner_decision' } });
    await drain(world);
    expect(await kept()).not.toContain('quấu');
  });

  it('are also collected of needs that came without a job', async () => {
    const before = await listed();
    await world.admin.deleteFrom('unknownWordReading').execute();
    await world.admin.deleteFrom('unknownWordNeed').execute();
    expect([await listed(), await kept()]).toEqual([[], []]);
    await inTransaction(world.admin, (tx) => enqueue(tx, 'dictionary.sweep', {}));
    await drain(world);
    expect(await listed()).toEqual(before);
  });

  it('leave the list when one is added or need not be known', async () => {
    const { items } = (await as(world, moderator).call(listUnknownWords, { query: {} })).body;
    const jar = items.find(({ word }) => word === 'khạp');
    const answer = await as(world, moderator).call(ignoreUnknownWord, { params: { id: jar?.id ?? '' } });
    expect(answer.status).toBe(204);
    await as(world, moderator).call(addEntry, { body: { language: 'vi', term: 'Chạch lấu', meanings: ['tire track eel'] } });
    expect(await listed()).toEqual([]);
    await drain(world);
    expect(await kept()).not.toContain('chạch lấu');
    const ignored = await world.admin
      .selectFrom('auditEvent')
      .where('canonical', 'like', '%dictionary.ignore%')
      .select('canonical')
      .execute();
    expect(ignored).toHaveLength(1);
    expect((await as(world, moderator).call(ignoreUnknownWord, { params: { id: '01930000-0000-7000-8000-000000000001' } })).status).toBe(
      404,
    );
  });
});
