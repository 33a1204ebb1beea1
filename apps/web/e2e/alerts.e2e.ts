import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { handIn, publishHandedIn } from './support/api.ts';
import { overflow, seriousFindings, startBrowser, type Visit } from './support/browser.ts';
import { linkIn, sendDueLetters } from './support/letters.ts';
import { openAs, person, type Person } from './support/people.ts';

let visit: Visit;
let seeker: Person;

beforeAll(async () => {
  visit = await startBrowser();
  seeker = await person();
});
afterAll(() => visit.close());

async function signIn(page: Page, who: Person): Promise<void> {
  await page.locator('#email').fill(who.email);
  await page.locator('#password').fill(who.password);
  await page.locator('main button[type=submit]').click();
}

const listed = async (page: Page, name: string) => {
  const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) });
  await row.waitFor();
  return row;
};

describe('a saved search', () => {
  it('is asked to sign in first, and comes back with what was filled in', async () => {
    const page = await visit.open('/search?q=tram+loc+nuoc+gieng&trlMin=5');
    await page.getByRole('link', { name: /Lưu cảnh báo|Tạo cảnh báo/u }).click();
    const form = page.getByRole('dialog', { name: 'Lưu tìm kiếm này' });
    await form.getByLabel('Tên', { exact: true }).fill('Nước giếng cho trại tôm');
    await form.getByRole('radio', { name: 'Ngay khi có' }).check();
    await form.getByRole('link', { name: 'Đăng nhập để lưu' }).click();
    await page.waitForURL('**/login?**');
    await signIn(page, seeker);
    await form.waitFor();
    expect(await form.getByLabel('Tên', { exact: true }).inputValue()).toBe('Nước giếng cho trại tôm');
    expect(await form.getByRole('radio', { name: 'Ngay khi có' }).isChecked()).toBe(true);
    await form.getByRole('button', { name: 'Lưu', exact: true }).click();
    await form.getByText('Đã lưu.').waitFor();
    await form.getByRole('link', { name: 'Xem tìm kiếm đã lưu' }).click();
    const row = await listed(page, 'Nước giếng cho trại tôm');
    expect(await row.innerText()).toMatch(/“tram loc nuoc gieng” · TRL từ 5/u);
  });

  it('shows what it found, marks it seen, and ends by the link of its letter', async () => {
    const [owner, moderator] = [await person(), await person({ moderator: true })];
    const { id, title } = await handIn(owner);
    await publishHandedIn(moderator, id);
    const page = await openAs(visit, seeker, { path: '/workspace/alerts' });
    const row = await listed(page, 'Nước giếng cho trại tôm');
    // Other specs publish listings that this search finds too: that there is news, and this one among it, is what counts.
    const news = row.getByText(/^\d+ mới$/u);
    await expect.poll(() => reloaded(page, () => news.count()), { timeout: 30_000 }).toBe(1);
    await row.getByRole('button', { name: /^Đã tìm thấy/u }).click();
    await row.getByRole('link', { name: title }).waitFor();
    await row.getByRole('button', { name: 'Đánh dấu đã xem hết' }).click();
    await news.waitFor({ state: 'detached' });
    await row.getByRole('button', { name: /^Thử/u }).click();
    await row.getByText(/sẽ báo \d+/u).waitFor();

    await sendDueLetters();
    const stop = await linkIn(page, seeker.email, 'unsubscribe');
    const other = await visit.open(stop);
    await other.getByRole('button', { name: 'Ngừng gửi thư' }).click();
    await other.getByText(/^Xong\./u).waitFor();
    await page.reload();
    await row.getByText('Đã ngừng từ liên kết trong thư').waitFor();
  });

  it('changes its rhythm, rests, goes on, takes another name and is deleted, in English', async () => {
    const who = await person();
    const page = await openAs(visit, who, { path: '/en/search?q=brackish+water&save=1' });
    const form = page.getByRole('dialog', { name: 'Save this search' });
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    await form.getByRole('link', { name: 'See saved searches' }).click();
    const row = await listed(page, 'brackish water');
    const rhythm = row.getByRole('combobox', { name: /^How often/u });
    await rhythm.selectOption('weekly');
    await expect.poll(() => rhythm.isEnabled()).toBe(true);
    expect(await rhythm.inputValue()).toBe('weekly');
    await row.getByRole('button', { name: /^Pause/u }).click();
    await row.getByText('Paused', { exact: true }).waitFor();
    await row.getByRole('button', { name: /^Resume/u }).click();
    await row.getByText('Paused', { exact: true }).waitFor({ state: 'detached' });
    await row.getByRole('button', { name: /^Edit/u }).click();
    await row.getByLabel('Name').fill('');
    await row.getByRole('button', { name: 'Save changes' }).click();
    await row.getByText('Give it a name to know it by.').waitFor();
    await row.getByLabel('Name').fill('Wells');
    await row.getByRole('button', { name: 'Save changes' }).click();
    const renamed = await listed(page, 'Wells');
    expect(await renamed.getByRole('combobox').inputValue()).toBe('weekly');
    await renamed.getByRole('button', { name: /^Delete/u }).click();
    await renamed.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('No saved search yet').waitFor();
  });

  it('is read without an effort: axe finds nothing serious, nothing runs over the edge', async () => {
    const found: string[] = [];
    for (const { prefix, width, colorScheme } of [
      { prefix: '', width: 390, colorScheme: 'dark' as const },
      { prefix: '/en', width: 1440, colorScheme: 'light' as const },
    ]) {
      const browser = { viewport: { width, height: 900 }, colorScheme };
      const page = await openAs(visit, seeker, { path: `${prefix}/workspace/alerts`, browser });
      await page.getByRole('combobox').last().waitFor();
      for (const path of ['', '/search?q=nuoc&save=1', '/unsubscribe/khong-dung']) {
        if (path !== '') await page.goto(`${prefix}${path}`);
        await page.getByRole(path === '/search?q=nuoc&save=1' ? 'dialog' : 'main').waitFor();
        await expect.poll(() => page.locator('[aria-busy="true"]').count()).toBe(0);
        const serious = (await seriousFindings(page)).map((one) => `${one.id} at ${one.where}`);
        const beyond = await overflow(page);
        if (beyond > 0) serious.push(`${String(beyond)} px over the edge`);
        found.push(...serious.map((one) => `${prefix}${path} ${String(width)}: ${one}`));
      }
      await page.context().close();
    }
    expect(found).toEqual([]);
  });
});

async function reloaded(page: Page, look: () => Promise<number>): Promise<number> {
  await page.reload();
  await page.getByRole('heading', { level: 3 }).first().waitFor();
  return look();
}
