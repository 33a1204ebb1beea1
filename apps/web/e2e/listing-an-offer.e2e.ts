import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { overflow, startBrowser, type Visit } from './support/browser.ts';
import { fillOffer, step } from './support/offer-form.ts';
import { mark, openAs, person, type Person } from './support/people.ts';

let visit: Visit;
let owner: Person;
let moderator: Person;

beforeAll(async () => {
  [owner, moderator] = [await person(), await person({ moderator: true })];
  visit = await startBrowser();
});
afterAll(() => visit.close());

const newOffer = (): Promise<Page> => openAs(visit, owner, { path: '/offers/new' });

describe('an offer', () => {
  it('is listed in steps, read by a moderator, published, and found', async () => {
    const title = `Màng điện thẩm tách ${mark()}`;
    const page = await newOffer();
    await fillOffer(page, title);
    await step(page, /Kiểm tra và gửi duyệt/u);
    await page.getByText('Đã đủ mục bắt buộc.').waitFor();
    await page.getByRole('button', { name: 'Gửi duyệt' }).click();
    await page.waitForURL('**/workspace');
    const row = page.getByRole('listitem').filter({ hasText: title });
    await row.getByText('Chờ duyệt').waitFor();
    expect(await row.innerText()).toMatch(/Người duyệt: quyết định (trước|đến hết)/u);

    const desk = await openAs(visit, moderator, { path: '/review' });
    await desk.getByRole('link', { name: title }).click();
    await desk.getByText('Điện tiêu thụ').waitFor();
    expect(await desk.getByRole('article').innerText()).not.toMatch(/\b350\b/u);
    await desk.getByRole('button', { name: 'Công bố' }).last().click();
    await desk.getByText('Đã công bố.').waitFor();

    const reader = await visit.open(`/search?q=${encodeURIComponent(title)}`);
    await expect
      .poll(async () => {
        await reader.reload();
        await reader.getByRole('heading', { level: 1 }).waitFor();
        return reader.getByRole('link', { name: title }).count();
      })
      .toBe(1);
    await reader.getByRole('link', { name: title }).click();
    await reader.getByRole('heading', { level: 1, name: title }).waitFor();
    expect(await reader.content()).not.toContain('350.000.000');
  });

  it('is helped to its field by listings like it, which are named, and has none before one is pressed', async () => {
    const page = await newOffer();
    await page.getByLabel('Tên', { exact: true }).fill('Màng điện thẩm tách hạ độ mặn nước giếng');
    await step(page, /Phân loại/u);
    await page.getByRole('button', { name: 'Gợi ý: lĩnh vực', exact: true }).click();
    const region = page.getByRole('region', { name: 'Gợi ý lĩnh vực', exact: true });
    const add = region.getByRole('button', { name: /^Thêm/u }).first();
    await add.waitFor();
    expect(await region.innerText()).toMatch(/tin gần giống/u);
    expect(await overflow(page)).toBe(0);
    const name = (await add.innerText()).trim();
    expect(await page.locator('.mantine-MultiSelect-pill').count()).toBe(0);
    await add.click();
    await page.locator('.mantine-MultiSelect-pill').getByText(name).waitFor();
  });

  it('says what is missing and leads to it', async () => {
    const page = await newOffer();
    await page.getByLabel('Tên', { exact: true }).fill(`Chỉ có tên ${mark()}`);
    await step(page, /Kiểm tra và gửi duyệt/u);
    expect(await page.getByRole('button', { name: 'Gửi duyệt' }).isDisabled()).toBe(true);
    await page.getByRole('region', { name: 'Còn thiếu gì' }).getByRole('button', { name: 'Vai trò đối tác cần tìm' }).click();
    await page.getByRole('heading', { level: 2, name: /Đối tác cần tìm/u }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('f-partnerRole');
  });

  it('echoes money in full and asks when the unit is missing', async () => {
    const page = await newOffer();
    await step(page, /Chuyển giao và giá/u);
    await page.getByLabel(/^Khoảng giá từ/u).fill('350 triệu');
    await page.getByText('350.000.000 ₫').waitFor();
    await page.getByLabel('đến', { exact: true }).fill('0,5');
    await page.getByText('Thiếu đơn vị.').waitFor();
    await page.getByRole('button', { name: '500 triệu ₫' }).click();
    expect(await page.getByLabel('đến', { exact: true }).inputValue()).toBe('500.000.000');
  });

  it('shows what each reader will see while it is written', async () => {
    const page = await newOffer();
    await step(page, /Chuyển giao và giá/u);
    await page.getByRole('checkbox', { name: 'Chuyển giao công nghệ độc lập' }).check();
    await page.getByLabel(/^Khoảng giá từ/u).fill('350 triệu');
    const preview = page.locator('.preview-box');
    await preview.getByText('Sau NDA').waitFor();
    expect(await preview.innerText()).not.toMatch(/\b350\b/u);
    await page.getByRole('button', { name: 'Sau NDA', exact: true }).click();
    await preview.getByText(/350/u).waitFor();
    await page.getByRole('button', { name: /^Ai xem được Khoảng giá/u }).click();
    await page.getByRole('button', { name: /^Công khai Mọi người/u }).click();
    await page.getByRole('button', { name: 'Công chúng' }).click();
    await preview.getByText(/350/u).waitFor();
  });
});
