import { listClassifications, readClassification } from '@ketnoi/contracts/classifications';
import { readFigures } from '@ketnoi/contracts/figures';
import { insertListing, insertOrganisation } from '@ketnoi/testing/listings';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, visitor } from './support/as.ts';
import { testWorld, type World } from './support/context.ts';

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.close());

describe('the public figures', () => {
  it('count what a visitor could count: shown listings, verified organisations, sectors and exchanges', async () => {
    const now = world.clock.now();
    const organisationId = await insertOrganisation(world.admin, { now });
    await insertOrganisation(world.admin, { verified: false, now });
    const longAgo = new Date(now.getTime() - 60 * 86_400_000);
    const listing = (sketch: Partial<Parameters<typeof insertListing>[1]>) =>
      insertListing(world.admin, { title: 'x', organisationId, publishedAt: now, ...sketch });
    await listing({ sectors: ['MED', 'IND-BIO'] });
    await listing({ sectors: ['MED'], publishedAt: longAgo });
    await listing({ side: 'need', sectors: ['MED'] });
    await listing({ sectors: ['MED'], state: 'on_hold' });
    await listing({ side: 'need', sectors: ['MED'], audience: 'private_search' });
    const { status, body } = await as(world, visitor).call(readFigures, {});
    expect(status).toBe(200);
    expect(body).toEqual({
      asOf: now.toISOString(),
      offers: 2,
      needs: 1,
      verifiedOrganisations: 1,
      sectors: [
        {
          code: 'MED',
          label: { vi: 'Y học, bảo vệ và chăm sóc sức khỏe', en: 'Medicine, protection and care of health' },
          needs: 1,
          offers: 2,
        },
        { code: 'IND-BIO', label: { vi: 'Công nghiệp sinh học', en: 'Bio-industry' }, needs: 0, offers: 1 },
      ],
      nodes: [{ code: 'DEMO', name: { vi: 'Sàn trình diễn', en: 'Demonstration exchange' }, self: true, listings: 3, newIn30Days: 2 }],
    });
  });
});

describe('the classification tables', () => {
  it('are listed with version, source and size', async () => {
    const { body, headers } = await as(world, visitor).call(listClassifications, {});
    expect(body.items).toContainEqual(expect.objectContaining({ name: 'province', version: '2026-04-30', entries: 34 }));
    expect(body.items).toHaveLength(22);
    expect(headers['cache-control']).toBe('public, max-age=600');
  });

  it('give their codes with both labels, parents and what else they say', async () => {
    const { body } = await as(world, visitor).call(readClassification, { params: { name: 'province' } });
    expect(body.items.find((one) => one.code === '25')).toMatchObject({
      label: { vi: 'Phú Thọ', en: 'Phu Tho' },
      parent: null,
      extra: { region: 'northern_midlands_mountains', oldNames: ['Phú Thọ', 'Hòa Bình', 'Vĩnh Phúc'] },
    });
    const fields = await as(world, visitor).call(readClassification, { params: { name: 'st_field' } });
    expect(fields.body.items.find((one) => one.code === '20701')?.parent).toBe('207');
  });

  it('refuse a name nobody knows, by its field', async () => {
    const response = await world.app.inject({ url: '/api/classifications/colours' });
    expect([response.statusCode, response.json<{ errors: { field: string }[] }>().errors[0]?.field]).toEqual([400, 'name']);
  });
});
