import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const WEB = fileURLToPath(new URL('../../apps/web/', import.meta.url));
const DIST = `${WEB}dist/`;

/** Goal 16: first-load JavaScript of the public pages, gzip, in kB (1,000 bytes). */
const BAR_KB = 170;
const AIM_KB = 135;

/** What a visitor's first page needs beside the entry: its page file and its words. */
const PAGES: Readonly<Record<string, readonly string[]>> = {
  home: ['pages/home', 'locales/vi/shell', 'locales/vi/home'],
  search: ['pages/search', 'locales/vi/shell', 'locales/vi/search'],
  listing: ['pages/listing', 'locales/vi/shell', 'locales/vi/listing', 'locales/vi/fields'],
};

type Manifest = Record<string, { file: string; imports?: string[]; css?: string[]; isEntry?: boolean }>;
type Preloads = Record<string, { js: string[]; css: string[] }>;

const readJson = (name: string): unknown => JSON.parse(readFileSync(DIST + name, 'utf8'));
const gzipBytes = (file: string): number => readFileSync(`${DIST}${file}.gz`).length;
const sum = (files: Iterable<string>): number => [...files].reduce((bytes, file) => bytes + gzipBytes(file), 0);

/** A chunk of the manifest with everything it imports at once. */
function withImports(manifest: Manifest, key: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[key];
  if (chunk === undefined || seen.has(key)) return seen;
  seen.add(key);
  for (const below of chunk.imports ?? []) withImports(manifest, below, seen);
  return seen;
}

export type PageSize = { page: string; files: number; jsKb: number; cssKb: number };

/** The sizes of a built client: entry, page and words with all they import, each file once, as its own gzip. */
export function pageSizes(): PageSize[] {
  const manifest = readJson('.vite/manifest.json') as Manifest;
  const preloads = readJson('preloads.json') as Preloads;
  const entry = [...withImports(manifest, 'index.html')].map((key) => manifest[key]);
  const plain = [...readFileSync(`${DIST}index.html`, 'utf8').matchAll(/<script src="\/([^"]+)"/gu)].map(([, file]) => file ?? '');
  return Object.entries(PAGES).map(([page, names]) => {
    const parts = names.map((name) => preloads[name]).filter((part) => part !== undefined);
    if (parts.length !== names.length) throw new Error(`preloads.json lacks a file of ${page}`);
    const js = new Set([...plain, ...entry.map((chunk) => chunk?.file ?? ''), ...parts.flatMap((part) => part.js)]);
    const css = new Set([...entry.flatMap((chunk) => chunk?.css ?? []), ...parts.flatMap((part) => part.css)]);
    return { page, files: js.size, jsKb: sum(js) / 1000, cssKb: sum(css) / 1000 };
  });
}

/** Builds the client and prints its table; false when a page is over the bar. */
export async function benchWeb(): Promise<boolean> {
  await build({ root: WEB, configFile: `${WEB}vite.config.ts`, logLevel: 'error' });
  const rows = pageSizes();
  console.log('First load, gzip, kB        JavaScript  files  CSS   bar 170  aim 135');
  for (const { page, files, jsKb, cssKb } of rows) {
    const verdict = [BAR_KB, AIM_KB].map((most) => (jsKb <= most ? 'met' : `over by ${(jsKb - most).toFixed(1)}`).padEnd(8));
    console.log(
      `${page.padEnd(28)}${jsKb.toFixed(1).padStart(10)}  ${String(files).padStart(5)}  ${cssKb.toFixed(1).padStart(4)}  ${verdict.join(' ')}`,
    );
  }
  return rows.every((row) => row.jsKb <= BAR_KB);
}
