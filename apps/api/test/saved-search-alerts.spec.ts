import * as contracts from '@ketnoi/contracts/listings';
import type { ListingDetail } from '@ketnoi/contracts/listing-shapes';
import { changeSavedSearch, listAlerts, markAlertsSeen, pauseSavedSearch, resumeSavedSearch } from '@ketnoi/contracts/saved-searches';
import { announce } from '@ketnoi/db/alerts';
import { createDb } from '@ketnoi/db/database';
import { inTransaction } from '@ketnoi/db/transaction';
import type { AccountId, ListingId, OrganisationId } from '@ketnoi/domain/ids';
import { enqueue } from '@ketnoi/jobs/enqueue';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundBy, reread, saved } from './support/alerts.ts';
import { as, type Caller } from './support/as.ts';
import type { World } from './support/context.ts';
import { given } from './support/given.ts';
import { drain } from './support/jobs.ts';
import { both, completeNeed, completeOffer, published } from './support/listings.ts';
import { peopledWorld } from './support/people.ts';
import { steps } from './support/steps.ts';

let world: World;
let go: ReturnType<typeof steps>;
let institute: OrganisationId;
let writer: Caller;
let moderator: Caller;
let seeker: Caller & { accountId: AccountId };
beforeAll(async () => {
  world = await peopledWorld();
  go = steps(world);
  institute = await given.organisation(world, { name: 'Viện Cơ điện Sao Khuê' });
  writer = await given.person(world, { organisation: institute });
  moderator = await given.person(world, { grant: 'moderator' });
  seeker = await given.person(world, { organisation: await given.organisation(world) });
});
afterAll(() => world.close());

const titled = (vi: string, en: string, more: Parameters<typeof completeOffer>[0] = {}) =>
  completeOffer({ ...more, texts: { title: both(vi, en), ...more.texts } });
async function publish(draft: ReturnType<typeof completeOffer>): Promise<ListingDetail> {
  const listing = await published(world, { writer, moderator }, draft);
  await drain(world);
  return listing;
}

/** The next version of a listing, published. */
async function republish(listing: ListingDetail, body: object): Promise<ListingDetail> {
  const { version } = (await go.read(writer, listing.id)).body;
  const edited = await go.step(writer, contracts.editListing, { id: listing.id, version, body });
  const handedIn = await go.step(writer, contracts.submitListing, edited);
  await go.step(moderator, contracts.publishListing, { ...handedIn, body: {} });
  await drain(world);
  return (await go.read(writer, listing.id)).body;
}

const reindex = async (id: string): Promise<void> => {
  await inTransaction(world.admin, (tx) => enqueue(tx, 'listing.index', { listingId: id as ListingId }));
  await drain(world);
};

describe('a new listing', () => {
  it('is told to each search it answers, by words in either language, by filters alone, and to no other', async () => {
    const searches = {
      words: await saved(world, seeker, { q: 'máy sấy chè' }),
      unmarked: await saved(world, seeker, { q: 'may say che' }, { rhythm: 'daily' }),
      code: await saved(world, seeker, { q: 'TCVN 9740' }),
      filters: await saved(world, seeker, { kind: ['technology'], sector: ['IND-ENVIRONMENT'] }),
      title: await saved(world, seeker, { q: 'sấy chè' }, { threshold: 'title' }),
      most: await saved(world, seeker, { q: 'máy sấy chè zeolit' }, { threshold: 'most_words' }),
      all: await saved(world, seeker, { q: 'máy sấy chè zeolit' }),
      titleOnly: await saved(world, seeker, { q: 'khung thép' }, { threshold: 'title' }),
      need: await saved(world, seeker, { q: 'máy sấy chè', in: ['need'] }),
      english: await saved(world, seeker, { q: 'tea dryer' }, { language: 'en' }),
    };
    const { id } = await publish(
      titled('Máy sấy chè kiểu thùng quay', 'Rotary tea dryer', {
        texts: { description: both('Khung thép không gỉ, theo TCVN 9740:2013.', 'Steel frame, after TCVN 9740:2013.') },
      }),
    );
    const found = await Promise.all(
      Object.entries(searches).map(async ([name, one]) => [name, await foundBy(world, seeker, one)] as const),
    );
    const told = found.filter(([, alerts]) => alerts.length > 0);
    expect(told.map(([name]) => name)).toEqual(['words', 'unmarked', 'code', 'filters', 'title', 'most', 'english']);
    for (const [, alerts] of told) expect(alerts).toEqual([`new ${id}`]);
    expect((await reread(world, seeker, searches.words)).newCount).toBe(1);
  });

  it('is found by a province’s former code', async () => {
    const search = await saved(world, seeker, { q: 'đèn bàn', province: ['22'] });
    const listing = await publish(titled('Đèn bàn chống cận', 'Desk lamp'));
    expect(await foundBy(world, seeker, search)).toEqual([`new ${listing.id}`]);
  });

  it('is told once, however often and by however many workers it is looked at', async () => {
    const search = await saved(world, seeker, { q: 'lồng nuôi hàu' });
    const { id } = await published(world, { writer, moderator }, titled('Lồng nuôi hàu bằng tre', 'Oyster cage'));
    await drain(world);
    await reindex(id);
    const workers = Array.from({ length: 4 }, () => createDb({ url: world.ctx.config.databaseWorkerUrl, poolSize: 1 }));
    await world.admin.deleteFrom('listingAnnouncement').where('listingId', '=', id).execute();
    await world.admin.deleteFrom('savedSearchAlert').where('listingId', '=', id).execute();
    const written = await Promise.all(
      workers.map((db) => inTransaction(db, (tx) => announce(tx, { ids: [id as ListingId], now: world.clock.now() }))),
    );
    await Promise.all(workers.map((db) => db.destroy()));
    expect(written.filter((alerts) => alerts > 0)).toHaveLength(1);
    expect(await foundBy(world, seeker, search)).toEqual([`new ${id}`]);
  });

  it('is told after all when a worker dies before it has written down what it told', async () => {
    const search = await saved(world, seeker, { q: 'phao nổi composite' });
    const { id } = await publish(titled('Phao nổi composite', 'Composite float'));
    await world.admin.deleteFrom('listingAnnouncement').where('listingId', '=', id).execute();
    await world.admin.deleteFrom('savedSearchAlert').where('listingId', '=', id).execute();
    const db = createDb({ url: world.ctx.config.databaseWorkerUrl, poolSize: 1 });
    const dying = inTransaction(db, async (tx) => {
      await announce(tx, { ids: [id as ListingId], now: world.clock.now() });
      throw new Error('killed');
    });
    await expect(dying).rejects.toThrow('killed');
    expect(await foundBy(world, seeker, search)).toEqual([]);
    await db.destroy();
    await reindex(id);
    expect(await foundBy(world, seeker, search)).toEqual([`new ${id}`]);
  });

  it('waits until the index knows what it says', async () => {
    const search = await saved(world, seeker, { q: 'ống dẫn khí biogas' });
    const { id } = await published(world, { writer, moderator }, titled('Ống dẫn khí biogas', 'Biogas pipe'));
    await inTransaction(world.admin, (tx) => enqueue(tx, 'alert.match', { listingId: id as ListingId }));
    const db = createDb({ url: world.ctx.config.databaseWorkerUrl, poolSize: 1 });
    await inTransaction(db, (tx) => announce(tx, { ids: [id as ListingId], now: world.clock.now() }));
    await db.destroy();
    expect(await foundBy(world, seeker, search)).toEqual([]);
    await drain(world);
    expect(await foundBy(world, seeker, search)).toEqual([`new ${id}`]);
  });
});

describe('a listing that was told of', () => {
  it('is told of again when a new version says something else, and not for what is no news', async () => {
    const search = await saved(world, seeker, { q: 'kính hiển vi' });
    let listing = await publish(titled('Kính hiển vi điện tử', 'Electron microscope'));
    listing = await go.step(writer, contracts.holdListing, listing);
    await drain(world);
    await go.step(writer, contracts.resumeListing, listing);
    await drain(world);
    expect(await foundBy(world, seeker, search)).toEqual([`new ${listing.id}`]);
    // A version that changes nothing anyone can see.
    listing = await republish(listing, { values: { contact: { name: 'Bà Lan', email: 'lan@example.org' } } });
    expect(await foundBy(world, seeker, search)).toEqual([`new ${listing.id}`]);
    world.clock.forward(1000);
    listing = await republish(listing, { texts: { summary: both('Phóng đại một triệu lần.', 'Magnifies a million times.') } });
    expect(await foundBy(world, seeker, search)).toEqual([`changed ${listing.id}`, `new ${listing.id}`]);
    world.clock.set('2027-10-30T02:00:00.000Z');
    await world.admin
      .updateTable('session')
      .set({ absoluteExpiresAt: new Date('2029-01-01') })
      .execute();
    await inTransaction(world.admin, (tx) => enqueue(tx, 'clock.tick', {}));
    await drain(world);
    const { version } = (await go.read(writer, listing.id)).body;
    await go.step(writer, contracts.renewListing, { id: listing.id, version });
    await drain(world);
    expect(await foundBy(world, seeker, search)).toHaveLength(2);
  });

  it('is listed page by page, new ones until they are looked at', async () => {
    const search = await saved(world, seeker, { q: 'robot hái quả' });
    const ids: string[] = [];
    for (const place of ['xoài', 'vải', 'bưởi']) ids.push((await publish(titled(`Robot hái quả ${place}`, `Picking robot ${place}`))).id);
    const page = (cursor?: string, unseen?: boolean) =>
      as(world, seeker).call(listAlerts, {
        params: { id: search.id },
        query: { limit: 2, ...(cursor ? { cursor } : {}), ...(unseen ? { unseen } : {}) },
      });
    const first = await page();
    const second = await page(first.body.next ?? '');
    expect([...first.body.items, ...second.body.items].map((item) => item.card.id).toSorted()).toEqual(ids.toSorted());
    expect(second.body.next).toBeNull();
    const other = await saved(world, seeker, { q: 'khác' });
    const foreign = await as(world, seeker).call(listAlerts, { params: { id: other.id }, query: { cursor: first.body.next ?? '' } });
    expect(foreign.problem.code).toBe('request.cursor_invalid');
    const seen = await as(world, seeker).call(markAlertsSeen, { params: { id: search.id }, body: {} });
    expect(seen.body.newCount).toBe(0);
    expect((await page(undefined, true)).body.items).toEqual([]);
    expect((await page()).body.items.every((item) => item.seen)).toBe(true);
  });
});

describe('what the owner of a search may not see', () => {
  it('is never told: neither before it is public nor after it has gone', async () => {
    const search = await saved(world, seeker, { q: 'nồi hơi tầng sôi' });
    const draft = titled('Nồi hơi tầng sôi', 'Fluidised boiler');
    const { id, version } = (await as(world, writer).call(contracts.createListing, { body: draft })).body;
    await reindex(id);
    await go.step(writer, contracts.submitListing, { id, version });
    await reindex(id);
    expect(await foundBy(world, seeker, search)).toEqual([]);
    const gone = await publish(draft);
    expect(await foundBy(world, seeker, search)).toEqual([`new ${gone.id}`]);
    const held = await go.step(writer, contracts.holdListing, gone);
    expect([await foundBy(world, seeker, search), (await reread(world, seeker, search)).newCount]).toEqual([[], 0]);
    const back = await go.step(writer, contracts.resumeListing, held);
    expect(await foundBy(world, seeker, search)).toEqual([`new ${gone.id}`]);
    await go.step(writer, contracts.retractListing, { ...back, body: { notice: both('Số liệu sai', 'Figures were wrong') } });
    expect([await foundBy(world, seeker, search), (await reread(world, seeker, search)).newCount]).toEqual([[], 0]);
  });

  it('is not told by a name that is hidden, a closed text or a private need', async () => {
    const byName = await saved(world, seeker, { q: 'Sao Khuê' });
    const byText = await saved(world, seeker, { q: 'quokka' });
    const masked = await publish(titled('Cân điện tử', 'Electronic scale', { masked: true }));
    await publish(
      titled('Bồn trộn thuốc', 'Mixing tank', {
        texts: { description: both('Chi tiết quokka', 'Detail quokka') },
        tiers: { description: 'member' },
      }),
    );
    const need = completeNeed({
      audience: 'private_search',
      values: { endsOn: '2029-06-01' },
      texts: { title: both('Tìm quokka', 'Looking for a quokka') },
    });
    await published(world, { writer, moderator }, need);
    await drain(world);
    expect(await foundBy(world, seeker, byName)).not.toContain(`new ${masked.id}`);
    expect(await foundBy(world, seeker, byText)).toEqual([]);
    const scale = await saved(world, seeker, { q: 'cân điện tử' });
    await republish(masked, { texts: { summary: both('Cân điện tử đến 500 kg.', 'Up to 500 kg.') } });
    const { body } = await as(world, seeker).call(listAlerts, { params: { id: scale.id }, query: {} });
    expect(body.items.map((item) => [item.card.id, item.card.organisation])).toEqual([[masked.id, null]]);
    expect(JSON.stringify(body)).not.toContain('Sao Khuê');
  });

  it('is one’s own listings, and anything once one has left the organisation it was saved for', async () => {
    const own = await saved(world, writer, { q: 'ắc quy natri' });
    const firm = await given.organisation(world);
    const leaver = await given.person(world, { organisation: firm });
    const left = await saved(world, leaver, { q: 'ắc quy natri' });
    await world.admin.deleteFrom('membership').where('accountId', '=', leaver.accountId).execute();
    await publish(titled('Ắc quy natri', 'Sodium battery'));
    expect(await foundBy(world, writer, own)).toEqual([]);
    const alone = { token: leaver.token };
    expect(await foundBy(world, alone, left)).toEqual([]);
    expect(await reread(world, alone, left)).toMatchObject({ stopped: 'left_organisation', can: ['delete'] });
  });
});

describe('a search that rests', () => {
  it('finds nothing meanwhile, and goes on with what comes after', async () => {
    const search = await saved(world, seeker, { q: 'màng phủ sinh học' });
    const act = (contract: typeof pauseSavedSearch | typeof resumeSavedSearch, version: number) =>
      as(world, seeker).call(contract, { params: { id: search.id } }, { version });
    await act(pauseSavedSearch, 1);
    await publish(titled('Màng phủ sinh học A', 'Mulch film A'));
    expect(await foundBy(world, seeker, search)).toEqual([]);
    await act(resumeSavedSearch, 2);
    const { id } = await publish(titled('Màng phủ sinh học B', 'Mulch film B'));
    expect(await foundBy(world, seeker, search)).toEqual([`new ${id}`]);
  });

  it('looks for what it was changed to', async () => {
    const search = await saved(world, seeker, { q: 'bơm nước mặt trời' });
    await as(world, seeker).call(
      changeSavedSearch,
      { params: { id: search.id }, body: { query: { q: 'tua bin gió nhỏ' } } },
      { version: 1 },
    );
    await publish(titled('Bơm nước mặt trời', 'Sun pump'));
    const { id } = await publish(titled('Tua bin gió nhỏ', 'Small wind turbine'));
    expect(await foundBy(world, seeker, search)).toEqual([`new ${id}`]);
  });
});

describe('the hourly look after the searches', () => {
  const look = async (): Promise<void> => {
    await inTransaction(world.admin, (tx) => enqueue(tx, 'alert.plan', {}));
    await drain(world);
  };
  const planOf = (id: string) =>
    world.admin.selectFrom('savedSearch').where('id', '=', id).select(['asked', 'planVersion', 'version']).executeTakeFirstOrThrow();

  it('plans anew what was planned with other tables, and keeps what cannot be planned any more', async () => {
    const search = await saved(world, seeker, { q: 'vòi phun sương' });
    const stuck = await saved(world, seeker, { q: 'vòi phun sương', sector: ['IND-ENVIRONMENT'] });
    const good = await planOf(search.id);
    const former = { asked: "'khac'", planVersion: 'former' };
    await world.admin.updateTable('savedSearch').set(former).where('id', 'in', [search.id, stuck.id]).execute();
    await world.admin.deleteFrom('savedSearchKey').where('savedSearchId', '=', search.id).execute();
    await world.admin
      .updateTable('savedSearch')
      .set({ query: JSON.stringify({ sector: ['GONE'] }) })
      .where('id', '=', stuck.id)
      .execute();
    await look();
    expect(await planOf(search.id)).toEqual(good);
    expect(await planOf(stuck.id)).toMatchObject(former);
    const { id } = await publish(titled('Vòi phun sương', 'Mist nozzle'));
    expect(await foundBy(world, seeker, search)).toEqual([`new ${id}`]);
  });

  it('makes up for what a job laid aside kept from them', async () => {
    const search = await saved(world, seeker, { q: 'máy ấp trứng' });
    const { id } = await publish(titled('Máy ấp trứng', 'Egg incubator'));
    await world.admin.deleteFrom('listingAnnouncement').where('listingId', '=', id).execute();
    await world.admin.deleteFrom('savedSearchAlert').where('listingId', '=', id).execute();
    await look();
    expect(await foundBy(world, seeker, search)).toEqual([`new ${id}`]);
  });
});
