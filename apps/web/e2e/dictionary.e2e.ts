import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { overflow, seriousFindings, startBrowser, type Visit } from './support/browser.ts';
import { openAs, person, type Person } from './support/people.ts';

let visit: Visit;
let keeper: Person;

beforeAll(async () => {
  keeper = await person({ moderator: true });
  visit = await startBrowser();
});
afterAll(() => visit.close());

describe('a keeper of the dictionary', () => {
  it('sees that a word of a sentence is not known, adds it, and sees the sentence understood', async () => {
    const page = await openAs(visit, keeper, { path: '/operator/dictionary', browser: { viewport: { width: 390, height: 844 } } });
    await page.getByLabel('Câu cần thử').fill('Ướp cá trong khạp');
    await page.getByRole('button', { name: 'Thêm nghĩa: khạp' }).click();
    const form = page.getByRole('form', { name: 'Thêm mục từ' });
    await form.getByText('chưa bảng nào biết từ này').waitFor();
    await form.getByRole('button', { name: 'Lưu' }).click();
    await form.getByText('Hãy ghi nghĩa').waitFor();
    await form.getByLabel('Nghĩa tiếng Anh').fill('large earthen jar\n\nclay jar');
    expect([await seriousFindings(page), await overflow(page)]).toEqual([[], 0]);
    await form.getByRole('button', { name: 'Lưu' }).click();
    const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'khạp' }) });
    await row.getByText('large earthen jar; clay jar').waitFor();
    await page.getByText('từ điển của sàn', { exact: true }).waitFor();
    await row.getByRole('button', { name: 'Rút: khạp' }).click();
    await row.getByRole('button', { name: 'Rút', exact: true }).click();
    await page.getByRole('button', { name: 'Thêm nghĩa: khạp' }).waitFor();
  });
});
