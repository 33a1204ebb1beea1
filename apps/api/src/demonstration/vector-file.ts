import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { KeptVector } from '../matching/vector-rows.ts';

const FILE = new URL('../../../../infra/demo/vectors.bin', import.meta.url);
const DIGEST_BYTES = 8;
const SCALE_BYTES = 4;
const HEAD_BYTES = 4;

/** A model as the file names it. */
export type FiledModel = { model: string; dimensions: number };

/** Ready-made vectors of the texts of the demonstration, by the digests of the texts: which listings hold them, and under which ids, is all the same. */
export type VectorFile = Record<'provider' | 'statics', FiledModel & { vectors: ReadonlyMap<string, KeptVector> }>;

const PARTS = ['provider', 'statics'] as const;

type Head = Record<(typeof PARTS)[number], FiledModel & { count: number }>;

/** Reads the file; null when there is none. Layout: the length of the head, the head as JSON; of each part its digests, scales and bytes. */
export function readVectorFile(file: URL = FILE): VectorFile | null {
  if (!existsSync(file)) return null;
  const all = readFileSync(file);
  const length = all.readUInt32LE(0);
  const head = JSON.parse(all.toString('utf8', HEAD_BYTES, HEAD_BYTES + length)) as Head;
  let at = HEAD_BYTES + length;
  const take = (bytes: number): Buffer => all.subarray(at, (at += bytes));
  const part = ({ model, dimensions, count }: Head['provider']): VectorFile['provider'] => {
    const digests = take(count * DIGEST_BYTES);
    const scales = take(count * SCALE_BYTES);
    const bytes = take(count * dimensions);
    const vectors = new Map<string, KeptVector>();
    for (let row = 0; row < count; row += 1)
      vectors.set(digests.toString('hex', row * DIGEST_BYTES, (row + 1) * DIGEST_BYTES), {
        bytes: new Int8Array(bytes.buffer, bytes.byteOffset + row * dimensions, dimensions),
        scale: scales.readFloatLE(row * SCALE_BYTES),
      });
    return { model, dimensions, vectors };
  };
  return { provider: part(head.provider), statics: part(head.statics) };
}

/** Writes the file. @returns its size in bytes. */
export function writeVectorFile(made: VectorFile, file: URL = FILE): number {
  const head = Object.fromEntries(
    PARTS.map((name) => [name, { model: made[name].model, dimensions: made[name].dimensions, count: made[name].vectors.size }]),
  );
  const text = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(HEAD_BYTES);
  length.writeUInt32LE(text.length);
  const parts = PARTS.flatMap((name) => {
    const rows = [...made[name].vectors];
    const scales = Buffer.alloc(rows.length * SCALE_BYTES);
    for (const [row, [, { scale }]] of rows.entries()) scales.writeFloatLE(scale, row * SCALE_BYTES);
    return [Buffer.from(rows.map(([digest]) => digest).join(''), 'hex'), scales, ...rows.map(([, { bytes }]) => Buffer.from(bytes))];
  });
  const whole = Buffer.concat([length, text, ...parts]);
  writeFileSync(file, whole);
  return whole.length;
}
