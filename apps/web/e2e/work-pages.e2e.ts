import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROWS } from '@ketnoi/contracts/listing-shapes';
import { fieldsOf, type RowShape } from '@ketnoi/domain/listing-fields';
import type { Page } from 'playwright-core';
import { COLUMNS } from '../src/features/listing-form/columns.ts';
import { overflow, seriousFindings, startBrowser, type Visit } from './support/browser.ts';
import { fillOffer, saved, step } from './support/offer-form.ts';
import { mark, openAs, person, type Person } from './support/people.ts';

let visit: Visit;
let moderator: Person;
let task: string;

beforeAll(async () => {
  visit = await startBrowser();
  moderator = await person({ moderator: true });
  const page = await openAs(visit, await person(), { path: '/offers/new' });
  await fillOffer(page, `Bể lọc ${mark()}`);
  await step(page, /Kiểm tra và gửi duyệt/u);
  await page.getByRole('button', { name: 'Gửi duyệt' }).click();
  await page.waitForURL('**/workspace');
  task = ((await page.getByRole('link', { name: 'Xem', exact: true }).first().getAttribute('href')) ?? '').split('/').at(-1) ?? '';
  await page.context().close();
});
afterAll(() => visit.close());

const LOOKS = [
  { width: 1440, colorScheme: 'light' as const },
  { width: 360, colorScheme: 'dark' as const },
];

async function holds(page: Page, where: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  expect(await seriousFindings(page), where).toEqual([]);
  expect(await overflow(page), where).toBe(0);
}

describe('the pages of work', () => {
  it.each(['/register', '/login', '/reset-password', '/workspace'])(
    'open to a visitor have no serious finding of axe at %s',
    async (path) => {
      for (const prefix of ['', '/en']) {
        for (const { width, colorScheme } of LOOKS) {
          const page = await visit.open(`${prefix}${path}`, { viewport: { width, height: 900 }, colorScheme });
          await page.getByRole('heading', { level: 1 }).waitFor();
          await holds(page, `${prefix}${path} ${String(width)} ${colorScheme}`);
          await page.context().close();
        }
      }
    },
  );

  it('of a member have none either, in both languages and themes', async () => {
    for (const prefix of ['', '/en']) {
      for (const { width, colorScheme } of LOOKS) {
        const page = await openAs(visit, moderator, {
          path: `${prefix}/workspace`,
          browser: { viewport: { width, height: 900 }, colorScheme },
        });
        for (const path of ['/workspace', '/account', `/review?listing=${task}`, '/needs/new']) {
          await page.goto(`${prefix}${path}`);
          await page.getByRole('heading', { level: 1 }).waitFor();
          await holds(page, `${prefix}${path} ${String(width)} ${colorScheme}`);
        }
        await page.context().close();
      }
    }
  });

  it('of an offer have none in any step', async () => {
    for (const { width, colorScheme } of LOOKS) {
      const page = await openAs(visit, moderator, { path: '/offers/new', browser: { viewport: { width, height: 900 }, colorScheme } });
      await page.getByLabel('Tên', { exact: true }).fill(`Đủ bước ${mark()}`);
      await saved(page);
      const { pathname, search } = new URL(page.url());
      for (const at of ['what', 'compare', 'readiness', 'rights', 'transfer', 'partner', 'classes', 'rules', 'check']) {
        await page.goto(`${pathname}${search}&step=${at}`);
        await page.locator('.wiz h2').first().waitFor();
        await holds(page, `${at} ${String(width)} ${colorScheme}`);
      }
      await page.context().close();
    }
  });
});

describe('the forms', () => {
  /** The ids of the fields a page asks. */
  const asked = (page: Page): Promise<string[]> =>
    page.evaluate(() => [...document.querySelectorAll('[id^="f-"]')].map((one) => one.id.slice(2)));

  it('ask every field of an offer', async () => {
    const page = await openAs(visit, moderator, { path: '/offers/new' });
    await page.getByRole('radio', { name: /^Kết quả nghiên cứu/u }).check();
    await saved(page);
    const found = new Set(await asked(page));
    const visitStep = async (name: RegExp): Promise<void> => {
      await step(page, name);
      for (const one of await asked(page)) found.add(one);
    };
    await visitStep(/So với hiện nay/u);
    await visitStep(/Mức sẵn sàng/u);
    await visitStep(/Sở hữu trí tuệ/u);
    await page.locator('#f-stateFunded').getByRole('radio', { name: 'Có' }).check();
    for (const one of await asked(page)) found.add(one);
    await visitStep(/Chuyển giao và giá/u);
    await page.getByRole('checkbox', { name: 'Chuyển giao quyền sử dụng công nghệ' }).check();
    for (const one of await asked(page)) found.add(one);
    await visitStep(/Đối tác cần tìm/u);
    await visitStep(/Phân loại/u);
    await visitStep(/Danh mục và liêm chính/u);
    await visitStep(/Kiểm tra và gửi duyệt/u);
    expect(fieldsOf('offer').filter((field) => !found.has(field))).toEqual([]);
  });

  it('ask every field of a need', async () => {
    const page = await openAs(visit, moderator, { path: '/needs/new' });
    await page.getByLabel('Tên nhu cầu', { exact: true }).waitFor();
    const found = new Set(await asked(page));
    expect(fieldsOf('need').filter((field) => !found.has(field))).toEqual([]);
  });

  it('know every cell of a row, what it may hold and whether it is needed', () => {
    type Schema = {
      properties: Record<string, { maxLength?: number; properties?: Record<string, { maxLength?: number }> }>;
      required?: string[];
    };
    for (const [shape, schema] of Object.entries(ROWS) as unknown as [RowShape, Schema][]) {
      const columns = COLUMNS[shape];
      expect(columns.map((one) => one.name).toSorted(), shape).toEqual(Object.keys(schema.properties).toSorted());
      for (const column of columns) {
        const cell = schema.properties[column.name];
        const limit = cell?.maxLength ?? cell?.properties?.['vi']?.maxLength;
        if (column.type === 'line' || column.type === 'bilingual') expect(column.max, `${shape}.${column.name}`).toBe(limit);
        if (column.required === true) expect(schema.required, `${shape}.${column.name}`).toContain(column.name);
        // A baseline may be left empty: the form sends it so.
        else if (column.name !== 'baseline') expect(schema.required ?? [], `${shape}.${column.name}`).not.toContain(column.name);
      }
    }
  });
});
