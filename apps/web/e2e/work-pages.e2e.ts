import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROWS } from '@ketnoi/contracts/listing-shapes';
import { fieldsOf, type RowShape } from '@ketnoi/domain/listing-fields';
import type { Page } from 'playwright-core';
import { COLUMNS } from '../src/features/listing-form/columns.ts';
import { overflow, seriousFindings, startBrowser, type Visit } from './support/browser.ts';
import { handIn } from './support/api.ts';
import { saved, step } from './support/offer-form.ts';
import { openAs, person, type Person } from './support/people.ts';

let visit: Visit;
let moderator: Person;
let task: string;

beforeAll(async () => {
  visit = await startBrowser();
  moderator = await person({ moderator: true });
  task = (await handIn(await person())).id;
});
afterAll(() => visit.close());

const LOOKS = [
  { width: 1440, colorScheme: 'light' as const },
  { width: 360, colorScheme: 'dark' as const },
];

/** What is wrong with the page as it stands once nothing is being read any more. */
async function faults(page: Page, where: string): Promise<string[]> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expect.poll(() => page.locator('[aria-busy="true"]').count()).toBe(0);
  const serious = (await seriousFindings(page)).map((one) => `${where}: ${one.id} at ${one.where}`);
  const beyond = await overflow(page);
  return beyond === 0 ? serious : [...serious, `${where}: runs ${String(beyond)} px over the edge`];
}

const VIEWS = ['', '/en'].flatMap((prefix) => LOOKS.map((look) => ({ prefix, ...look })));
const nameOf = ({ prefix, width, colorScheme }: (typeof VIEWS)[number]): string => `${prefix} ${String(width)} ${colorScheme}`;

describe('the pages of work', () => {
  it('have no serious finding of axe for a visitor, in both languages and themes', async () => {
    const found: string[] = [];
    for (const view of VIEWS) {
      const { prefix, width, colorScheme } = view;
      const page = await visit.open(`${prefix}/register`, { viewport: { width, height: 900 }, colorScheme });
      for (const path of ['/register', '/login', '/reset-password', '/workspace', '/offers/new']) {
        if (path !== '/register') await page.goto(`${prefix}${path}`);
        found.push(...(await faults(page, `${path} ${nameOf(view)}`)));
      }
      await page.context().close();
    }
    expect(found).toEqual([]);
  });

  it('have none for a member either', async () => {
    const found: string[] = [];
    for (const view of VIEWS) {
      const { prefix, width, colorScheme } = view;
      const browser = { viewport: { width, height: 900 }, colorScheme };
      const page = await openAs(visit, moderator, { path: `${prefix}/workspace`, browser });
      found.push(...(await faults(page, `/workspace ${nameOf(view)}`)));
      for (const path of ['/account', `/review?listing=${task}`, '/needs/new']) {
        await page.goto(`${prefix}${path}`);
        found.push(...(await faults(page, `${path} ${nameOf(view)}`)));
      }
      await page.context().close();
    }
    expect(found).toEqual([]);
  });

  it('have none in any step of an offer', async () => {
    const found: string[] = [];
    for (const { width, colorScheme } of LOOKS) {
      const page = await openAs(visit, moderator, { path: '/offers/new', browser: { viewport: { width, height: 900 }, colorScheme } });
      const next = page.getByRole('link', { name: /^Tiếp:/u });
      for (;;) {
        await page.locator('.wiz h2').first().waitFor();
        found.push(...(await faults(page, `${await page.locator('.wiz h2').first().innerText()} ${String(width)} ${colorScheme}`)));
        if ((await next.count()) === 0) break;
        await next.click();
      }
      await page.context().close();
    }
    expect(found).toEqual([]);
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
