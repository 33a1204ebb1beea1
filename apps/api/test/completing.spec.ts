import { suggest } from '@ketnoi/contracts/search';
import { enqueueAll } from '@ketnoi/jobs/enqueue';
import { inTransaction } from '@ketnoi/db/transaction';
import { insertListing, insertOrganisation } from '@ketnoi/testing/listings';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, visitor } from './support/as.ts';
import { testWorld, type World } from './support/context.ts';
import { drain } from './support/jobs.ts';

let world: World;
beforeAll(async () => {
  world = await testWorld();
  const now = world.clock.now();
  await insertOrganisation(world.admin, { name: 'Trung tâm Giống Thủy sản Đầm Xanh', now });
  await insertOrganisation(world.admin, { name: 'Công ty Giống cây Chưa xác minh', verified: false, now });
  const listings = [
    await insertListing(world.admin, { title: { vi: 'Xử lý nước thải lò mổ', en: 'Slaughterhouse wastewater' } }),
    await insertListing(world.admin, { title: { vi: 'Hệ thống xử lý nước cấp', en: null } }),
    await insertListing(world.admin, { title: { vi: 'Giống tôm chịu mặn', en: 'Salt-tolerant shrimp' } }),
    await insertListing(world.admin, { title: { vi: 'Giống lúa ẩn danh', en: null }, masked: true, organisationType: 'cooperative' }),
  ];
  await inTransaction(world.admin, (tx) =>
    enqueueAll(
      tx,
      'listing.index',
      listings.map((listingId) => ({ listingId })),
    ),
  );
  await drain(world);
});
afterAll(() => world.close());

async function complete(q: string, lang: 'vi' | 'en' = 'vi') {
  const { status, body } = await as(world, visitor).call(suggest, { query: { q, lang } });
  expect(status).toBe(200);
  return body.items;
}

describe('what is being typed', () => {
  it('is completed by titles, with or without marks, the beginning of the last word included', async () => {
    const items = await complete('xu ly nuoc th');
    expect(items[0]).toMatchObject({ kind: 'title', text: 'Xử lý nước thải lò mổ', code: null });
    expect(items[0]?.ranges.map(([start, end]) => items[0]?.text.slice(start, end))).toEqual(['Xử', 'lý', 'nước', 'th']);
    expect((await complete('xử lý n')).slice(0, 2).map((one) => one.text)).toEqual(['Xử lý nước thải lò mổ', 'Hệ thống xử lý nước cấp']);
    expect((await complete('slaughter', 'en'))[0]).toMatchObject({ kind: 'title', text: 'Slaughterhouse wastewater' });
  });

  it('is completed by organisations anyone may know of, and by terms of the classifications', async () => {
    const items = await complete('giong thuy');
    expect(items).toContainEqual(expect.objectContaining({ kind: 'organisation', text: 'Trung tâm Giống Thủy sản Đầm Xanh' }));
    expect((await complete('giống cây')).filter((one) => one.kind === 'organisation')).toEqual([]);
    expect(await complete('quang n')).toContainEqual(expect.objectContaining({ kind: 'province', code: '22', text: 'Quảng Ninh' }));
    expect(await complete('high-tech agri', 'en')).toContainEqual(expect.objectContaining({ kind: 'sector', code: 'AGR-HITECH' }));
    expect(await complete('C02F')).toContainEqual(expect.objectContaining({ kind: 'ipc', code: 'C02F' }));
  });

  it('gets at most eight completions and none for nothing', async () => {
    expect((await complete('c')).length).toBeLessThanOrEqual(8);
    expect(await complete('   ')).toEqual([]);
    expect(await complete('%_%')).toEqual([]);
    expect(await complete("'; drop table listing; --")).toEqual([]);
  });
});
