import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EmbeddingProvider } from '@ketnoi/matching/embedding';
import { encodeTexts } from '@ketnoi/matching/collection';
import { vectorTable, type VectorTable } from '@ketnoi/matching/vector-table';

const FOLDER = join(import.meta.dirname, '../../../../.cache/vectors');
const BYTES_A_SCALE = 4;

/** The vectors of texts, from an earlier evaluation of the same texts by the same model, else encoded now and kept. */
export async function keptVectors(
  texts: readonly string[],
  provider: EmbeddingProvider,
  progress: (done: number) => void,
): Promise<VectorTable> {
  const hash = createHash('sha256').update(provider.model);
  for (const text of texts) hash.update('\0').update(text);
  const path = join(FOLDER, `${hash.digest('hex')}.i8`);
  const kept = read(path, { dimensions: provider.dimensions, rows: texts.length });
  if (kept !== null) return kept;
  const table = await encodeTexts(texts, provider, progress);
  const { bytes, scales } = table.stored;
  mkdirSync(FOLDER, { recursive: true });
  // Whole or not at all: an evaluation that is stopped here leaves nothing half written behind.
  writeFileSync(
    `${path}.part`,
    Buffer.concat([new Uint8Array(scales.buffer, scales.byteOffset, scales.byteLength), new Uint8Array(bytes)]),
  );
  renameSync(`${path}.part`, path);
  return table;
}

function read(path: string, size: { dimensions: number; rows: number }): VectorTable | null {
  const file = bytesOf(path);
  if (file?.length !== size.rows * (size.dimensions + BYTES_A_SCALE)) return null;
  const whole = new Uint8Array(file).buffer;
  const table = vectorTable(size);
  table.restore({ scales: new Float32Array(whole, 0, size.rows), bytes: new Int8Array(whole, size.rows * BYTES_A_SCALE) });
  return table;
}

function bytesOf(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
