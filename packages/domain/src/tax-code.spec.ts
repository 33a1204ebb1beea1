import { describe, expect, it } from 'vitest';
import { parseTaxCode, taxCheckDigit } from './tax-code.ts';

describe('a tax code', () => {
  it.each([
    ['0100233488', 'organisation', '0100233488'],
    ['0100112437', 'organisation', '0100112437'],
    [' 0100 112 437 ', 'organisation', '0100112437'],
    ['0314409058-002', 'dependent', '0314409058-002'],
    ['0314409058–002', 'dependent', '0314409058-002'],
    ['0312687878001', 'dependent', '0312687878-001'],
    ['0312687878-001', 'dependent', '0312687878-001'],
    ['0101234565', 'organisation', '0101234565'],
    ['0314409058-999', 'dependent', '0314409058-999'],
    ['0312687878', 'organisation', '0312687878'],
  ])('%j is one of a(n) %s, written %s', (typed, kind, code) => {
    expect(parseTaxCode(typed)).toEqual({ kind, code, checkDigit: 'right' });
  });

  it('with a wrong check digit is read all the same, for a warning', () => {
    expect(parseTaxCode('0101234567')).toEqual({ kind: 'organisation', code: '0101234567', checkDigit: 'wrong' });
    expect(parseTaxCode('0101234567-001')).toMatchObject({ kind: 'dependent', checkDigit: 'wrong' });
  });

  it('may be the number of a person, which has no check digit', () => {
    expect(parseTaxCode('001085012345')).toEqual({ kind: 'personal', code: '001085012345' });
  });

  it.each([
    '',
    '031440905',
    '03144090581',
    '0314409058-000',
    '0314409058-01',
    '0100000000',
    '01002334a8',
    '0314409058--02',
    '0314409058-0021',
    'mã số',
  ])('is not %j', (typed) => {
    expect(parseTaxCode(typed)).toBeNull();
  });

  it('cannot be issued for one serial in eleven', () => {
    const serials = Array.from({ length: 1100 }, (_, at) => taxCheckDigit(`01${String(at + 1).padStart(7, '0')}`));
    expect(serials.filter((digit) => digit === null)).toHaveLength(100);
    for (const digit of serials) expect(digit === null || (digit >= 0 && digit <= 9)).toBe(true);
  });
});
