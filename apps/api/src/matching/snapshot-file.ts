import { randomUUID } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';

/** What a file of typed arrays holds: some facts about them, and the arrays by name. */
export type Sections = { facts: unknown; arrays: Readonly<Record<string, Numbers>> };
type Numbers = Uint8Array | Int8Array | Uint32Array | Float32Array;

const MAGIC = 'KETNOI-MATCH-1\n\n';
const KINDS = { Uint8Array, Int8Array, Uint32Array, Float32Array } as const;
type Kind = keyof typeof KINDS;
type Head = { facts: unknown; arrays: { name: string; kind: Kind; bytes: number; sum: number }[] };

const HEAD_AT = MAGIC.length + 8;
/** So much is read or written at once: a file may be larger than what the operating system does in one go. */
const STEP = 64 * 1024 * 1024;

const bytesOf = (array: Numbers): Uint8Array => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

function kindOf(array: Numbers): Kind {
  const found = (Object.keys(KINDS) as Kind[]).find((kind) => array instanceof KINDS[kind]);
  if (found === undefined) throw new TypeError('an array of a kind that is not kept');
  return found;
}

function sumOf(bytes: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += STEP) sum = crc32(bytes.subarray(at, at + STEP), sum);
  return sum;
}

/** Writes a file whole or not at all. */
export async function writeSections(path: string, { facts, arrays }: Sections): Promise<void> {
  const parts = Object.entries(arrays);
  const head: Head = {
    facts,
    arrays: parts.map(([name, array]) => ({ name, kind: kindOf(array), bytes: array.byteLength, sum: sumOf(bytesOf(array)) })),
  };
  const text = Buffer.from(JSON.stringify(head));
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32LE(text.length, 0);
  lengths.writeUInt32LE(crc32(text), 4);
  // Of several workers that share a folder each writes its own; the last one stays.
  const part = `${path}.${randomUUID()}.part`;
  const file = await open(part, 'w', 0o600);
  try {
    for (const bytes of [Buffer.from(MAGIC), lengths, text]) await file.write(bytes);
    for (const [, array] of parts) await writeAll(file, bytesOf(array));
    await file.datasync();
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  await rename(part, path);
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; at += STEP) await file.write(bytes.subarray(at, at + STEP));
}

/** Reads a file back; null when there is none. Throws when it is not one, or not whole. */
export async function readSections(path: string): Promise<Sections | null> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (file === null) return null;
  try {
    const start = await readAt(file, 0, HEAD_AT);
    if (start.toString('latin1', 0, MAGIC.length) !== MAGIC) throw new Error('is no snapshot of a matching index');
    const text = await readAt(file, HEAD_AT, start.readUInt32LE(MAGIC.length));
    if (crc32(text) !== start.readUInt32LE(MAGIC.length + 4)) throw new Error('its head is damaged');
    const head = JSON.parse(text.toString('utf8')) as Head;
    let at = HEAD_AT + text.length;
    const arrays: Record<string, Numbers> = {};
    for (const { name, kind, bytes, sum } of head.arrays) {
      const read = await readAt(file, at, bytes);
      if (sumOf(read) !== sum) throw new Error(`"${name}" is damaged`);
      const Numbers = KINDS[kind];
      arrays[name] = new Numbers(read.buffer, read.byteOffset, bytes / Numbers.BYTES_PER_ELEMENT);
      at += bytes;
    }
    return { facts: head.facts, arrays };
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, from: number, length: number): Promise<Buffer<ArrayBuffer>> {
  // A buffer of its own, so that numbers of four bytes lie even.
  const buffer = Buffer.from(new ArrayBuffer(length));
  for (let done = 0; done < length;) {
    const { bytesRead } = await file.read(buffer, done, Math.min(STEP, length - done), from + done);
    if (bytesRead === 0) throw new Error('is cut off');
    done += bytesRead;
  }
  return buffer;
}

/** Takes a file away that is of no use. */
export async function removeSections(path: string): Promise<void> {
  await rm(path, { force: true });
}
