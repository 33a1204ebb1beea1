import { createHash } from 'node:crypto';
import type { VectorRow } from '@ketnoi/db/listing-vectors';
import { encodedTextsOf, staticText, type MatchDocument } from '@ketnoi/matching/collection';
import type { EmbeddingProvider } from '@ketnoi/matching/embedding';
import type { QueryTables } from '@ketnoi/matching/query';
import { vectorTable, type StoredVectors } from '@ketnoi/matching/vector-table';
import type { Language } from '@ketnoi/domain/language';
import type { TextReaders } from './readers.ts';

const DIGEST_BYTES = 8;
const SCALE_BYTES = 4;

/** What tells the texts that are encoded apart. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest().subarray(0, DIGEST_BYTES).toString('hex');
}

/** A model, and which texts of a document it reads. */
export type Reading = { provider: EmbeddingProvider; language: Language; texts: readonly string[] };

/** What each reader reads of a document: the encoder the whole and its first sentences in English, static vectors the whole. */
export function readingsOf(document: MatchDocument, { provider, statics }: TextReaders, tables: QueryTables): Reading[] {
  const { text, language } = staticText(document);
  const { whole, sentences } = provider === null ? { whole: '', sentences: [] } : encodedTextsOf(document, tables);
  return [
    ...(provider === null ? [] : [{ provider, language: 'en' as const, texts: [whole, ...sentences] }]),
    ...(statics === null ? [] : [{ provider: statics, language, texts: [text] }]),
  ];
}

/** A kept vector: its bytes and what a step of them is worth. */
export type KeptVector = { bytes: Int8Array; scale: number };

/** The vectors of a row by the digests of their texts. */
export function keptOf({ digests, bytes, scales }: Pick<VectorRow, 'digests' | 'bytes' | 'scales'>): Map<string, KeptVector> {
  const { bytes: all, scales: steps } = storedOf({ bytes, scales });
  const size = steps.length === 0 ? 0 : all.length / steps.length;
  return new Map(
    Array.from(steps, (scale, at): [string, KeptVector] => [
      digests.subarray(at * DIGEST_BYTES, (at + 1) * DIGEST_BYTES).toString('hex'),
      { bytes: all.subarray(at * size, (at + 1) * size), scale },
    ]),
  );
}

/** A row as a table of vectors takes it. */
export function storedOf({ bytes, scales }: Pick<VectorRow, 'bytes' | 'scales'>): StoredVectors {
  // The database's buffers lie at odd places of larger ones; floats want to lie even.
  const steps = new Float32Array(new Uint8Array(scales).buffer);
  return { bytes: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength), scales: steps };
}

type Made = Pick<VectorRow, 'digests' | 'bytes' | 'scales' | 'isComplete'>;

/** Puts the vectors of texts together. Without `encode` a sentence that is not known ends the row; null then where the whole is not known. */
export function rowOf(texts: readonly string[], known: ReadonlyMap<string, KeptVector>, dimensions: number): Made | null {
  const digests = texts.map(digestOf);
  const missing = digests.findIndex((digest, at) => texts[at] !== '' && !known.has(digest));
  const count = missing < 0 ? texts.length : missing;
  if (count === 0) return null;
  const bytes = new Int8Array(count * dimensions);
  const scales = new Float32Array(count);
  for (let at = 0; at < count; at += 1) {
    const vector = known.get(digests[at] ?? '');
    if (vector === undefined) continue;
    bytes.set(vector.bytes, at * dimensions);
    scales[at] = vector.scale;
  }
  return {
    digests: Buffer.from(digests.slice(0, count).join(''), 'hex'),
    bytes: Buffer.from(bytes.buffer),
    scales: Buffer.from(scales.buffer, 0, count * SCALE_BYTES),
    isComplete: missing < 0,
  };
}

/** So many texts are encoded at once: between two of these whoever else waits has a turn. */
const STEP = 16;

/** The vectors of texts that are not known, by their digests. `turn` is awaited between steps, and may end the work by a throw. */
export async function encodeMissing(
  { provider, language, texts }: Reading,
  known: ReadonlyMap<string, KeptVector>,
  turn: () => Promise<void>,
) {
  const missing = [...new Map(texts.map((text) => [digestOf(text), text])).entries()].filter(
    ([digest, text]) => text !== '' && !known.has(digest),
  );
  const made = new Map<string, KeptVector>();
  for (let first = 0; first < missing.length; first += STEP) {
    await turn();
    const some = missing.slice(first, first + STEP);
    const vectors = await provider.embed(
      some.map(([, text]) => text),
      language,
    );
    const table = vectorTable({ dimensions: provider.dimensions, rows: vectors.length });
    for (const [row, vector] of vectors.entries()) table.put(row, vector);
    const { bytes, scales } = table.stored;
    for (const [row, [digest]] of some.entries())
      made.set(digest, { bytes: bytes.slice(row * provider.dimensions, (row + 1) * provider.dimensions), scale: scales[row] ?? 0 });
  }
  return made;
}
