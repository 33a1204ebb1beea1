import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Language } from '@ketnoi/domain/language';
import { escapeJson } from './html.ts';

const DIST = fileURLToPath(new URL('../../../web/dist/', import.meta.url));

type Preloads = Record<string, { js: string[]; css: string[] }>;

/** The built page of the browser client with the places where head and body go. */
export type Shell = { html: string; preloads: Preloads };

/** Folder of the built browser client. */
export const webFolder = DIST;

/** Reads the build; null when the client has not been built (an API on its own). */
export async function loadShell(): Promise<Shell | null> {
  try {
    const [html, preloads] = await Promise.all([readFile(`${DIST}index.html`, 'utf8'), readFile(`${DIST}preloads.json`, 'utf8')]);
    return { html, preloads: JSON.parse(preloads) as Preloads };
  } catch {
    return null;
  }
}

export type PageContent = {
  language: Language;
  nonce: string;
  head: string;
  body: string;
  preload: readonly string[];
  /** What the browser client needs to know before its first call. */ boot: object;
};

function preloadTags(shell: Shell, names: readonly string[]): string {
  const js = new Set<string>();
  const css = new Set<string>();
  for (const name of names) {
    for (const file of shell.preloads[name]?.js ?? []) js.add(file);
    for (const file of shell.preloads[name]?.css ?? []) css.add(file);
  }
  const scripts = [...js].map((file) => `<link rel="modulepreload" href="/${file}">`);
  const styles = [...css].map((file) => `<link rel="stylesheet" href="/${file}">`);
  return [...styles, ...scripts].join('');
}

/** The page as served: language, nonce, head and readable body in their places. */
export function renderShell(shell: Shell, page: PageContent): string {
  return shell.html
    .replace('<html lang="vi"', `<html lang="${page.language}"`)
    .replace('<meta name="csp-nonce" content=""', () => `<meta name="csp-nonce" content="${page.nonce}"`)
    .replace(/<title>[^<]*<\/title>/u, '')
    .replace('<!--head-->', () => page.head + preloadTags(shell, page.preload))
    .replace('<!--body-->', () => page.body)
    .replace('<!--boot-->', () => `<script type="application/json" id="boot">${escapeJson(page.boot)}</script>`);
}
