import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { overflow, seriousFindings, startBrowser, type Visit } from './support/browser.ts';
import { publish, type Published } from './support/listings.ts';

let visit: Visit;
let published: Published;
let offer: string;
let need: string;

const both = (vi: string, en: string) => ({ vi, en });

beforeAll(async () => {
  published = await publish('Trung tâm Giống Đầm Xanh', [
    {
      title: both('Ao ương tuần hoàn cho hàu giống', 'Recirculating nursery for oyster spat'),
      summary: both('Giữ 92% hàu giống sống qua mùa mưa.', 'Keeps 92% of the spat alive through the rains.'),
      trl: 7,
      province: '22',
      region: 'red_river_delta',
      texts: { problem: both('Mưa lớn làm hàu giống chết hàng loạt.', 'Heavy rain kills spat in masses.') },
      values: {
        advantages: [{ metric: both('Tỷ lệ sống', 'Survival'), baseline: both('60%', '60%'), claim: both('92%', '92%') }],
        trlAssessment: { by: 'evaluator', date: '2026-09-12', assessor: 'Hội đồng Bắc Bằng' },
        listCheck: { status: 'encouraged', basis: 'Phụ lục I', checkedBy: 'moderator', date: '2026-09-20' },
      },
      ipStatuses: ['granted'],
      transferModes: ['training'],
    },
    { side: 'need', title: both('Hàu giống chết sau mưa lớn', 'Oyster spat dies after heavy rain'), trl: 7 },
  ]);
  [offer = '', need = ''] = published.ids;
  visit = await startBrowser();
});
afterAll(async () => {
  await visit.close();
  await published.close();
});

describe('a listing', () => {
  it('tells what it is, what it beats, how ready it is and whose it is', async () => {
    const page = await visit.open(`/listings/${offer}`);
    await page.getByRole('heading', { level: 1, name: 'Ao ương tuần hoàn cho hàu giống' }).waitFor();
    expect(await page.title()).toMatch(/^Ao ương tuần hoàn cho hàu giống · Ketnoi/u);
    const row = page.getByRole('row', { name: /Tỷ lệ sống/u });
    expect(await row.innerText()).toMatch(/60%[\s\S]*92%[\s\S]*Chủ sở hữu công bố/u);
    const scale = page.getByRole('list', { name: 'Mức sẵn sàng công nghệ: 7 trên 9' });
    expect(await scale.locator('[aria-current="step"]').innerText()).toContain('Thử nghiệm');
    await page.getByText('Bên thứ ba đánh giá (Hội đồng Bắc Bằng), 12/09/2026').waitFor();
    await page.getByRole('complementary').getByText('Trung tâm Giống Đầm Xanh').waitFor();
    await page.getByText('Công nghệ khuyến khích chuyển giao').first().waitFor();
  });

  it('marks every part with the tier that may see it', async () => {
    const page = await visit.open(`/listings/${offer}`);
    const part = page.locator('section', { has: page.getByRole('heading', { name: 'Vấn đề giải quyết' }) });
    expect(await part.locator('.tier').innerText()).toBe('Công khai');
  });

  it('reads in the other language at its English address', async () => {
    const page = await visit.open(`/listings/${offer}`);
    await page.getByRole('link', { name: 'EN', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Recirculating nursery for oyster spat' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/en/listings/${offer}`);
  });

  it('takes its reader to the beginning of the page, and back to the place in the results', async () => {
    const page = await visit.open('/search?q=hau+giong');
    await page.getByRole('link', { name: 'Ao ương tuần hoàn cho hàu giống' }).click();
    await page.getByRole('heading', { level: 1, name: 'Ao ương tuần hoàn' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: /kết quả cho/u }).waitFor();
  });

  it('gives its link away with one press', async () => {
    const page = await visit.open(`/listings/${offer}`, { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'Sao chép liên kết' }).click();
    await page.getByText('Đã sao chép liên kết.').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
  });

  it('that does not exist says so and shows the ways on', async () => {
    const page = await visit.open('/listings/DEMO-TO-2020-999999');
    await page.getByRole('heading', { level: 1, name: 'Không có gì ở địa chỉ này' }).waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Tìm kiếm' }).click();
    await page.waitForURL('**/search');
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
  });

  it('is read without an effort: axe finds nothing serious, nothing runs over the edge', async () => {
    for (const id of [offer, need]) {
      for (const prefix of ['', '/en']) {
        for (const { width, colorScheme } of [
          { width: 1440, colorScheme: 'dark' as const },
          { width: 360, colorScheme: 'light' as const },
        ]) {
          const page = await visit.open(`${prefix}/listings/${id}`, { viewport: { width, height: 900 }, colorScheme });
          await page.waitForLoadState('networkidle');
          expect(await seriousFindings(page), `${prefix} ${width} ${colorScheme}`).toEqual([]);
          expect(await overflow(page), `${width}`).toBe(0);
          await page.context().close();
        }
      }
    }
  });
});
