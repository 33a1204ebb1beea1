import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EmbeddingProvider } from '@ketnoi/matching/embedding';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEncoder } from '../src/encoder.ts';
import { wordPieces } from '../src/word-pieces.ts';

type Check = { sentences: { text: string; ids: number[] }[]; cosine: number[][] };

const packageFolder = join(import.meta.dirname, '..');
const { sentences, cosine } = JSON.parse(readFileSync(join(packageFolder, 'test/check.json'), 'utf8')) as Check;
const texts = sentences.map(({ text }) => text);

const dot = (one: Float32Array, other: Float32Array): number => one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);

function furthest(vectors: readonly Float32Array[]): number {
  return Math.max(...vectors.flatMap((one, row) => vectors.map((other, at) => Math.abs(dot(one, other) - (cosine[row]?.[at] ?? 9)))));
}

describe('word pieces', () => {
  const pieces = wordPieces(readFileSync(join(packageFolder, 'model/vocab.txt'), 'utf8'));

  it('are those the model was trained with', () => {
    expect(texts.map((text) => pieces.encode(text, 256))).toEqual(sentences.map(({ ids }) => ids));
  });

  it('keep the end of a text that is cut', () => {
    expect(pieces.encode('water '.repeat(400), 256)).toHaveLength(256);
    expect(pieces.encode('water '.repeat(400), 256).at(-1)).toBe(102);
  });

  it('take any text', () => {
    for (const text of ['', ' \t', '\u{0}\u{fffd}', '😀水', '[SEP]', 'x'.repeat(500), 'đ\u{301}'])
      expect(pieces.encode(text, 16).at(0)).toBe(101);
  });
});

describe.each(['native', 'wasm'] as const)('the sentence encoder, %s', (runtime) => {
  let encoder: EmbeddingProvider;
  beforeAll(async () => {
    encoder = await openEncoder({ only: runtime });
  });
  afterAll(() => encoder.close());

  it('gives the cosines of the reference', async () => {
    expect(furthest(await encoder.embed(texts))).toBeLessThan(0.01);
  });

  it('gives a text the same vector alone and among others, in the order asked', async () => {
    const together = await encoder.embed(texts);
    const [alone = new Float32Array()] = await encoder.embed([texts[3] ?? '']);
    expect(dot(alone, together[3] ?? alone)).toBeGreaterThan(0.9999);
    expect(dot(alone, alone)).toBeCloseTo(1, 4);
  });

  it('answers nothing for no text, and a vector for an empty one', async () => {
    expect(await encoder.embed([])).toEqual([]);
    const [empty = new Float32Array()] = await encoder.embed(['']);
    expect(dot(empty, empty)).toBeCloseTo(1, 4);
  });
});
