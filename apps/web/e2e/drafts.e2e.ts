import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { startBrowser, type Visit } from './support/browser.ts';
import { saved, step } from './support/offer-form.ts';
import { mark, openAs, person, type Person } from './support/people.ts';

let visit: Visit;
let owner: Person;

beforeAll(async () => {
  owner = await person();
  visit = await startBrowser();
});
afterAll(() => visit.close());

const newOffer = (): Promise<Page> => openAs(visit, owner, { path: '/offers/new' });

describe('a draft', () => {
  it('is with the server as one types, and still there after a reload', async () => {
    const page = await newOffer();
    const title = `Bản nháp ${mark()}`;
    await page.getByLabel('Tên', { exact: true }).fill(title);
    await saved(page);
    await page.reload();
    await page.getByLabel('Tên', { exact: true }).waitFor();
    expect(await page.getByLabel('Tên', { exact: true }).inputValue()).toBe(title);
  });

  it('outlives a lost connection and a reload without one', async () => {
    const page = await newOffer();
    await page.getByLabel('Tên', { exact: true }).fill(`Trước khi mất mạng ${mark()}`);
    await saved(page);
    const refuse = (route: { abort: () => Promise<void> }) => route.abort();
    await page.route('**/api/listings/**', refuse);
    await page.getByLabel('Tóm tắt', { exact: true }).fill('Gõ lúc mất mạng');
    await page.locator('.save', { hasText: 'Mất kết nối. Đang lưu trên máy này' }).waitFor();
    await page.unroute('**/api/listings/**', refuse);
    await page.reload();
    await page.getByLabel('Tóm tắt', { exact: true }).waitFor();
    expect(await page.getByLabel('Tóm tắt', { exact: true }).inputValue()).toBe('Gõ lúc mất mạng');
    await saved(page);
    await page.reload();
    await page.getByLabel('Tóm tắt', { exact: true }).waitFor();
    expect(await page.getByLabel('Tóm tắt', { exact: true }).inputValue()).toBe('Gõ lúc mất mạng');
  });

  it('keeps a half typed row on the device and says so', async () => {
    const page = await newOffer();
    await page.getByLabel('Tên', { exact: true }).fill(`Dòng dở ${mark()}`);
    await saved(page);
    await step(page, /So với hiện nay/u);
    await page.getByRole('button', { name: 'Thêm chỉ tiêu' }).click();
    await page.getByLabel('Chỉ tiêu', { exact: true }).fill('Điện tiêu thụ');
    await page.getByText('Dòng này mới nằm trên máy này. Cần thêm: Công nghệ này.').waitFor();
    await page.waitForTimeout(300);
    await page.reload();
    await page.getByLabel('Chỉ tiêu', { exact: true }).waitFor();
    expect(await page.getByLabel('Chỉ tiêu', { exact: true }).inputValue()).toBe('Điện tiêu thụ');
  });

  it('merges what a colleague changed, and shows both where both wrote', async () => {
    const page = await newOffer();
    await page.getByLabel('Tên', { exact: true }).fill(`Hai người ${mark()}`);
    await saved(page);
    await page.waitForURL(/draft=[0-9a-f-]{36}/u);
    const id = new URL(page.url()).searchParams.get('draft') ?? '';
    const other = await openAs(visit, owner, { path: `/listings/${id}/edit` });
    await other.getByLabel('Tóm tắt', { exact: true }).fill('Tóm tắt của đồng nghiệp');
    await other.getByLabel(/^Đang dùng ở đâu/u).fill('Vân Đồn');
    await saved(other);
    await other.getByText(/Đã lưu/u).waitFor();
    await page.getByLabel('Tóm tắt', { exact: true }).fill('Tóm tắt của tôi');
    const choice = page.getByRole('alert').filter({ hasText: 'Người khác cũng vừa sửa' });
    await choice.waitFor();
    expect(await choice.innerText()).toMatch(/Tóm tắt của tôi[\s\S]*Tóm tắt của đồng nghiệp/u);
    expect(await page.getByLabel(/^Đang dùng ở đâu/u).inputValue()).toBe('Vân Đồn');
    await choice.getByRole('button', { name: 'Giữ bản của tôi' }).click();
    await saved(page);
    await page.reload();
    await page.getByLabel('Tóm tắt', { exact: true }).waitFor();
    expect(await page.getByLabel('Tóm tắt', { exact: true }).inputValue()).toBe('Tóm tắt của tôi');
  });

  it('outlives the end of its session', async () => {
    const page = await newOffer();
    await page.getByLabel('Tên', { exact: true }).fill(`Hết phiên ${mark()}`);
    await saved(page);
    const other = await openAs(visit, owner, { path: '/account' });
    await other.getByRole('button', { name: 'Kết thúc mọi phiên khác' }).click();
    await other.getByText('Đã kết thúc phiên.').waitFor();
    await page.getByLabel('Tóm tắt', { exact: true }).fill('Gõ sau khi hết phiên');
    await page.locator('.save', { hasText: 'Phiên đã hết.' }).waitFor();
    await page.reload();
    await page.getByText('Đăng nhập để viết tiếp').waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Đăng nhập' }).click();
    await page.locator('#email').fill(owner.email);
    await page.locator('#password').fill(owner.password);
    await page.locator('main button[type=submit]').click();
    await page.getByLabel('Tóm tắt', { exact: true }).waitFor();
    expect(await page.getByLabel('Tóm tắt', { exact: true }).inputValue()).toBe('Gõ sau khi hết phiên');
    await saved(page);
  });

  it('keeps what is confidential in its own tab only', async () => {
    const page = await newOffer();
    await page.getByLabel('Tên', { exact: true }).fill(`Kín ${mark()}`);
    await saved(page);
    await page.route('**/api/listings/**', (route) => route.abort());
    await step(page, /Chuyển giao và giá/u);
    await page.getByLabel(/^Khoảng giá từ/u).fill('987654 triệu');
    await page.locator('.save', { hasText: 'Mất kết nối. Đang lưu trên máy này' }).waitFor();
    const kept = (store: 'localStorage' | 'sessionStorage') => page.evaluate((name) => JSON.stringify(globalThis[name]), store);
    await expect.poll(() => kept('sessionStorage')).toContain('987654');
    expect(await kept('localStorage')).not.toContain('987654');
  });
});

describe('a need entered for another organisation', () => {
  it('waits for its consent before anybody reviews it', async () => {
    const farm = await person({ name: `Hợp tác xã Đầm Xanh ${mark()}` });
    const title = `Khử mặn cho đầm ${mark()}`;
    const page = await openAs(visit, owner, { path: '/needs/new' });
    await page.getByLabel('Tên nhu cầu', { exact: true }).fill(title);
    await page.getByLabel('Vấn đề cần giải quyết', { exact: true }).fill('Nước đầm mặn lên quá 20 g/l.');
    await page.getByLabel('Lĩnh vực', { exact: true }).fill('ky thuat moi truong');
    await page
      .getByRole('option', { name: /^Kỹ thuật môi trường/u })
      .first()
      .click();
    await page.getByLabel('Cần xong trước', { exact: true }).fill('31/12/2099');
    await saved(page);
    const before = page.url();
    await page.getByRole('checkbox', { name: /Nhập hộ tổ chức khác/u }).check();
    await page.getByLabel('Tổ chức được nhập hộ').fill(farm.organisation);
    await page.getByRole('option', { name: farm.organisation }).click();
    await page.waitForURL((url) => url.href !== before);
    await saved(page);
    await page.getByText(`Bạn nhập hộ ${farm.organisation}`).waitFor();
    await page.getByRole('button', { name: 'Gửi duyệt' }).click();
    await page.waitForURL('**/workspace');
    await page.getByText('Đã gửi chủ sở hữu xác nhận.').waitFor();

    const desk = await openAs(visit, farm, { path: '/workspace' });
    const waiting = desk.locator('section', { has: desk.getByRole('heading', { name: 'Chờ bạn xác nhận' }) }).first();
    await waiting.getByRole('listitem').filter({ hasText: title }).getByRole('button', { name: 'Xác nhận' }).click();
    const row = desk.getByRole('listitem').filter({ hasText: title });
    await expect.poll(() => row.getByText('Chờ duyệt').count()).toBe(1);
    await expect.poll(() => desk.getByText('Chờ bạn xác nhận').count()).toBe(0);
    await page.reload();
    const entered = page.getByRole('listitem').filter({ hasText: title }).filter({ hasText: 'nhập hộ' });
    await expect.poll(() => entered.getByText('Chờ duyệt').count()).toBe(1);
  });
});
