import { readFile } from 'node:fs/promises';
import type { EmbeddingProvider } from '@ketnoi/matching/embedding';
import { openSession, type Batch, type SessionOptions } from './runtime.ts';
import { wordPieces, type WordPieces } from './word-pieces.ts';

const DIMENSIONS = 384;
/** Pieces the model was trained to read; the rest of a text is cut. */
const MOST_PIECES = 256;
/** Pieces computed at once, so that memory stays bounded; a row of a batch is as long as its longest. */
const BATCH_PIECES = 2048;

const file = (name: string): URL => new URL(`../model/${name}`, import.meta.url);

/**
 * The sentence encoder: all-MiniLM-L6-v2 in 8 bits (`model/NOTICE`), read and started by this call, 90 ms natively and 350 ms in
 * WebAssembly. Its vectors have 384 values and length 1. Native and WebAssembly vectors differ by up to 0.02 in a cosine, hence the runtime
 * is part of the name. Throws when neither runtime loads.
 * @param options a runtime to insist on, and how many threads compute a batch together (1).
 */
export async function openEncoder(options: SessionOptions = {}): Promise<EmbeddingProvider> {
  const [vocabulary, model, common] = await Promise.all([
    readFile(file('vocab.txt'), 'utf8'),
    readFile(file('encoder.int8.onnx')),
    readFile(file('common.f32')),
  ]);
  const pieces = wordPieces(vocabulary);
  const session = await openSession(model, options);
  return {
    model: `all-MiniLM-L6-v2-int8-1-${session.runtime}`,
    dimensions: DIMENSIONS,
    common: new Float32Array(new Uint8Array(common).buffer),
    close: session.close,
    embed: async (texts) => {
      const vectors: Float32Array[] = Array.from({ length: texts.length });
      for (const rows of batches(texts, pieces)) {
        const all = await session.run(batchOf(rows));
        for (const [at, { text }] of rows.entries()) vectors[text] = all.slice(at * DIMENSIONS, (at + 1) * DIMENSIONS);
      }
      return vectors;
    },
  };
}

type Row = { text: number; ids: readonly number[] };

/** Texts of like length together, since the shorter ones of a batch are computed as long as its longest. */
function batches(texts: readonly string[], pieces: WordPieces): Row[][] {
  const rows = texts.map((text, at): Row => ({ text: at, ids: pieces.encode(text, MOST_PIECES) }));
  const found: Row[][] = [];
  for (const row of rows.sort((one, other) => one.ids.length - other.ids.length)) {
    const open = found.at(-1);
    if (open !== undefined && (open.length + 1) * row.ids.length <= BATCH_PIECES) open.push(row);
    else found.push([row]);
  }
  return found;
}

function batchOf(rows: readonly Row[]): Batch {
  const width = Math.max(...rows.map(({ ids }) => ids.length));
  const ids = new BigInt64Array(rows.length * width);
  const mask = new BigInt64Array(rows.length * width);
  for (const [row, { ids: pieces }] of rows.entries()) {
    for (const [at, piece] of pieces.entries()) {
      ids[row * width + at] = BigInt(piece);
      mask[row * width + at] = 1n;
    }
  }
  return { ids, mask, rows: rows.length, width };
}
