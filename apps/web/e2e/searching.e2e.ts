import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { overflow, seriousFindings, startBrowser, type Visit } from './support/browser.ts';
import { publish, type Published } from './support/listings.ts';

let visit: Visit;
let published: Published;

beforeAll(async () => {
  published = await publish('Viện Nước Lam Khê', [
    {
      title: { vi: 'Màng điện thẩm tách cho nước nhiễm mặn', en: 'Electrodialysis membrane for brackish water' },
      summary: { vi: 'Hạ độ mặn nước giếng xuống dưới 0,8 g/l.', en: 'Brings the salt of well water below 0.8 g/l.' },
      kind: 'technology',
      trl: 7,
      province: '22',
      region: 'red_river_delta',
      ipStatuses: ['granted'],
      transferModes: ['training'],
    },
    { title: { vi: 'Trạm lọc nước nhiễm mặn chạy pin mặt trời', en: 'Solar station for brackish water' }, kind: 'equipment', trl: 9 },
    {
      side: 'need',
      title: { vi: 'Giếng bơm nước nhiễm mặn vào ao ương tôm', en: 'Well pumps brackish water into a nursery pond' },
      trl: 7,
    },
  ]);
  visit = await startBrowser();
});
afterAll(async () => {
  await visit.close();
  await published.close();
});

describe('searching', () => {
  it('starts with a question, understands it without marks, and says why each record is here', async () => {
    const page = await visit.open('/');
    await page.getByRole('textbox', { name: 'Bạn đang cần giải quyết vấn đề gì?' }).fill('nuoc nhiem man');
    await page.getByRole('button', { name: 'Tìm giải pháp' }).click();
    await page.getByRole('heading', { level: 1, name: '3 kết quả cho “nước nhiễm mặn”' }).waitFor();
    expect(new URL(page.url()).search).toBe('?q=nuoc+nhiem+man');
    const hit = page.getByRole('listitem').filter({ hasText: 'Màng điện thẩm tách' });
    expect(await hit.locator('mark').first().innerText()).toBe('nước nhiễm mặn');
    expect(await hit.innerText()).toContain('tiêu đề: nước nhiễm mặn');
  });

  it('keeps its state in the address, so that back, reload and sharing work', async () => {
    const page = await visit.open('/search?q=nuoc+nhiem+man');
    await page.getByRole('checkbox', { name: /Thiết bị/u }).check();
    await page.getByRole('heading', { level: 1, name: '1 kết quả' }).waitFor();
    expect(new URL(page.url()).searchParams.getAll('kind')).toEqual(['equipment']);
    await page.reload();
    await page.getByRole('button', { name: 'Bỏ lọc Thiết bị' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: '3 kết quả' }).waitFor();
  });

  it('counts offers and needs apart', async () => {
    const page = await visit.open('/search?q=nuoc+nhiem+man');
    const tabs = page.getByRole('navigation', { name: 'Loại bản ghi' });
    await tabs.getByText('Nhu cầu').click();
    await page.getByRole('heading', { level: 1, name: '1 kết quả' }).waitFor();
    expect(await tabs.innerText()).toMatch(/Tất cả\s*3\s*Chào bán\s*2\s*Nhu cầu\s*1/u);
    expect(await page.locator('[aria-current="page"]', { hasText: 'Tất cả' }).count()).toBe(0);
  });

  it('puts two records side by side', async () => {
    const page = await visit.open('/search?q=nuoc+nhiem+man&in=offer');
    const ticks = page.getByRole('checkbox', { name: /^So sánh/u });
    await ticks.nth(0).check();
    await ticks.nth(1).check();
    await page.getByRole('region', { name: 'Khay so sánh' }).getByText('So sánh 2/4').waitFor();
    await page.getByRole('link', { name: 'So sánh cạnh nhau' }).click();
    const table = page.getByRole('table');
    await table.getByRole('columnheader', { name: /Màng điện thẩm tách/u }).waitFor();
    expect(await table.getByRole('columnheader').count()).toBe(3);
    expect(await table.getByRole('row', { name: /Mức sẵn sàng/u }).innerText()).toMatch(/TRL\s7[\s\S]*TRL\s9|TRL\s9[\s\S]*TRL\s7/u);
  });

  it('lets one ask everyone for what only comes close', async () => {
    const page = await visit.open('/search?q=mang+dien+tham+tach+qqzzj');
    await page.getByText('Không niêm yết nào có đủ mọi từ', { exact: false }).waitFor();
    await page.getByRole('link', { name: 'Đăng thành nhu cầu' }).click();
    await page.waitForURL((url) => url.pathname !== '/search');
    expect(decodeURIComponent(page.url().replaceAll('+', ' '))).toContain('qqzzj');
  });

  it('makes a need of a question that nothing answers', async () => {
    const page = await visit.open('/search?q=ep+kho+than+bun+qqzzj');
    await page.getByRole('heading', { level: 1, name: /Chưa có gì khớp/u }).waitFor();
    const problem = page.getByRole('textbox', { name: 'Vấn đề cần giải quyết' });
    const typed = await problem.inputValue();
    expect(typed).toMatch(/qqzzj/u);
    await page.getByRole('button', { name: 'Đăng nhu cầu' }).click();
    await page.waitForURL((url) => url.pathname !== '/search');
    expect(decodeURIComponent(page.url().replaceAll('+', ' '))).toContain(typed);
  });

  it('speaks English under /en, with the text of its owner', async () => {
    const page = await visit.open('/en/search?q=brackish+water&in=offer');
    await page.getByRole('heading', { level: 1, name: '2 results for “brackish water”' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    await page.getByRole('link', { name: 'Electrodialysis membrane for brackish water' }).waitFor();
    await page.getByRole('link', { name: 'VI', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '2 kết quả' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/search');
  });

  it('is reached from anywhere with the slash key', async () => {
    const page = await visit.open('/search');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('mang dien');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/search?q=mang+dien');
    expect(await page.getByRole('combobox', { name: 'Tìm kiếm' }).inputValue()).toBe('mang dien');
  });

  it('completes what is being typed, chosen with the keys, and remembers searches on this device alone', async () => {
    const page = await visit.open('/');
    const box = page.getByRole('textbox', { name: 'Bạn đang cần giải quyết vấn đề gì?' });
    await box.fill('mang dien tham');
    const first = page.getByRole('option', { name: /Màng điện thẩm tách/u });
    await first.waitFor();
    expect(await first.locator('mark').allInnerTexts()).toEqual(['Màng', 'điện', 'thẩm']);
    await box.press('ArrowDown');
    await page.getByRole('option', { selected: true }).waitFor();
    expect(await box.getAttribute('aria-activedescendant')).toBe(await page.getByRole('option', { selected: true }).getAttribute('id'));
    expect(await seriousFindings(page)).toEqual([]);
    await box.press('Escape');
    await first.waitFor({ state: 'detached' });
    await box.press('Enter');
    await page.getByRole('heading', { level: 1, name: /kết quả cho/u }).waitFor();

    const header = page.getByRole('combobox', { name: 'Tìm kiếm' });
    await header.fill('');
    await page.getByRole('option', { name: /mang dien tham/u }).waitFor();
    expect(await header.getAttribute('aria-expanded')).toBe('true');
    await page.getByRole('button', { name: 'Không nhớ nữa' }).click();
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => localStorage.getItem('ketnoi.searches'))).toBeNull();
  });

  it('leads from a completion to the listing it names', async () => {
    const page = await visit.open('/en/search');
    await page.getByRole('heading', { level: 1 }).waitFor();
    const box = page.getByRole('combobox', { name: 'Search' });
    await box.fill('electrodialysis membrane');
    await page.getByRole('option', { name: /Electrodialysis membrane/u }).click();
    await page.getByRole('heading', { level: 1, name: 'Electrodialysis membrane for brackish water' }).waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/en\/listings\//u);
  });

  it('leaves translations out and takes them in again', async () => {
    const page = await visit.open('/search?q=nuoc+nhiem+man');
    const both = page.getByRole('switch', { name: 'Tìm cả bản dịch' });
    await both.uncheck();
    await page.waitForURL((url) => url.searchParams.get('translate') === '0');
    await page.getByText('bản dịch:').waitFor({ state: 'detached' });
    await both.check();
    await page.getByText('bản dịch:').waitFor();
    expect(new URL(page.url()).search).toBe('?q=nuoc+nhiem+man');
  });

  it('leads from a province of before July 2025 to the one of today', async () => {
    const page = await visit.open('/search?q=nuoc+nhiem+man');
    await page.getByRole('button', { name: 'Tìm tỉnh, kể cả tên cũ' }).click();
    await page.getByRole('textbox', { name: 'Tên tỉnh, thành phố, mới hay cũ' }).fill('hai duong');
    await page.getByRole('checkbox', { name: /Hải Phòng · gồm Hải Dương/u }).click();
    await page.getByRole('heading', { level: 1, name: /Chưa có gì khớp/u }).waitFor();
    await page.getByText('Với bộ lọc Hải Phòng.').waitFor();
    expect(new URL(page.url()).searchParams.get('province')).toBe('31');
    await page.goto('/search?q=nuoc+nhiem+man&province=H%E1%BA%A3i+D%C6%B0%C6%A1ng');
    await page.waitForURL((url) => url.searchParams.get('province') === '31');
  });

  it('gives the list to other programs: a feed, a frame', async () => {
    const page = await visit.open('/search?q=nuoc+nhiem+man&kind=equipment', { permissions: ['clipboard-read', 'clipboard-write'] });
    const feed = await page.getByRole('link', { name: 'Nguồn tin Atom' }).getAttribute('href');
    expect(await (await page.request.get(feed ?? '')).text()).toContain('Trạm lọc nước nhiễm mặn chạy pin mặt trời');
    await page.getByRole('button', { name: 'Nhúng danh sách này' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sao chép' }).click();
    await page.getByText('Đã sao chép.').waitFor();
    const snippet = await page.evaluate(() => navigator.clipboard.readText());
    const frame = /src="([^"]+)"/u.exec(snippet)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(await (await page.request.get(frame)).text()).toContain('Trạm lọc nước nhiễm mặn chạy pin mặt trời');
  });

  it('opens its filters as a sheet on a phone', async () => {
    const page = await visit.open('/search?q=nuoc+nhiem+man', { viewport: { width: 390, height: 800 } });
    await page.getByRole('button', { name: 'Lọc' }).click();
    const sheet = page.getByRole('dialog', { name: 'Lọc kết quả' });
    await sheet.getByRole('checkbox', { name: /Công nghệ/u }).check();
    await sheet.getByRole('button', { name: 'Xem 1 kết quả' }).click();
    await page.getByRole('button', { name: 'Bỏ lọc Công nghệ' }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});

describe('the public pages', () => {
  const addresses = ['/', '/search?q=nuoc+nhiem+man', '/search?q=qqzzj+khong+co', '/search?view=compare', '/khong-co-trang-nay'];
  const looks = [
    { width: 1440, colorScheme: 'light' as const },
    { width: 390, colorScheme: 'dark' as const },
    { width: 360, colorScheme: 'light' as const },
  ];

  it.each(addresses.flatMap((address) => [address, `/en${address === '/' ? '' : address}`]))(
    'have no serious finding of axe at %s',
    async (address) => {
      for (const { width, colorScheme } of looks) {
        const page = await visit.open(address, { viewport: { width, height: 900 }, colorScheme });
        await page.waitForLoadState('networkidle');
        expect(await seriousFindings(page), `${width} ${colorScheme}`).toEqual([]);
        expect(await overflow(page), `${width}`).toBe(0);
        await page.context().close();
      }
    },
  );
});
