import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { overflow, seriousFindings, startBrowser, type Visit } from './support/browser.ts';
import { broker } from './support/brokers.ts';
import { publish, type Published } from './support/listings.ts';
import { mark, openAs, person } from './support/people.ts';

let visit: Visit;
let published: Published;
let wanted: Published;

// Spec files share one market: nobody else's words may be among these.
const OFFER = 'Microbial starter that composts coffee husks in six weeks';
const NEED = `Ủ vỏ cà phê thành phân hữu cơ ${mark()}`;
const english = (text: string) => ({ vi: null, en: text });

beforeAll(async () => {
  published = await publish(`Công ty Chế phẩm Ea Tul ${mark()}`, [
    {
      title: english(OFFER),
      summary: english('Turns coffee husks into organic fertilizer on the farm, without turning the heap and without smell.'),
      texts: { problem: english('Heaps of coffee husks rot slowly, smell and draw flies after the harvest.') },
      keywords: { en: ['composting', 'coffee husk', 'organic fertilizer'] },
      fields: ['207'],
      trl: 8,
      province: '22',
    },
    {
      title: english('Vibration sensors for conveyor bearings in open-pit mines'),
      summary: english('Warns of a failing bearing a week before it stops the belt.'),
      fields: ['203'],
      trl: 9,
    },
  ]);
  wanted = await publish(`Hợp tác xã Cà phê Ea Tul ${mark()}`, [
    {
      side: 'need',
      title: NEED,
      summary: 'Vỏ cà phê chất đống sau vụ, cần ủ nhanh thành phân hữu cơ.',
      texts: { problem: { vi: 'Vỏ cà phê để hai năm mới hoai, bốc mùi và nhiều ruồi.', en: null } },
      fields: ['207'],
      trl: 7,
      province: '22',
    },
  ]);
  visit = await startBrowser();
});
afterAll(async () => {
  await visit.close();
  await published.close();
  await wanted.close();
});

/** The exchange counts its days in Viet Nam. */
const inDays = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' });

const card = (page: Page, title: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) });

async function postNeed(page: Page): Promise<void> {
  await page
    .getByLabel('Vấn đề cần giải quyết', { exact: true })
    .fill('Vo ca phe chat dong sau vu, boc mui. Can u vo ca phe thanh phan huu co.');
  await page.getByLabel('Tên nhu cầu', { exact: true }).fill(`U vo ca phe ${mark()}`);
  await page.getByLabel('Lĩnh vực', { exact: true }).fill('ky thuat moi truong');
  await page
    .getByRole('option', { name: /^Kỹ thuật môi trường/u })
    .first()
    .click();
  await page.getByLabel('Cần xong trước', { exact: true }).fill(inDays(60));
  await page.getByText('Đã đủ mục bắt buộc.').waitFor();
  await page.getByRole('button', { name: 'Gửi duyệt' }).click();
  await page.waitForURL('**/workspace');
}

describe('a need posted in Vietnamese without marks', () => {
  it('leads to an English offer with its reasons, which is dismissed, stays away, and is taken back', async () => {
    const page = await openAs(visit, await person(), { path: '/needs/new' });
    await postNeed(page);
    await page.getByRole('button', { name: 'Xem giải pháp phù hợp' }).click();
    const offer = card(page, OFFER);
    await offer.waitFor();
    expect(await offer.locator('.bars').innerText()).toMatch(/Từ trùng\s+\+\d/u);
    expect(await offer.locator('.tie mark').count()).toBeGreaterThan(1);
    await offer.getByText(/^Các phần cộng lại thành \d/u).waitFor();
    expect(await seriousFindings(page)).toEqual([]);

    await offer.getByRole('button', { name: /^Không phải cái này vì/u }).click();
    await offer.getByRole('button', { name: 'Gửi và ẩn' }).click();
    await offer.getByText('Chọn một lý do.').waitFor();
    await offer.getByRole('radio', { name: 'Giá hoặc điều khoản' }).check();
    await offer.getByRole('button', { name: 'Gửi và ẩn' }).click();
    await page.getByText(`Đã ẩn “${OFFER}”`).waitFor();
    await expect.poll(() => offer.count()).toBe(0);

    await page.reload();
    await page.getByText('Bạn đã ẩn 1 kết quả').click();
    await page.getByText('Giá hoặc điều khoản').waitFor();
    expect(await offer.count()).toBe(0);
    await page.getByRole('button', { name: `Hiện lại: ${OFFER}` }).click();
    await offer.waitFor();
  });
});

describe('the question box', () => {
  it('answers by meaning, keeps the text out of the address and the device, and posts it as a need', async () => {
    const text = `vo ca phe chat dong ${mark()}, can u thanh phan huu co`;
    const page = await visit.open('/', { viewport: { width: 390, height: 844 } });
    await page.getByRole('textbox', { name: 'Bạn đang cần giải quyết vấn đề gì?' }).fill(text);
    await page.getByRole('link', { name: 'Ghép theo nghĩa' }).click();
    await card(page, OFFER).waitFor();
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/match');
    const kept = await page.evaluate(() =>
      JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), window.history.state]),
    );
    expect(kept).not.toContain('chat dong');
    expect(
      await card(page, OFFER)
        .getByRole('button', { name: /Không phải cái này/u })
        .count(),
    ).toBe(0);
    expect(await overflow(page)).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Đăng thành nhu cầu' }).click();
    await page.getByLabel('Vấn đề cần giải quyết', { exact: true }).waitFor();
    expect(await page.getByLabel('Vấn đề cần giải quyết', { exact: true }).inputValue()).toBe(text);
    expect(page.url()).not.toContain('dong');
  });
});

describe('a broker', () => {
  it('works through the queue by keyboard: takes, rejects with a reason, undoes', async () => {
    const page = await openAs(visit, await broker(), { path: '/broker' });
    const named = (name: string) => ({ has: page.getByRole('link', { name, exact: true }) });
    const pair = page.locator('.q-row').filter(named(NEED)).filter(named(OFFER));
    await expect
      .poll(
        async () => {
          await page.reload();
          await page.getByRole('heading', { name: /^Cặp được gợi ý/u }).waitFor();
          await page.locator('.queue, .empty').waitFor();
          return pair.count();
        },
        { timeout: 40_000, interval: 1000 },
      )
      .toBe(1);
    const chosen = page.locator('.q-row.now');
    const isIt = async (): Promise<boolean> => (await chosen.and(pair).count()) === 1;
    const goTo = async (): Promise<void> => {
      await page.keyboard.press('j');
      for (let step = 0; step < 30 && !(await isIt()); step += 1) await page.keyboard.press('j');
    };
    await goTo();
    expect(await isIt()).toBe(true);
    await page.keyboard.press('r');
    await page.getByRole('radio', { name: /Giá và ngân sách xa nhau/u }).waitFor();
    await page.keyboard.press('3');
    await page.keyboard.press('Enter');
    await page.getByText(`Đã bỏ: ${NEED}`).waitFor();
    await expect.poll(() => pair.count()).toBe(0);
    await page.keyboard.press('u');
    await pair.waitFor();
    await page.reload();
    await pair.waitFor();
    await goTo();
    await page.keyboard.press('a');
    await page.getByText(`Đã nhận: ${NEED}`).waitFor();
    await page.getByRole('link', { name: 'Đã nhận' }).click();
    await pair.waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Phím tắt của bàn môi giới' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('is who the queue is for', async () => {
    const page = await openAs(visit, await person(), { path: '/broker' });
    await page.getByText('Trang này dành cho tổ chức môi giới đã được xác minh').waitFor();
    expect(await page.locator('.queue').count()).toBe(0);
  });
});

describe('the account of the method', () => {
  it('stands in the served page and in the client in both languages', async () => {
    const page = await visit.open('/en/about/matching');
    await page.getByRole('heading', { level: 1, name: 'How matches are found and scored' }).waitFor();
    expect(await page.getByRole('row', { name: /^Question in Vietnamese/u }).innerText()).toMatch(/0\.\d{3}/u);
    expect(await seriousFindings(page)).toEqual([]);
    const served = await (await page.request.get('/about/matching')).text();
    expect(served).toContain('Sàn ghép và chấm điểm như thế nào');
    expect(served).toContain('Không phải lời khuyên');
  });
});
