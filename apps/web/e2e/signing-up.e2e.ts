import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { startBrowser, type Visit } from './support/browser.ts';
import { linkIn } from './support/letters.ts';
import { mark, openAs, PASSWORD, person } from './support/people.ts';

let visit: Visit;

beforeAll(async () => {
  visit = await startBrowser();
});
afterAll(() => visit.close());

async function fillRegister(page: Page, { name, email }: { name: string; email: string }): Promise<void> {
  await page.locator('[id="organisation.typeCode"]').selectOption('research_institute');
  await page.locator('[id="organisation.legalName"]').fill(name);
  await page.locator('[id="organisation.provinceCode"]').selectOption('22');
  await page.locator('[id="owner.fullName"]').fill('Đàm Vân Khê');
  await page.locator('[id="owner.email"]').fill(email);
  await page.locator('[id="owner.password"]').fill(PASSWORD);
}

describe('signing up an organisation', () => {
  it('takes one page; the letter confirms the address', async () => {
    const [name, email] = [`Viện Nước ${mark()}`, `ky-${mark()}@example.org`];
    const page = await visit.open('/register');
    await fillRegister(page, { name, email });
    expect(await page.locator('#acceptedTerms').isChecked()).toBe(false);
    await page.locator('#acceptedTerms').check();
    await page.getByRole('button', { name: 'Đăng ký tổ chức' }).click();
    await page.getByRole('heading', { level: 1, name: 'Tổ chức đã có trên sàn' }).waitFor();
    await page.getByRole('link', { name: 'Vào việc của tôi' }).click();
    await page.getByText(`Địa chỉ ${email} chưa được xác nhận`).waitFor();
    await page.goto(await linkIn(page, email, 'verify-email'));
    await page.getByRole('button', { name: 'Xác nhận địa chỉ' }).click();
    await page.getByText(`Đã xác nhận ${email}`).waitFor();
    await page.getByRole('link', { name: 'Vào việc của tôi' }).click();
    await page.getByRole('heading', { level: 1, name: 'Việc của tôi' }).waitFor();
    expect(await page.getByText('chưa được xác nhận').count()).toBe(0);
  });

  it('says at each field what to put right, and loses nothing typed', async () => {
    const page = await visit.open('/en/register');
    await page.getByRole('button', { name: 'Register the organisation' }).click();
    await page.getByText(/things to put right/u).waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('organisation.typeCode');
    await fillRegister(page, { name: 'Lam Khe Water Institute', email: 'not an address' });
    await page.locator('[id="organisation.taxCode"]').fill('0101234567');
    await page.getByText('The tenth digit does not fit: it should be 5.').waitFor();
    await page.getByRole('button', { name: 'keep it, the certificate says so' }).click();
    await page.getByText('Kept as on the certificate').waitFor();
    await page.locator('[id="owner.password"]').fill('1234567890');
    await page.getByText('very easy to guess').waitFor();
    await page.locator('[id="owner.email"]').fill(`pw-${mark()}@example.org`);
    await page.locator('#acceptedTerms').check();
    await page.getByRole('button', { name: 'Register the organisation' }).click();
    await page.getByRole('alert').getByRole('button', { name: 'Password' }).waitFor();
    expect(await page.locator('[id="organisation.legalName"]').inputValue()).toBe('Lam Khe Water Institute');
    expect(await page.locator('[id="owner.password"]').getAttribute('aria-invalid')).toBe('true');
    await page.reload();
    await page.locator('[id="organisation.legalName"]').waitFor();
    expect(await page.locator('[id="organisation.legalName"]').inputValue()).toBe('Lam Khe Water Institute');
    expect(await page.locator('[id="owner.password"]').inputValue()).toBe('');
  });
});

describe('a member', () => {
  it('signs in, is sent only to pages of this site, and signs out', async () => {
    const who = await person();
    const page = await visit.open('/login?returnTo=//evil.example/x');
    await page.locator('#email').fill(who.email);
    await page.locator('#password').fill('sai mật khẩu rồi');
    await page.locator('main button[type=submit]').click();
    await page.getByText('Thư điện tử hoặc mật khẩu không đúng.').waitFor();
    expect(await page.locator('#email').inputValue()).toBe(who.email);
    await page.locator('#password').fill(who.password);
    await page.locator('main button[type=submit]').click();
    await page.waitForURL('**/workspace');
    await page.getByRole('button', { name: new RegExp(who.organisation, 'u') }).click();
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.waitForURL((url) => url.pathname === '/');
    await page.getByRole('banner').getByRole('link', { name: 'Đăng nhập' }).waitFor();
    await page.goto('/workspace');
    await page.getByRole('main').getByText('Đăng nhập để tiếp tục').waitFor();
  });

  it('invites a colleague, who joins with a new account in English', async () => {
    const owner = await person();
    const guest = `khach-${mark()}@example.org`;
    const page = await openAs(visit, owner, { path: '/account' });
    await page.getByLabel('Thư điện tử của người được mời').fill(guest);
    await page.getByRole('button', { name: 'Gửi lời mời' }).click();
    await page.getByText(`Đã gửi lời mời tới ${guest}`).waitFor();
    const invitation = await linkIn(page, guest, 'invite');
    const other = await visit.open(`/en${invitation.replace(/^\/en/u, '')}`);
    await other.getByRole('heading', { level: 1, name: `Invitation to join ${owner.organisation}` }).waitFor();
    await other.getByLabel('Full name').fill('Kieu An');
    await other.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await other.locator('#acceptedTerms').check();
    await other.getByRole('button', { name: 'Make an account and accept' }).click();
    await other.waitForURL('**/en/workspace');
    await other.getByText(owner.organisation).first().waitFor();
    await page.reload();
    const row = page.getByRole('row', { name: /Kieu An/u });
    await row.waitFor();
    expect(await row.getByRole('combobox').inputValue()).toBe('editor');
  });

  it('sets a new password by letter', async () => {
    const who = await person();
    const page = await visit.open('/login');
    await page.getByRole('link', { name: 'Quên mật khẩu?' }).click();
    await page.getByRole('heading', { level: 1, name: 'Đặt lại mật khẩu' }).waitFor();
    await page.getByLabel('Thư điện tử').fill(who.email);
    await page.getByRole('button', { name: 'Gửi liên kết' }).click();
    await page.getByText('thư đã được gửi').waitFor();
    await page.goto(await linkIn(page, who.email, 'reset-password'));
    await page.getByLabel('Mật khẩu mới').fill('sóng biếc đồi thông 7');
    await page.getByRole('button', { name: 'Đặt mật khẩu mới' }).click();
    await page.waitForURL('**/login');
    const again = await openAs(visit, { ...who, password: 'sóng biếc đồi thông 7' }, { path: '/account' });
    await again.getByText('phiên này').waitFor();
    expect(await again.getByRole('button', { name: /^Kết thúc phiên/u }).count()).toBe(0);
  });
});
