import { searchListings, suggest } from '@ketnoi/contracts/search';
import { enqueue } from '@ketnoi/jobs/enqueue';
import { inTransaction } from '@ketnoi/db/transaction';
import type { ListingId } from '@ketnoi/domain/ids';
import { insertListing, insertOrganisation, type ListingSketch } from '@ketnoi/testing/listings';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, visitor } from './support/as.ts';
import { testWorld, type World } from './support/context.ts';
import { drain } from './support/jobs.ts';

let world: World;
const ids = new Map<string, ListingId>();

/** Puts listings into the database and runs the indexing job that publishing would have enqueued. */
async function published(sketches: Record<string, ListingSketch>): Promise<void> {
  for (const [name, sketch] of Object.entries(sketches)) ids.set(name, await insertListing(world.admin, sketch));
  await inTransaction(world.admin, async (tx) => {
    for (const name of Object.keys(sketches)) await enqueue(tx, 'listing.index', { listingId: ids.get(name) ?? ('' as ListingId) });
  });
  await drain(world);
}

const find = (query: Parameters<typeof search>[0]) => search(query);
async function search(query: Record<string, unknown>) {
  const answer = await as(world, visitor).call(searchListings, { query: query as never });
  expect(answer.status, JSON.stringify(answer.problem)).toBe(200);
  return answer.body;
}
const names = (items: readonly { id: string }[]): string[] => items.map((item) => [...ids].find(([, id]) => id === item.id)?.[0] ?? '?');

beforeAll(async () => {
  world = await testWorld();
  const now = world.clock.now();
  const named = await insertOrganisation(world.admin, { name: 'Viện Nước Lam Khê', type: 'research_institute', province: '22', now });
  await published({
    brackish: {
      title: { vi: 'Màng điện thẩm tách cho nước lợ', en: 'Electrodialysis membrane for brackish water' },
      summary: { vi: 'Hạ độ mặn nước giếng xuống dưới 0,8 g/l.', en: 'Brings well water below 0.8 g/l.' },
      sectors: ['IND-ENVIRONMENT'],
      fields: ['20701'],
      province: '22',
      trl: 7,
      ipStatuses: ['granted'],
      organisationId: named,
    },
    english: {
      title: { en: 'Low-pressure nanofiltration for brackish well water' },
      summary: { en: 'Removes salt at 5 bar.' },
      province: '31',
      trl: 8,
    },
    need: { side: 'need', title: 'Khử mặn nước giếng cấp cho ao ương tôm', summary: 'Độ mặn 6,2 g/l mùa khô.', province: '22', trl: 7 },
    masked: {
      title: 'Ép khô bùn than mịn sau tuyển',
      summary: 'Bùn dưới 22 % ẩm.',
      organisationType: 'cooperative',
      masked: true,
      province: '25',
    },
    deep: {
      title: 'Quy trình nuôi hàu treo dây',
      summary: 'Giữ hàu sống lâu.',
      texts: {
        description: { vi: 'Dùng phao gắn cảm biến ôxy hòa tan theo Nghị định 76/2018/NĐ-CP.', en: null },
        problem: { vi: 'Hàu chết nhiều', en: null },
      },
    },
  });
});
afterAll(() => world.close());

describe('a search', () => {
  it('finds by words without marks, shows the words it found and says where', async () => {
    const { items, total, totalIsExact, engine } = await find({ q: 'nuoc lo' });
    expect(names(items)[0]).toBe('brackish');
    const [first] = items;
    const [start, end] = first?.highlights.title.vi[0] ?? [0, 0];
    expect(first?.title.vi?.slice(start, end)).toBe('nước lợ');
    expect(first?.matchedIn).toContain('title');
    expect({ totalIsExact, engine }).toEqual({ totalIsExact: true, engine: 'postgresql' });
    expect(total).toBe(items.length);
  });

  it('finds an English listing by Vietnamese words and says which words it searched as well', async () => {
    const { items, reading } = await find({ q: 'nước lợ' });
    expect(names(items)).toEqual(['brackish', 'english']);
    expect(reading.alsoSearched).toContainEqual({ text: 'brackish water', kind: 'translation', language: 'en' });
    const exact = await find({ q: 'nước lợ', exact: true });
    expect(names(exact.items)).toEqual(['brackish']);
    expect(exact.reading.alsoSearched).toEqual([]);
  });

  it('says that a listing was found in a text the card does not show', async () => {
    const { items } = await find({ q: 'cảm biến ôxy' });
    expect(names(items)).toEqual(['deep']);
    expect(items[0]?.matchedIn).toEqual(['description']);
    expect(names((await find({ q: '76/2018' })).items)).toEqual(['deep']);
  });

  it('finds by organisation, by reference, by the present and the former name of a province', async () => {
    const byName = await find({ q: 'Viện Nước Lam Khê' });
    expect(names(byName.items)[0]).toBe('brackish');
    expect(byName.items[0]?.matchedIn).toContain('organisation');
    const reference = byName.items[0]?.reference ?? '';
    const byReference = await find({ q: reference });
    expect(names(byReference.items)).toEqual(['brackish']);
    expect(byReference.items[0]?.matchedIn).toContain('reference');
    expect(names((await find({ q: 'Vĩnh Phúc' })).items)).toEqual(['masked']);
    expect(names((await find({ province: ['26'] })).items)).toEqual(['masked']);
    expect(names((await find({ province: ['Hòa Bình'] })).items)).toEqual(['masked']);
  });
});
