import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { inject } from 'vitest';

export type Visit = {
  browser: Browser;
  open: (path: string, options?: BrowserContextOptions) => Promise<Page>;
  close: () => Promise<void>;
};

/** A Chromium that looks at the real product. Anything the page's console calls an error (a refused script, an exception) fails the spec. */
export async function startBrowser(): Promise<Visit> {
  const { executablePath, args, env } = inject('browser');
  const browser = await chromium.launch({ executablePath, args, env });
  const complaints: string[] = [];
  const open = async (path: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({ baseURL: inject('address'), viewport: { width: 1440, height: 900 }, ...options });
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(`${path}: ${error.message}`));
    page.on('console', (line) => {
      if (line.type() === 'error' && !line.text().startsWith('Failed to load resource')) complaints.push(`${path}: ${line.text()}`);
    });
    await page.goto(path);
    return page;
  };
  const close = async (): Promise<void> => {
    await browser.close();
    if (complaints.length > 0) throw new Error(`the browser complained:\n${complaints.join('\n')}`);
  };
  return { browser, open, close };
}

type Finding = { id: string; impact: string; where: string };

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RUN = `axe.run(document, { resultTypes: ['violations'] }).then((result) => JSON.stringify(result.violations.map((one) =>
  ({ id: one.id, impact: one.impact, where: one.nodes.map((node) => node.target.join(' ')).join(', ') }))))`;

/** What axe finds serious on a page. It is injected below the page's policy, which rightly lets no foreign script in. */
export async function seriousFindings(page: Page): Promise<Finding[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: await source });
  const { result } = await session.send('Runtime.evaluate', { expression: RUN, awaitPromise: true, returnByValue: true });
  const findings = JSON.parse(String(result.value)) as Finding[];
  return findings.filter((one) => one.impact === 'serious' || one.impact === 'critical');
}

/** Nothing scrolls sideways at this width. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
