import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { webFolder } from './shell.ts';

/** The one style element of an embedded page, and the hash under which its policy lets it in. */
export type EmbedStyle = { css: string; hash: string };

// Which signs each file holds; the same as in the browser client.
const RANGES = {
  latin:
    'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD',
  vietnamese:
    'U+0102-0103, U+0110-0111, U+0128-0129, U+0168-0169, U+01A0-01A1, U+01AF-01B0, U+0300-0301, U+0303-0304, U+0308-0309, U+0323, U+0329, U+1EA0-1EF9, U+20AB',
} as const;
const FONT = /^be-vietnam-pro-(latin|vietnamese)-(400|600)-normal-[\w-]+\.woff2$/u;

/** The font files of the built browser client, swapped in for a twin of the same measures, so that nothing moves; none where it is not built, and the page then keeps to what the reader's device has. */
async function fontFaces(): Promise<string> {
  const files = await readdir(`${webFolder}assets`).catch((): string[] => []);
  return files
    .flatMap((file) => {
      const [, subset, weight] = FONT.exec(file) ?? [];
      if (subset !== 'latin' && subset !== 'vietnamese') return [];
      return [
        `@font-face{font-family:'Be Vietnam Pro';font-weight:${weight ?? '400'};font-display:swap;src:url('/assets/${file}') format('woff2');unicode-range:${RANGES[subset]}}`,
      ];
    })
    .join('\n');
}

/** Reads the style once. Its hash stands in the policy, so that the page is the same text for everyone and caches can compare it. */
export async function loadEmbedStyle(): Promise<EmbedStyle> {
  const [own, fonts] = await Promise.all([readFile(new URL('embed.css', import.meta.url), 'utf8'), fontFaces()]);
  const css = `${fonts}\n${own}`;
  return { css, hash: `sha256-${createHash('sha256').update(css).digest('base64')}` };
}
