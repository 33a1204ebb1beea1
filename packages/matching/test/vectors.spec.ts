import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteRows, type Kernel } from '../src/dot-products.ts';
import { vectorTable } from '../src/vector-table.ts';

const byte = fc.integer({ min: -128, max: 127 });

function products(kernel: Kernel, { query, rows }: { query: readonly number[]; rows: readonly (readonly number[])[] }): number[] {
  const bytes = byteRows(query.length, rows.length, kernel);
  bytes.query.set(query);
  bytes.rows.set(rows.flat());
  bytes.dots(1, rows.length - 1);
  return [...bytes.products.subarray(0, rows.length - 1)];
}

describe('dot products of bytes', () => {
  it('are computed sixteen at a time where WebAssembly can', () => {
    expect(byteRows(16, 1).kernel).toBe('simd');
  });

  it('are the same in WebAssembly and in plain JavaScript', () => {
    const size = fc.integer({ min: 1, max: 5 }).map((lanes) => lanes * 16);
    const texts = size.chain((length) => {
      const row = fc.array(byte, { minLength: length, maxLength: length });
      return fc.record({ query: row, rows: fc.array(row, { minLength: 2, maxLength: 9 }) });
    });
    fc.assert(
      fc.property(texts, (bytes) => {
        expect(products('simd', bytes)).toEqual(products('plain', bytes));
      }),
    );
  });

  it('hold the largest bytes in the longest rows', () => {
    const row = Array.from({ length: 1024 }, () => -128);
    expect(products('simd', { query: row, rows: [row, row] })).toEqual([1024 * 128 * 128]);
  });

  it('refuse a size that does not fall into lanes', () => {
    expect(() => byteRows(20, 1)).toThrow(RangeError);
  });
});

describe('a table of vectors', () => {
  const value = fc.float({ min: -1, max: 1, noNaN: true });
  const vector = fc
    .array(value, { minLength: 48, maxLength: 48 })
    .map((values) => Float32Array.from(values))
    .filter((values) => Math.hypot(...values) > 0.1)
    .map((values) => values.map((one) => one / Math.hypot(...values)));

  it.each(['simd', 'plain'] as const)('gives cosines to a hundredth, %s', (kernel) => {
    const some = fc.array(vector, { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(some, ([query = new Float32Array(48), ...rows]) => {
        const table = vectorTable({ dimensions: 48, rows: rows.length }, kernel);
        for (const [row, one] of rows.entries()) table.put(row, one);
        const cosines = new Float32Array(rows.length);
        table.cosines(query, 0, cosines);
        for (const [row, one] of rows.entries()) {
          const exact = one.reduce((sum, each, at) => sum + each * (query[at] ?? 0), 0);
          expect(Math.abs((cosines[row] ?? 9) - exact)).toBeLessThan(0.01);
        }
      }),
    );
  });

  it('gives more cosines than fit at once, and the same after it was written down', () => {
    const rows = 9000;
    const table = vectorTable({ dimensions: 16, rows });
    for (let row = 0; row < rows; row += 1)
      table.put(
        row,
        Float32Array.from({ length: 16 }, (_, at) => (at === row % 16 ? 1 : 0)),
      );
    const again = vectorTable({ dimensions: 16, rows });
    again.restore({ bytes: table.stored.bytes.slice(), scales: table.stored.scales.slice() });
    const cosines = new Float32Array(rows);
    again.cosines(
      Float32Array.from({ length: 16 }, (_, at) => (at === 3 ? 1 : 0)),
      0,
      cosines,
    );
    expect(cosines.every((cosine, row) => Math.abs(cosine - (row % 16 === 3 ? 1 : 0)) < 1e-6)).toBe(true);
  });
});
