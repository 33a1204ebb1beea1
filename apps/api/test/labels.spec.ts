import { readLabels } from '@ketnoi/contracts/classifications';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, visitor } from './support/as.ts';
import { testWorld, type World } from './support/context.ts';

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.close());

const name = (...of: string[]) => as(world, visitor).call(readLabels, { query: { of } });

describe('the names of codes', () => {
  it('come for several tables in one answer', async () => {
    const { status, body } = await name('province:22', 'ip_status:granted', 'st_field:2');
    expect(status).toBe(200);
    expect(body.items).toEqual([
      { scheme: 'ip_status', code: 'granted', label: { vi: 'Đã cấp văn bằng bảo hộ', en: 'Granted' } },
      { scheme: 'province', code: '22', label: { vi: 'Quảng Ninh', en: 'Quang Ninh' } },
      { scheme: 'st_field', code: '2', label: { vi: 'Khoa học kỹ thuật và công nghệ', en: 'Engineering and technology' } },
    ]);
  });

  it('leave out a code that no table has', async () => {
    const { body } = await name('province:22', 'province:99');
    expect(body.items.map((one) => one.code)).toEqual(['22']);
  });

  it('are refused for a table that does not exist, naming the field', async () => {
    const response = await world.app.inject({ url: '/api/labels?of=planets:mars' });
    expect(response.statusCode).toBe(400);
    expect(response.json<{ errors: { field: string }[] }>().errors[0]?.field).toContain('of');
  });
});
