import { byteRows, MOST_PRODUCTS, type Kernel } from './dot-products.ts';

/** Vectors of length 1 in a byte a value, each row with its own scale: a cosine is right to about 0.003. */
export type VectorTable = {
  kernel: Kernel;
  put: (row: number, vector: Float32Array) => void;
  /** A row as a vector again. */
  vectorOf: (row: number) => Float32Array;
  /** The cosines of a vector with the rows `[first, first + into.length)`. It is reduced to bytes once: a vector that was asked with must not change. */
  cosines: (vector: Float32Array, first: number, into: Float32Array) => void;
  /** All rows as they are kept, to be written down; views, not copies. */
  readonly stored: StoredVectors;
  /** Makes room for so many rows in all. */
  grow: (rows: number) => void;
  /** Takes rows written down earlier. */
  restore: (stored: StoredVectors) => void;
};

/** The bytes of all rows, and what a step of each row is worth. */
export type StoredVectors = { bytes: Int8Array; scales: Float32Array };

const LARGEST = 127;

/** Room for `rows` vectors, all zero until put. */
export function vectorTable({ dimensions, rows }: { dimensions: number; rows: number }, kernel?: Kernel): VectorTable {
  const bytes = byteRows(dimensions, rows, kernel);
  let scales = new Float32Array(rows);
  const put = (row: number, vector: Float32Array): void => {
    scales[row] = quantise(vector, bytes.rows.subarray(row * dimensions, (row + 1) * dimensions));
  };
  const vectorOf = (row: number): Float32Array =>
    Float32Array.from(bytes.rows.subarray(row * dimensions, (row + 1) * dimensions), (value) => value * (scales[row] ?? 0));
  const known = new WeakMap<Float32Array, { query: Int8Array; scale: number }>();
  const reduced = (vector: Float32Array): { query: Int8Array; scale: number } => {
    let found = known.get(vector);
    if (found === undefined) {
      const query = new Int8Array(dimensions);
      found = { query, scale: quantise(vector, query) };
      known.set(vector, found);
    }
    return found;
  };
  const cosines = (vector: Float32Array, first: number, into: Float32Array): void => {
    const { query, scale } = reduced(vector);
    bytes.query.set(query);
    for (let start = 0; start < into.length; start += MOST_PRODUCTS) {
      const count = Math.min(MOST_PRODUCTS, into.length - start);
      bytes.dots(first + start, count);
      const { products } = bytes;
      for (let at = 0; at < count; at += 1) into[start + at] = (products[at] ?? 0) * scale * (scales[first + start + at] ?? 0);
    }
  };
  const restore = (stored: StoredVectors): void => {
    bytes.rows.set(stored.bytes);
    scales.set(stored.scales);
  };
  const grow = (count: number): void => {
    bytes.grow(count);
    const more = new Float32Array(count);
    more.set(scales.subarray(0, Math.min(scales.length, count)));
    scales = more;
  };
  return {
    kernel: bytes.kernel,
    put,
    vectorOf,
    cosines,
    get stored() {
      return { bytes: bytes.rows, scales };
    },
    grow,
    restore,
  };
}

/** Writes the nearest bytes and gives what a step of them is worth. */
function quantise(vector: Float32Array, bytes: Int8Array): number {
  let largest = 0;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  if (largest === 0) {
    bytes.fill(0);
    return 0;
  }
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = Math.round(((vector[at] ?? 0) * LARGEST) / largest);
  return largest / LARGEST;
}
