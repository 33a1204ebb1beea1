import { inflateRawSync } from 'node:zlib';

/** Limits of a workbook, checked before the library unpacks anything. */
const MOST_ENTRIES = 1000;
const MOST_BYTES = 200 * 1024 * 1024;

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;

type Entry = { method: number; packed: number; size: number; offset: number };

/**
 * Is this a ZIP archive that unpacks to something of a sane size, and to no more than its directory says? One with a broken, split,
 * encrypted or 64-bit directory is refused too.
 */
export function isSaneZip(bytes: Buffer): boolean {
  const entries = directoryOf(bytes);
  if (entries === null) return false;
  const total = entries.reduce((sum, entry) => sum + entry.size, 0);
  return total <= MOST_BYTES && entries.every((entry) => isAsSaid(bytes, entry));
}

function directoryOf(bytes: Buffer): Entry[] | null {
  const end = findEnd(bytes);
  if (end < 0) return null;
  const count = bytes.readUInt16LE(end + 10);
  if (count === 0 || count > MOST_ENTRIES || count !== bytes.readUInt16LE(end + 8)) return null;
  const entries: Entry[] = [];
  for (let at = bytes.readUInt32LE(end + 16); entries.length < count;) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== ENTRY) return null;
    const isEncrypted = (bytes.readUInt16LE(at + 8) & 1) === 1;
    const method = bytes.readUInt16LE(at + 10);
    if (isEncrypted || (method !== STORED && method !== DEFLATED)) return null;
    entries.push({ method, packed: bytes.readUInt32LE(at + 20), size: bytes.readUInt32LE(at + 24), offset: bytes.readUInt32LE(at + 42) });
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** The end record stands last, before a comment of at most 64 KiB. */
function findEnd(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - 0xffff); at -= 1) if (bytes.readUInt32LE(at) === END) return at;
  return -1;
}

function isAsSaid(bytes: Buffer, { method, packed, size, offset }: Entry): boolean {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== LOCAL) return false;
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  if (start + packed > bytes.length) return false;
  if (method === STORED) return packed === size;
  try {
    return inflateRawSync(bytes.subarray(start, start + packed), { maxOutputLength: Math.max(size, 1) }).length === size;
  } catch {
    return false;
  }
}
