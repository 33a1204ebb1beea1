import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { overflow, seriousFindings, startBrowser, type Visit } from './support/browser.ts';
import { publish, type Published } from './support/listings.ts';

let visit: Visit;
let published: Published;
const both = (vi: string, en: string) => ({ vi, en });

beforeAll(async () => {
  published = await publish('Trạm Nấm Linh Đỏ', [
    { title: both('Nhà nấm giữ ẩm bằng sương siêu âm', 'Mushroom house kept moist by ultrasonic mist'), trl: 7, province: '22' },
    { side: 'need', title: both('Cần cách giữ nấm tươi bảy ngày', 'Keep mushrooms fresh for seven days'), trl: 5 },
  ]);
  visit = await startBrowser();
});
afterAll(async () => {
  await visit.close();
  await published.close();
});

/** A page of another site; a real one, since a browser lets no page that came from nowhere into the local network. */
async function partnerSite(body: string): Promise<{ address: string; close: () => Promise<void> }> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8').end(`<!doctype html>${body}`);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await once(server.close(), 'close');
  };
  return { address: `http://127.0.0.1:${port}/`, close };
}

describe('the list on the page of another site', () => {
  it.each([
    ['light', '/embed/listings?q=nấm', 'Nhà nấm giữ ẩm bằng sương siêu âm'],
    ['dark', '/en/embed/listings?q=mushroom', 'Mushroom house kept moist by ultrasonic mist'],
    ['dark', '/embed/listings?q=khongcogi', 'Chưa có niêm yết nào khớp'],
    ['light', '/en/embed?q=mushroom', 'Put this list on a page of yours'],
  ] as const)('reads well, %s, on the narrowest phone too: %s', async (colorScheme, path, heading) => {
    const page = await visit.open(path, { colorScheme, viewport: { width: 320, height: 640 }, javaScriptEnabled: false });
    await page.getByRole('heading', { name: heading }).waitFor();
    expect(await overflow(page)).toBe(0);
    const other = await visit.open(path, { colorScheme });
    expect(await seriousFindings(other)).toEqual([]);
    const paper = await other.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(paper).toBe(colorScheme === 'dark' ? 'rgb(16, 20, 21)' : 'rgb(245, 246, 244)');
  });

  it('is shown in a frame there, and opens its listings beside that page; no other page of ours is', async () => {
    const frame = (path: string): string => `<iframe src="${inject('address')}${path}" width="600" height="640"></iframe>`;
    const partner = await partnerSite(`${frame('/embed/listings?q=nấm')}${frame('/search')}`);
    const context = await visit.browser.newContext();
    const page = await context.newPage();
    await page.goto(partner.address);
    const link = page.frameLocator('iframe >> nth=0').getByRole('link', { name: 'Nhà nấm giữ ẩm bằng sương siêu âm' });
    await link.waitFor();
    expect([await link.getAttribute('target'), await link.getAttribute('rel')]).toEqual(['_blank', 'noopener']);
    expect(await page.frameLocator('iframe >> nth=1').getByRole('textbox').count()).toBe(0);
    expect(page.frames().map((one) => new URL(one.url()).protocol)).toEqual(['http:', 'http:', 'chrome-error:']);
    await context.close();
    await partner.close();
  });
});
