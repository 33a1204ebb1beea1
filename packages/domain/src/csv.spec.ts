import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCsv, parseCsvRecords } from './csv.ts';

const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

describe('comma-separated text', () => {
  it('reads quoted commas, quotes and line ends, CRLF, a byte-order mark and empty rows', () => {
    expect(parseCsv('\uFEFFa,b\r\n"x, ""y""\nz",2\r\n\r\n,\n')).toEqual([
      ['a', 'b'],
      ['x, "y"\nz', '2'],
      ['', ''],
    ]);
  });

  it('reads back every table that was written quoted', () => {
    const cell = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 5 })), (rows) => {
        expect(parseCsv(rows.map((row) => row.map(quote).join(',')).join('\n'))).toEqual(rows);
      }),
    );
  });

  it('names records by the first row and leaves missing cells empty', () => {
    expect(parseCsvRecords('code,label\n01,Hà Nội\n04')).toEqual([
      { code: '01', label: 'Hà Nội' },
      { code: '04', label: '' },
    ]);
  });

  it('names the row of a quote that is never closed', () => {
    expect(() => parseCsv('a,b\n"c,d')).toThrow('row 2');
  });
});
