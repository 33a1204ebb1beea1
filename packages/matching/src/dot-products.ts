/**
 * Dot products of one row of signed bytes with many, sixteen bytes at a time. Assembled once from:
 *
 * (module
 *   (memory (import "ketnoi" "memory") 1)
 *   (func (export "dots") (param $query i32) (param $row i32) (param $rows i32) (param $size i32) (param $out i32)
 *     (local $end i32) (local $at i32) (local $sum v128) (local $one v128) (local $other v128)
 *     (block $done (loop $next
 *       (br_if $done (i32.eqz (local.get $rows)))
 *       (local.set $sum (v128.const i32x4 0 0 0 0))
 *       (local.set $at (local.get $query))
 *       (local.set $end (i32.add (local.get $query) (local.get $size)))
 *       (loop $piece
 *         (local.set $one (v128.load (local.get $at)))
 *         (local.set $other (v128.load (local.get $row)))
 *         (local.set $sum (i32x4.add (local.get $sum) (i32x4.add
 *           (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $one)) (i16x8.extend_low_i8x16_s (local.get $other)))
 *           (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $one)) (i16x8.extend_high_i8x16_s (local.get $other))))))
 *         (local.set $row (i32.add (local.get $row) (i32.const 16)))
 *         (br_if $piece (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $end))))
 *       (i32.store (local.get $out) (i32.add
 *         (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum)))
 *         (i32.add (i32x4.extract_lane 2 (local.get $sum)) (i32x4.extract_lane 3 (local.get $sum)))))
 *       (local.set $out (i32.add (local.get $out) (i32.const 4)))
 *       (local.set $rows (i32.sub (local.get $rows) (i32.const 1)))
 *       (br $next)))))
 */
const MODULE =
  'AGFzbQEAAAABCQFgBX9/f39/AAISAQZrZXRub2kGbWVtb3J5AgABAwIBAAcIAQRkb3RzAAAKqQEBpgECAn8DewJAA0AgAkUNAf0MAAAAAAAAAAAAAAAAAAAAACEHIAAhBiAAIANqIQUDQCAG/' +
  'QAEACEIIAH9AAQAIQkgByAI/YcBIAn9hwH9ugEgCP2IASAJ/YgB/boB/a4B/a4BIQcgAUEQaiEBIAZBEGoiBiAFSQ0ACyAEIAf9GwAgB/0bAWogB/0bAiAH/RsDamo2AgAgBEEEaiEEIAJBAWshAgwACwsL';

/** The size of a row must be a multiple of this. */
const LANES = 16;

/** How products are computed; both give the same integers. */
export type Kernel = 'simd' | 'plain';

/**
 * Rows of bytes and a place for a query before them. Read and written through the views; `dots` fills the first `count` of `products`. After `grow`
 * the views are others.
 */
export type ByteRows = {
  kernel: Kernel;
  readonly query: Int8Array;
  readonly rows: Int8Array;
  readonly products: Int32Array;
  dots: (first: number, count: number) => void;
  /** Makes room for so many rows in all; those there stay. */
  grow: (count: number) => void;
};

/** So many products fit at once. */
export const MOST_PRODUCTS = 4096;
const PAGE = 65_536;

type Dots = (...places: [query: number, row: number, rows: number, size: number, out: number]) => void;

/**
 * Room for `count` rows of `size` bytes. With SIMD where the machine's WebAssembly has it, in plain JavaScript otherwise or when asked for.
 * Throws a RangeError when the size is no multiple of 16.
 */
export function byteRows(size: number, count: number, kernel: Kernel = 'simd'): ByteRows {
  if (size % LANES !== 0) throw new RangeError(`a row of ${size} bytes is no multiple of ${LANES}`);
  const before = size + MOST_PRODUCTS * 4;
  const memory = new WebAssembly.Memory({ initial: Math.ceil((before + count * size) / PAGE) + 1 });
  const views = (rows: number): Views => ({
    query: new Int8Array(memory.buffer, 0, size),
    products: new Int32Array(memory.buffer, size, MOST_PRODUCTS),
    rows: new Int8Array(memory.buffer, before, rows * size),
  });
  let now = views(count);
  const fast = kernel === 'simd' ? instantiate(memory) : null;
  const dots = (first: number, number: number): void => {
    if (fast === null) plainDots(now, first, number);
    else fast(0, before + first * size, number, size, size);
  };
  const grow = (rows: number): void => {
    const pages = Math.ceil((before + rows * size) / PAGE) + 1 - memory.buffer.byteLength / PAGE;
    if (pages > 0) memory.grow(pages);
    now = views(rows);
  };
  return {
    kernel: fast === null ? 'plain' : 'simd',
    get query() {
      return now.query;
    },
    get rows() {
      return now.rows;
    },
    get products() {
      return now.products;
    },
    dots,
    grow,
  };
}

type Views = Pick<ByteRows, 'query' | 'rows' | 'products'>;

/** Null where WebAssembly has no SIMD. */
function instantiate(memory: WebAssembly.Memory): Dots | null {
  const bytes = Uint8Array.from(atob(MODULE), (character) => character.charCodeAt(0));
  if (!WebAssembly.validate(bytes)) return null;
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { ketnoi: { memory } });
  return exports['dots'] as Dots;
}

function plainDots({ query, rows, products }: Views, first: number, count: number): void {
  for (let row = 0; row < count; row += 1) {
    const start = (first + row) * query.length;
    let sum = 0;
    for (let at = 0; at < query.length; at += 1) sum += (query[at] ?? 0) * (rows[start + at] ?? 0);
    products[row] = sum;
  }
}
