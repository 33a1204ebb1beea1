import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { startBrowser, type Visit } from './support/browser.ts';
import { handIn } from './support/api.ts';
import { saved, step } from './support/offer-form.ts';
import { openAs, person, type Person } from './support/people.ts';

let visit: Visit;
let owner: Person;
let moderator: Person;

beforeAll(async () => {
  [owner, moderator] = [await person(), await person({ moderator: true })];
  visit = await startBrowser();
});
afterAll(() => visit.close());

const workspace = (who: Person): Promise<Page> => openAs(visit, who, { path: '/workspace' });

describe('a moderator', () => {
  it('returns a listing with findings; its owner finds them at their fields, corrects and hands it in again', async () => {
    const { title } = await handIn(owner);
    const desk = await openAs(visit, moderator, { path: '/review' });
    await desk.getByRole('link', { name: title }).click();
    await desk.getByRole('heading', { level: 2, name: title }).waitFor();
    await desk.keyboard.press('r');
    await desk.getByRole('button', { name: 'Trả lại' }).last().click();
    await desk.getByText('Chọn ít nhất một điểm cần sửa.').waitFor();
    await desk.getByRole('checkbox', { name: 'Bằng chứng yếu' }).check();
    await desk.getByLabel('Ở mục').selectOption('advantages');
    await desk.getByLabel('Lời nhắn cho bên gửi').fill('Thêm biên bản đo.');
    await desk.getByRole('button', { name: 'Trả lại' }).last().click();
    await desk.getByText('Đã trả lại').waitFor();

    const page = await workspace(owner);
    const row = page.getByRole('listitem').filter({ hasText: title });
    await row.getByText('Trả lại', { exact: true }).waitFor();
    await row.getByRole('link', { name: 'Viết tiếp' }).click();
    await page.getByText('Người duyệt trả lại').waitFor();
    await page.getByText('Thêm biên bản đo.').waitFor();
    await page.locator('.note').getByRole('button', { name: 'So với cách đang dùng' }).click();
    await page.getByLabel('Bằng chứng', { exact: true }).fill('Biên bản 14/08/2026');
    await saved(page);
    await step(page, /Kiểm tra và gửi duyệt/u);
    await page.getByRole('button', { name: 'Gửi duyệt' }).click();
    await page.waitForURL('**/workspace');
    await expect.poll(() => row.getByText('Chờ duyệt').count()).toBe(1);
  });

  it('sees of a next version what is different, and enters an own finding on the lists', async () => {
    const { title } = await handIn(owner);
    const desk = await openAs(visit, moderator, { path: '/en/review' });
    await desk.getByRole('link', { name: title }).click();
    await desk.getByRole('radio', { name: 'Technology encouraged for transfer' }).check();
    await desk.getByRole('button', { name: 'Publish' }).last().click();
    await desk.getByText('Give the basis of your finding.').waitFor();
    await desk.getByLabel('Basis').fill('Decree 76/2018/NĐ-CP, annex I, item 45');
    await desk.getByRole('button', { name: 'Publish' }).last().click();
    await desk.getByText('Published.').waitFor();

    const page = await workspace(owner);
    await page.getByRole('listitem').filter({ hasText: title }).getByRole('link', { name: 'Sửa' }).click();
    await page.getByText('Bản đang công bố vẫn hiện.').waitFor();
    await page.getByLabel('Tóm tắt', { exact: true }).fill('Hạ độ mặn nước giếng xuống dưới 0,5 g/l với 1,1 kWh/m³.');
    await saved(page);
    await step(page, /Kiểm tra và gửi duyệt/u);
    await page.getByRole('button', { name: 'Gửi duyệt' }).click();
    await page.waitForURL('**/workspace');

    await desk.goto('/en/review');
    await desk.getByRole('link', { name: title }).click();
    await desk.getByRole('button', { name: 'Against the published version' }).click();
    const change = desk.getByRole('listitem').filter({ hasText: 'Summary (vi)' });
    expect(await change.locator('del').innerText()).toContain('0,8');
    expect(await change.locator('ins').innerText()).toContain('0,5');
  });

  it('does not decide on a listing of the own organisation', async () => {
    const { title } = await handIn(moderator);
    const desk = await openAs(visit, moderator, { path: '/review' });
    const task = desk.getByRole('listitem').filter({ hasText: title });
    await task.getByText('Tổ chức của bạn: người khác duyệt').waitFor();
    await task.getByRole('link', { name: title }).click();
    await desk.getByRole('heading', { level: 2, name: title }).waitFor();
    expect(await desk.getByRole('button', { name: 'Công bố' }).count()).toBe(0);
  });

  it('is who the queue is for: others are told so', async () => {
    const page = await openAs(visit, owner, { path: '/review' });
    await page.getByText('Trang này dành cho người duyệt của sàn').waitFor();
    const visitor = await visit.open('/review');
    await visitor.getByText('Đăng nhập để tiếp tục').waitFor();
    expect(await visitor.locator('.tasks').count()).toBe(0);
  });
});

describe('the owner of a published listing', () => {
  it('holds it, shows it again, and retracts it with a notice in both languages', async () => {
    const { title } = await handIn(owner);
    const desk = await openAs(visit, moderator, { path: '/review' });
    await desk.getByRole('link', { name: title }).click();
    await desk.getByRole('button', { name: 'Công bố' }).last().click();
    await desk.getByText('Đã công bố.').waitFor();
    const page = await workspace(owner);
    const row = page.getByRole('listitem').filter({ hasText: title });
    await row.getByRole('button', { name: `Việc khác với ${title}` }).click();
    await row.getByRole('button', { name: 'Tạm ẩn' }).click();
    await row.getByText('Tạm ẩn', { exact: true }).first().waitFor();
    await row.getByRole('button', { name: 'Hiện lại' }).click();
    await row.getByText('Đang công bố').waitFor();
    await row.getByRole('button', { name: `Việc khác với ${title}` }).click();
    await row.getByRole('button', { name: 'Thu hồi' }).click();
    await row.getByRole('button', { name: 'Thu hồi' }).last().click();
    await row.getByText('Điền mục này.').first().waitFor();
    await row.getByLabel('Thông báo bằng tiếng Việt').fill('Số liệu đo sai.');
    await row.getByLabel('Thông báo bằng tiếng Anh').fill('The measurements were wrong.');
    await row.getByRole('button', { name: 'Thu hồi' }).last().click();
    await row.getByText('Đã thu hồi', { exact: true }).waitFor();
    await row.getByText('Số liệu đo sai.').waitFor();
    expect(await row.getByRole('button').count()).toBe(0);
  });
});
