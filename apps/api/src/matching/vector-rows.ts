import { createHash } from 'node:crypto';
import type { VectorRow } from '@ketnoi/db/listing-vectors';
import { encodedTextsOf, staticText, type MatchDocument } from '@ketnoi/matching/collection';
import type { EmbeddingProvider } from '@ketnoi/matching/embedding';
import type { QueryTables } from '@ketnoi/matching/query';
import { vectorTable, type StoredVectors } from '@ketnoi/matching/vector-table';
import type { Language } from '@ketnoi/domain/language';

const DIGEST_BYTES = 8;
const SCALE_BYTES = 4;

/** What tells the texts that are encoded apart. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest().subarray(0, DIGEST_BYTES).toString('hex');
}

/** Which texts of a document a reader reads, in which language. */
export type Reading<Reader> = { reader: Reader; language: Language; texts: readonly string[] };

/** What each reader reads of a document: the encoder the whole and its first sentences in English, static vectors the whole. */
export function readingsOf<Reader>(
  document: MatchDocument,
  { provider, statics }: { provider: Reader | null; statics: Reader | null },
  tables: QueryTables,
): Reading<Reader>[] {
  const { text, language } = staticText(document);
  const { whole, sentences } = provider === null ? { whole: '', sentences: [] } : encodedTextsOf(document, tables);
  return [
    ...(provider === null ? [] : [{ reader: provider, language: 'en' as const, texts: [whole, ...sentences] }]),
    ...(statics === null ? [] : [{ reader: statics, language, texts: [text] }]),
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

/** What is known already, and what is awaited between steps: it may end the work by a throw. */
type Beside = { known: ReadonlyMap<string, KeptVector>; turn: () => Promise<void> };

/** The vectors of texts that are not known, by their digests. */
export async function encodeMissing(
  { reader, language, texts }: Reading<EmbeddingProvider>,
  { known, turn }: Beside,
): Promise<Map<string, KeptVector>> {
  const byDigest = new Map(texts.map((text) => [digestOf(text), text]));
  const missing = [...byDigest].filter(([digest, text]) => text !== '' && !known.has(digest));
  const { dimensions } = reader;
  const made = new Map<string, KeptVector>();
  for (let first = 0; first < missing.length; first += STEP) {
    await turn();
    const some = missing.slice(first, first + STEP);
    const vectors = await reader.embed(
      some.map(([, text]) => text),
      language,
    );
    const table = vectorTable({ dimensions, rows: vectors.length });
    for (const [row, vector] of vectors.entries()) table.put(row, vector);
    const { bytes, scales } = table.stored;
    for (const [row, [digest]] of some.entries())
      made.set(digest, { bytes: bytes.slice(row * dimensions, (row + 1) * dimensions), scale: scales[row] ?? 0 });
  }
  return made;
}
