import { holdListing, resumeListing, retractListing, withdrawListing } from '@ketnoi/contracts/listings';
import { searchListings, suggest } from '@ketnoi/contracts/search';
import type { ListingDetail } from '@ketnoi/contracts/listing-shapes';
import { inTransaction } from '@ketnoi/db/transaction';
import type { ListingId } from '@ketnoi/domain/ids';
import { enqueue } from '@ketnoi/jobs/enqueue';
import { sql } from '@ketnoi/testing/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, visitor, type Caller } from './support/as.ts';
import { testWorld, type World } from './support/context.ts';
import { given } from './support/given.ts';
import { drain } from './support/jobs.ts';
import { both, completeOffer, published } from './support/listings.ts';
import { steps } from './support/steps.ts';

let world: World;
let people: { writer: Caller; moderator: Caller };
beforeAll(async () => {
  world = await testWorld();
  const organisation = await given.organisation(world);
  people = { writer: await given.person(world, { organisation }), moderator: await given.person(world, { grant: 'moderator' }) };
});
afterAll(() => world.close());

async function found(q: string): Promise<string[]> {
  const { body } = await as(world, visitor).call(searchListings, { query: { q, facets: ['kind', 'organisationType'] } });
  expect(body.total).toBe(body.items.length);
  return body.items.map((item) => item.id);
}

const titled = (vi: string, en: string) => completeOffer({ texts: { title: both(vi, en) } });
const publishedAndIndexed = async (draft: ReturnType<typeof completeOffer>): Promise<ListingDetail> => {
  const listing = await published(world, people, draft);
  await drain(world);
  return listing;
};

describe('a listing', () => {
  it('is found once it is published, and no sooner', async () => {
    const draft = titled('Máy bóc lụa chuối hột', 'Banana fibre stripper');
    expect(await found('lụa chuối')).toEqual([]);
    const { id } = await publishedAndIndexed(draft);
    expect(await found('lua chuoi')).toEqual([id]);
    expect(await found('banana fibre')).toEqual([id]);
  });

  it('is gone on the next request after it is withdrawn, before any job has run', async () => {
    const listing = await publishedAndIndexed(titled('Lò sấy vải thiều', 'Lychee kiln'));
    expect(await found('lychee')).toEqual([listing.id]);
    await steps(world).step(people.writer, withdrawListing, {
      id: listing.id,
      version: listing.version,
      body: { reason: 'owner_request' },
    });
    expect(await found('lychee')).toEqual([]);
    const { body } = await as(world, visitor).call(suggest, { query: { q: 'lychee' } });
    expect(body.items).toEqual([]);
  });

  it('is gone while it is on hold and found again afterwards', async () => {
    const listing = await publishedAndIndexed(titled('Giàn phơi nông sản', 'Crop drying rack'));
    const held = await steps(world).step(people.writer, holdListing, { id: listing.id, version: listing.version, body: {} });
    expect(await found('drying rack')).toEqual([]);
    await steps(world).step(people.writer, resumeListing, { id: listing.id, version: held.version, body: {} });
    await drain(world);
    expect(await found('drying rack')).toEqual([listing.id]);
  });

  it('is in no count of the next request after it is retracted, before any job has run, though its notice stays', async () => {
    const counts = async (q: string) => {
      const { body } = await as(world, visitor).call(searchListings, { query: { q, facets: ['kind'] } });
      return [body.total, body.facets.kind?.reduce((sum, one) => sum + one.count, 0) ?? 0];
    };
    const before = await counts('');
    const { id, version } = await publishedAndIndexed(titled('Máy nghiền xương cá', 'Fish bone mill'));
    expect([await counts('bone mill'), await counts('')]).toEqual([[1, 1], before.map((count) => count + 1)]);
    const body = { notice: both('Số liệu sai', 'Wrong figures') };
    const after = await steps(world).step(people.moderator, retractListing, { id, version, body });
    expect(after.retracted).toBe(true);
    expect([await counts('bone mill'), await counts('')]).toEqual([[0, 0], before]);
  });

  it('is not shown by an index that has not heard yet: state and projection are asked on every request', async () => {
    const { id } = await publishedAndIndexed(titled('Xe chở hoa lan', 'Orchid carrier'));
    await world.admin.updateTable('listing').set({ state: 'on_hold' }).where('id', '=', id).execute();
    expect(await found('orchid')).toEqual([]);
    await world.admin.updateTable('listing').set({ state: 'published' }).where('id', '=', id).execute();
    // The organisation takes its name off; the index still knows its kind.
    await world.admin
      .updateTable('listingPublic')
      .set({ organisationId: null, organisationType: null, version: sql<number>`version + 1` })
      .where('listingId', '=', id)
      .execute();
    const byType = await as(world, visitor).call(searchListings, { query: { q: 'orchid', organisationType: ['research_institute'] } });
    expect(byType.body.items).toEqual([]);
    const still = await as(world, visitor).call(searchListings, { query: { q: 'orchid' } });
    expect(still.body.items.map((item) => item.organisation)).toEqual([null]);
  });

  it('can be indexed twice, late and after it is gone, without harm', async () => {
    const listing = await publishedAndIndexed(titled('Cối giã bột gạo lứt', 'Brown rice mill'));
    const index = (): Promise<void> =>
      inTransaction(world.admin, (tx) => enqueue(tx, 'listing.index', { listingId: listing.id as ListingId }));
    for (let times = 0; times < 2; times += 1) {
      await index();
      await drain(world);
      expect(await found('brown rice')).toEqual([listing.id]);
    }
    await steps(world).step(people.writer, withdrawListing, { id: listing.id, version: listing.version, body: {} });
    await index();
    await drain(world);
    expect(await found('brown rice')).toEqual([]);
  });
});

describe('what is no longer shown', () => {
  it('is in no correction, and its words are none that listings have', async () => {
    await publishedAndIndexed(titled('Máy thái rau củ', 'Vegetable slicer'));
    const { id, version } = await publishedAndIndexed(titled('Máy thái zephyrium', 'Zephyrium slicer'));
    const said = async (q: string) => {
      const { body } = await as(world, visitor).call(searchListings, { query: { q } });
      return [body.reading.understoodAs, body.corrections, body.reading.dropped];
    };
    expect(await said('zephirium slicer')).toEqual(['zephyrium slicer', [], []]);
    await steps(world).step(people.writer, holdListing, { id, version, body: {} });
    expect(await said('zephirium slicer')).toEqual([null, [], ['zephirium']]);
    expect(await said('zephyrium slicer')).toEqual([null, [], ['zephyrium']]);
  });
});

describe('what is not public', () => {
  it('is in no index, no hit, no count, no completion and no correction', async () => {
    const secrets = { member: 'zebrafishmember', nda: 'quokkasecret', party: 'narwhalparty' };
    await publishedAndIndexed(
      completeOffer({
        texts: {
          title: both('Bể ương cá giống', 'Fry rearing tank'),
          description: both(`Chi tiết ${secrets.member}`, `Detail ${secrets.member}`),
          technicalDetail: both(`Bí quyết ${secrets.nda}`, `Know-how ${secrets.nda}`),
        },
        tiers: { description: 'member' },
        values: { contact: { name: `Bà ${secrets.party}`, email: `${secrets.party}@example.org` } },
      }),
    );
    for (const word of Object.values(secrets)) {
      for (const q of [word, word.slice(0, -1), `"${word}"`]) {
        const { body } = await as(world, visitor).call(searchListings, { query: { q, facets: ['kind', 'sector', 'trl'] } });
        expect([body.items, body.total, body.corrections, body.reading.understoodAs]).toEqual([[], 0, [], null]);
        expect(Object.values(body.facets).flat()).toEqual([]);
      }
      const { body } = await as(world, visitor).call(suggest, { query: { q: word.slice(0, 6) } });
      expect(body.items).toEqual([]);
    }
    const { rows } = await sql<{ dump: string }>`
      select coalesce(string_agg(d.head::text || d.words::text, ' '), '') || (select coalesce(string_agg(term, ' '), '') from search_term) as dump
      from search_document d`.execute(world.admin);
    expect(rows[0]?.dump).toContain('rearing');
    for (const word of Object.values(secrets)) expect(rows[0]?.dump).not.toContain(word);
  });
});
