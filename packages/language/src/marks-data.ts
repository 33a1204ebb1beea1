import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { MarksTable } from './marks.ts';

let table: MarksTable | null = null;

/** The counts of syllables and pairs shipped with the product, read once per process, when first asked for. The browser never imports it. */
export function shippedMarks(): MarksTable {
  table ??= read(gunzipSync(readFileSync(new URL('../data/marks.bin.gz', import.meta.url))));
  return table;
}

/** In the file: four counts; then the syllables' counts, pairs of each, steps to their second ones, their counts, readings of each folded form; then texts. */
function read(file: Buffer): MarksTable {
  const bytes = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength);
  const [syllableCount = 0, pairCount = 0, foldCount = 0, textLength = 0] = new Uint32Array(bytes, 0, 4);
  const counts = new Uint32Array(bytes, 16, syllableCount);
  let next = 16 + counts.byteLength;
  const shorts = (length: number): Uint16Array => {
    const numbers = new Uint16Array(bytes, next, length);
    next += numbers.byteLength;
    return numbers;
  };
  const rows = sums(shorts(syllableCount));
  const seconds = followed(rows, shorts(pairCount));
  const pairs = shorts(pairCount);
  const starts = sums(shorts(foldCount));
  const text = new TextDecoder().decode(new Uint8Array(bytes, bytes.byteLength - textLength));
  const [folds = [], syllables = []] = text.split('\n\n').map((part) => part.split('\n'));
  return { folds, starts, syllables, counts, all: counts.reduce((sum, count) => sum + count, 0), rows, seconds, pairs };
}

/** Where each of the stretches of these lengths begins, and where the last one ends. */
function sums(lengths: Uint16Array): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1);
  for (let at = 0; at < lengths.length; at += 1) starts[at + 1] = (starts[at] ?? 0) + (lengths[at] ?? 0);
  return starts;
}

function followed(rows: Uint32Array, steps: Uint16Array): Uint16Array {
  const seconds = new Uint16Array(steps.length);
  for (let row = 0; row + 1 < rows.length; row += 1) {
    let second = 0;
    for (let at = rows[row] ?? 0; at < (rows[row + 1] ?? 0); at += 1) {
      second += steps[at] ?? 0;
      seconds[at] = second;
    }
  }
  return seconds;
}
