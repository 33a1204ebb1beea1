import { readFile } from 'node:fs/promises';
import type { EmbeddingProvider } from '@ketnoi/matching/embedding';
import { staticRows } from './static-units.ts';

const DIMENSIONS = 256;

const FOLDER = new URL('../model/static/', import.meta.url);

/**
 * Static bilingual vectors (`model/static/NOTICE`): a text is the sum of its words, so order says nothing; Vietnamese and English are read as they are, and no
 * runtime is needed. Read by this call in some 150 ms; vectors of 256 values and length 1, all zero for a text without a known word.
 * Throws when a file is missing or files do not belong together.
 * @param folder where the files lie, the shipped ones unless said.
 */
export async function openStaticVectors(folder: URL = FOLDER): Promise<EmbeddingProvider> {
  const [vectors, scales, ...lists] = await Promise.all([
    readFile(new URL('vectors.i8', folder)),
    readFile(new URL('scales.f32', folder)),
    ...['vocab.txt', 'colloc.vi.txt', 'colloc.en.txt'].map((name) => readFile(new URL(name, folder), 'utf8')),
  ]);
  const [names = [], vi = [], en = []] = lists.map((list) => list.trimEnd().split('\n'));
  const values = new Int8Array(vectors.buffer, vectors.byteOffset, vectors.byteLength);
  const steps = new Float32Array(new Uint8Array(scales).buffer);
  const buckets = steps.length - names.length;
  if (buckets <= 0 || values.length !== steps.length * DIMENSIONS) throw new Error(`the files in ${folder.href} do not belong together`);
  const rowsOf = staticRows({ names, pairs: { vi, en } }, buckets);
  return {
    model: 'bilingual-static-2',
    dimensions: DIMENSIONS,
    embed: async (texts, language = 'en') => texts.map((text) => sum(rowsOf(text, language), values, steps)),
    close: async () => {},
  };
}

function sum(rows: readonly number[], values: Int8Array, steps: Float32Array): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  for (const row of rows) {
    const step = steps[row] ?? 0;
    for (let at = 0; at < DIMENSIONS; at += 1) vector[at] = (vector[at] ?? 0) + step * (values[row * DIMENSIONS + at] ?? 0);
  }
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}
