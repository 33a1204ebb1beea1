import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrowser, type Visit } from './support/browser.ts';
import { saved } from './support/offer-form.ts';
import { mark, openAs, PASSWORD, person } from './support/people.ts';

let visit: Visit;

beforeAll(async () => {
  visit = await startBrowser();
});
afterAll(() => visit.close());

/** The exchange counts its days in Viet Nam, where a day begins while it is evening in UTC. */
const inDays = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' });

describe('a need', () => {
  it('begun by a visitor in the question box is still there after signing up', async () => {
    const problem = `Nước giếng nhiễm mặn ${mark()}, mỗi ngày chở 40 m³ nước ngọt`;
    const page = await visit.open('/');
    await page.getByRole('textbox', { name: 'Bạn đang cần giải quyết vấn đề gì?' }).fill(problem);
    await page.getByRole('main').getByRole('link', { name: 'Đăng nhu cầu' }).first().click();
    await page.getByLabel('Vấn đề cần giải quyết', { exact: true }).waitFor();
    expect(await page.getByLabel('Vấn đề cần giải quyết', { exact: true }).inputValue()).toBe(problem);
    await page.getByLabel('Tên nhu cầu', { exact: true }).fill('Khử mặn cho trại giống');
    await page.locator('.save', { hasText: 'Đang lưu trên máy này. Đăng ký hoặc đăng nhập' }).waitFor();
    await page.getByRole('link', { name: 'Đăng ký tổ chức' }).last().click();
    await page.locator('[id="organisation.typeCode"]').selectOption('cooperative');
    await page.locator('[id="organisation.legalName"]').fill(`Hợp tác xã ${mark()}`);
    await page.locator('[id="organisation.provinceCode"]').selectOption('22');
    await page.locator('[id="owner.fullName"]').fill('Trần Văn Biển');
    await page.locator('[id="owner.email"]').fill(`htx-${mark()}@example.org`);
    await page.locator('[id="owner.password"]').fill(PASSWORD);
    await page.locator('#acceptedTerms').check();
    await page.getByRole('button', { name: 'Đăng ký tổ chức' }).click();
    await page.getByRole('button', { name: 'Làm tiếp việc đang dở' }).click();
    await page.getByLabel('Tên nhu cầu', { exact: true }).waitFor();
    expect(await page.getByLabel('Vấn đề cần giải quyết', { exact: true }).inputValue()).toBe(problem);
    expect(await page.getByLabel('Tên nhu cầu', { exact: true }).inputValue()).toBe('Khử mặn cho trại giống');
    await saved(page);
    await page.getByText(/^Quảng Ninh, theo Hợp tác xã/u).waitFor();
    expect(await page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('ketnoi.draft.')))).toEqual([]);
  });

  it('takes five answers, in English too', async () => {
    const page = await openAs(visit, await person(), { path: '/en/needs/new' });
    const title = `Desalt well water ${mark()}`;
    await page.getByLabel('The problem to solve', { exact: true }).fill('Well water turns salty from February to May.');
    await page.getByLabel('Title of the need', { exact: true }).fill(title);
    await page.getByLabel('Field', { exact: true }).fill('environmental');
    await page
      .getByRole('option', { name: /Environmental/u })
      .first()
      .click();
    await page.getByLabel('Needed by', { exact: true }).fill(inDays(60));
    await page.getByText(/60 days left/u).waitFor();
    await page.getByText('Everything required is there.').waitFor();
    await page.getByRole('button', { name: 'Hand in' }).click();
    await page.waitForURL('**/en/workspace');
    const row = page.getByRole('listitem').filter({ hasText: title });
    await expect.poll(() => row.getByText('In review').count()).toBe(1);
  });

  it('refuses an end that has passed, at its field', async () => {
    const page = await openAs(visit, await person(), { path: '/needs/new' });
    await page.getByLabel('Tên nhu cầu', { exact: true }).fill(`Quá hạn ${mark()}`);
    await page.getByLabel('Vấn đề cần giải quyết', { exact: true }).fill('Bùn ao tôm cần xử lý.');
    await page.getByLabel('Lĩnh vực', { exact: true }).fill('ky thuat moi truong');
    await page
      .getByRole('option', { name: /^Kỹ thuật môi trường/u })
      .first()
      .click();
    await page.getByLabel('Cần xong trước', { exact: true }).fill('31/1/2020');
    await page.getByText(/đã qua/u).waitFor();
    await saved(page);
    await page.getByRole('button', { name: 'Gửi duyệt' }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'Ngày kết thúc đã qua' });
    await alert.getByRole('button', { name: 'Cần xong trước' }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('f-endsOn');
    expect(await page.locator('#f-endsOn').getAttribute('aria-invalid')).toBe('true');
    await page.locator('#f-endsOn').fill(inDays(90));
    expect(await page.locator('#f-endsOn').getAttribute('aria-invalid')).toBeNull();
  });
});
