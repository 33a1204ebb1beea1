import { readFeed } from '@ketnoi/contracts/feed';
import { listListings } from '@ketnoi/contracts/listings';
import { changeOrganisation, verifyOrganisation } from '@ketnoi/contracts/organisations';
import { searchListings } from '@ketnoi/contracts/search';
import type { OrganisationId } from '@ketnoi/domain/ids';
import { settled } from '@ketnoi/testing/horizon';
import { sql } from '@ketnoi/testing/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, visitor, type Caller } from './support/as.ts';
import type { World } from './support/context.ts';
import { given } from './support/given.ts';
import { drain } from './support/jobs.ts';
import { both, completeOffer, published } from './support/listings.ts';
import { peopledWorld } from './support/people.ts';

let world: World;
let admin: Caller;
let moderator: Caller;
beforeAll(async () => {
  world = await peopledWorld();
  admin = await given.person(world, { grant: 'admin' });
  moderator = await given.person(world, { grant: 'moderator' });
});
afterAll(() => world.close());

const titled = (vi: string) => completeOffer({ texts: { title: both(vi, vi) } });

/** An organisation under a name that no other has, with one listing that names it and one that does not. */
async function listed(name: string): Promise<{ id: OrganisationId; owner: Caller; open: string; masked: string }> {
  const id = await given.organisation(world, { name });
  const owner = await given.person(world, { organisation: id });
  const open = await published(world, { writer: owner, moderator }, titled(`Bồn ủ phân ${id.slice(-6)}`));
  const masked = await published(world, { writer: owner, moderator }, { ...titled(`Bể lắng cát ${id.slice(-6)}`), masked: true });
  await drain(world);
  return { id, owner, open: open.id, masked: masked.id };
}

async function found(query: Record<string, unknown>): Promise<string[]> {
  const { body } = await as(world, visitor).call(searchListings, { query: { exact: true, ...query } });
  return body.items.map((one) => one.id);
}

const change = (caller: Caller, id: OrganisationId, given_: { body: object; version: number }) =>
  as(world, caller).call(changeOrganisation, { params: { id }, body: given_.body }, { version: given_.version });

const stamps = async (): Promise<{ stale: number }> => {
  const { rows } = await sql<{ stale: number }>`
    select count(*)::int as stale from listing_public p join search_document d on d.listing_id = p.listing_id where d.version <> p.version`.execute(
    world.admin,
  );
  return rows[0] ?? { stale: -1 };
};

describe('an organisation that is renamed', () => {
  it('is found by its new name and not by its old one once its jobs have run, and its cards name it at once', async () => {
    const { id, owner, open } = await listed('Xưởng Kơnia Đắk Tơ');
    expect(await found({ q: 'Kơnia' })).toEqual([open]);
    await change(owner, id, { body: { legalName: 'Xưởng Pơmu Tây Bắc', englishName: null }, version: 1 });
    const list = await as(world, visitor).call(listListings, { query: { organisation: id } });
    expect(list.body.items.map((one) => one.organisation?.name)).toEqual(['Xưởng Pơmu Tây Bắc']);
    // An index that has not heard yet is known to be behind.
    expect(await stamps()).toEqual({ stale: 1 });
    expect(await drain(world)).toBeGreaterThan(0);
    expect(await found({ q: 'Pơmu' })).toEqual([open]);
    expect(await found({ q: 'Kơnia' })).toEqual([]);
    expect(await stamps()).toEqual({ stale: 0 });
  });

  it('leaves what hides its owner as it was published, so that nobody sees whose it is', async () => {
    const { id, owner, masked } = await listed('Trại Lan Rừng');
    const row = () =>
      world.admin
        .selectFrom('listingPublic as p')
        .innerJoin('listing as l', 'l.id', 'p.listingId')
        .where('p.listingId', '=', masked)
        .select(['p.version', 'p.provinceCode', 'p.organisation', 'l.changeXid'])
        .executeTakeFirstOrThrow();
    const before = await row();
    await change(owner, id, { body: { legalName: 'Trại Lan Phố', provinceCode: '48' }, version: 1 });
    expect(await row()).toEqual(before);
  });

  it('is told of by the change feed, under the version its listing had', async () => {
    const { id, owner, open } = await listed('Tổ hợp Hồ Tiêu');
    await settled(world.database.url('admin'));
    let after: string | undefined;
    const news = async () => {
      const { body } = await as(world, visitor).call(readFeed, { query: { limit: 200, ...(after === undefined ? {} : { after }) } });
      after = body.next ?? after;
      return body.items;
    };
    const told = (await news()).find((one) => one.id === open);
    world.clock.forward(60_000);
    await change(owner, id, { body: { legalName: 'Tổ hợp Hạt Điều' }, version: 1 });
    await settled(world.database.url('admin'));
    const again = await news();
    expect(again.map((one) => [one.id, one.version, one.listing?.card.organisation?.name])).toEqual([
      [open, told?.version, 'Tổ hợp Hạt Điều'],
    ]);
    expect(again[0]?.changedAt).toBe(world.clock.now().toISOString());
  });
});

describe('an organisation that changes', () => {
  it('takes its listings along to its new province and type, in lists, filters and facets', async () => {
    const { id, owner, open } = await listed('Viện Gốm Men Lam');
    expect(await found({ q: 'Gốm Men', province: ['22'], organisationType: ['research_institute'] })).toEqual([open]);
    await change(owner, id, { body: { provinceCode: '01', typeCode: 'university' }, version: 1 });
    const inProvince = async (province: string) =>
      (await as(world, visitor).call(listListings, { query: { province: [province], sector: ['IND-ENVIRONMENT'] } })).body.items;
    expect((await inProvince('01')).map((one) => [one.id, one.province])).toEqual([[open, '01']]);
    expect((await inProvince('22')).map((one) => one.id)).not.toContain(open);
    await drain(world);
    expect(await found({ q: 'Gốm Men', province: ['22'] })).toEqual([]);
    expect(await found({ q: 'Gốm Men', province: ['01'], organisationType: ['university'] })).toEqual([open]);
    const row = await world.admin.selectFrom('listingPublic').where('listingId', '=', open).selectAll().executeTakeFirstOrThrow();
    expect([row.provinceCode, row.organisationType, row.organisationVerified]).toEqual(['01', 'university', false]);
    expect(row.regionCode).toBe((await world.ctx.codes.current()).regionOf('01'));
  });

  it('is indexed anew when it is verified or loses that, and not when only its own page changes', async () => {
    const { id, owner, open } = await listed('Nhà máy Gạch Rỗng');
    const waiting = async (): Promise<string[]> => {
      const { rows } = await sql<{ key: string }>`
        select singleton_key as key from pgboss.job where name = 'listing.index' and state = 'created'`.execute(world.admin);
      return rows.map((row) => row.key);
    };
    await as(world, admin).call(verifyOrganisation, { params: { id }, body: { verified: false, basis: 'Hết hạn' } }, { version: 1 });
    expect(await waiting()).toEqual([open]);
    await drain(world);
    await as(world, admin).call(verifyOrganisation, { params: { id }, body: { verified: true, basis: 'Giấy đăng ký' } }, { version: 2 });
    expect(await waiting()).toEqual([open]);
    await drain(world);
    const { body } = await change(owner, id, { body: { aboutVi: 'Gạch nhẹ, cách âm.', website: 'https://gach.example' }, version: 3 });
    expect([body.verified, await waiting()]).toEqual([true, []]);
    expect(await stamps()).toEqual({ stale: 0 });
  });

  it('while one of its listings is being published leaves none under the old name', async () => {
    const { id, owner } = await listed('Hợp tác xã Sen Trắng');
    const publications = Array.from({ length: 4 }, (_, at) =>
      published(world, { writer: owner, moderator }, titled(`Máy tách hạt sen ${at}`)),
    );
    const renaming = change(owner, id, { body: { legalName: 'Hợp tác xã Sen Hồng', typeCode: 'cooperative' }, version: 1 });
    await Promise.all([...publications, renaming]);
    const rows = await world.admin
      .selectFrom('listingPublic')
      .where('organisationId', '=', id)
      .select(['organisationType', sql<string>`organisation ->> 'name'`.as('name')])
      .execute();
    expect(rows).toHaveLength(5);
    expect(new Set(rows.map((row) => `${row.organisationType ?? ''} ${row.name}`))).toEqual(new Set(['cooperative Hợp tác xã Sen Hồng']));
    await drain(world);
    expect(await stamps()).toEqual({ stale: 0 });
  });
});
