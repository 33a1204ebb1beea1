import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EmbeddingProvider } from '@ketnoi/matching/embedding';
import { openStaticVectors } from '../src/static-vectors.ts';

type Check = { texts: { text: string; lang: 'vi' | 'en' }[]; cosine: number[][] };

const { texts, cosine } = JSON.parse(readFileSync(join(import.meta.dirname, 'static-check.json'), 'utf8')) as Check;
const dot = (one: Float32Array, other: Float32Array): number => one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);

describe('static bilingual vectors', () => {
  let provider: EmbeddingProvider;
  beforeAll(async () => {
    provider = await openStaticVectors();
  });

  it('give the cosines of the reference, in both languages and without marks', async () => {
    const vectors = (await Promise.all(texts.map(({ text, lang }) => provider.embed([text], lang)))).flat();
    for (const [row, one] of vectors.entries())
      for (const [at, other] of vectors.entries()) expect(Math.abs(dot(one, other) - (cosine[row]?.[at] ?? 9))).toBeLessThan(0.002);
  });

  it('have length 1, are nothing for a text without a known word, and know either habit of tone marks', async () => {
    const [one = new Float32Array(), none = new Float32Array(1), old = one, decomposed = one] = await provider.embed(
      ['khoá cửa hoà', '😀 —', 'khóa cửa hòa', 'khoá cửa hoà'.normalize('NFD')],
      'vi',
    );
    expect(dot(one, one)).toBeCloseTo(1, 4);
    expect(none.every((value) => value === 0)).toBe(true);
    expect(dot(one, old)).toBeCloseTo(1, 6);
    expect(dot(one, decomposed)).toBeCloseTo(1, 6);
  });

  it('refuse files that do not belong together, and missing ones', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'static-'));
    const url = pathToFileURL(`${folder}/`);
    await expect(openStaticVectors(url)).rejects.toThrow('vectors.i8');
    writeFileSync(join(folder, 'vectors.i8'), new Uint8Array(256 * 3));
    writeFileSync(join(folder, 'scales.f32'), new Uint8Array(4 * 2));
    for (const name of ['vocab.txt', 'colloc.vi.txt', 'colloc.en.txt']) writeFileSync(join(folder, name), 'v:a\n');
    await expect(openStaticVectors(url)).rejects.toThrow('do not belong together');
  });
});
