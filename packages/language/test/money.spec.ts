import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMoney, formatMoneyShort } from '../src/format-money.ts';
import { formatNumber, parseNumber } from '../src/numbers.ts';
import { parseMoney } from '../src/parse-money.ts';
import { anyText } from './arbitrary.ts';

describe('an amount as typed', () => {
  it.each([
    ['1,5 tỷ', 1_500_000_000n],
    ['1.5 tỷ', 1_500_000_000n],
    ['1500 triệu', 1_500_000_000n],
    ['1.500 triệu', 1_500_000_000n],
    ['1.500.000.000', 1_500_000_000n],
    ['1500000000', 1_500_000_000n],
    ['1 500 000 000 đ', 1_500_000_000n],
    ['1.500.000.000\u00a0₫', 1_500_000_000n],
    ['1 tỷ 500 triệu', 1_500_000_000n],
    ['350 triệu', 350_000_000n],
    ['350tr', 350_000_000n],
    ['350 trieu dong', 350_000_000n],
    ['2 tỷ rưỡi', 2_500_000_000n],
    ['10 tỉ đồng', 10_000_000_000n],
    ['2,7 nghìn tỷ', 2_700_000_000_000n],
    ['500k', 500_000n],
    ['12,5 ngàn', 12_500n],
    ['VND 1,000,000', 1_000_000n],
    ['1.5 billion', 1_500_000_000n],
    ['500.000 ₫', 500_000n],
    ['0', 0n],
    ['  1,5   TY ', 1_500_000_000n],
    ['3 tỷ'.normalize('NFD'), 3_000_000_000n],
  ])('%j', (typed, amount) => {
    expect(parseMoney(typed)).toEqual({ kind: 'amount', amount });
  });

  it.each([
    ['0,5', [500_000n, 500_000_000n]],
    ['1.500', [1_500n, 1_500_000n, 1_500_000_000n]],
    ['350', [350_000_000n, 350_000_000_000n]],
    ['1,5', [1_500_000n, 1_500_000_000n]],
    ['2', [2_000_000n, 2_000_000_000n]],
    ['12.345,678', [12_345_678_000n]],
    ['1.500,5', [1_500_500_000n]],
    ['900', [900_000_000n, 900_000_000_000n]],
    ['0.75', [750_000n, 750_000_000n]],
    ['999999', [999_999n, 999_999_000_000n]],
  ])('asks for the unit of %j', (typed, candidates) => {
    expect(parseMoney(typed)).toEqual({ kind: 'ambiguous', reason: 'unit_missing', candidates });
  });

  it('asks which separator was meant when it is not the reader\u2019s own', () => {
    const both = { kind: 'ambiguous', reason: 'separator', candidates: [1_500_000n, 1_500_000_000n] };
    expect(parseMoney('1,500 triệu', 'vi')).toEqual(both);
    expect(parseMoney('1.500 million', 'en')).toEqual(both);
    expect(parseMoney('1,500 million', 'en')).toEqual({ kind: 'amount', amount: 1_500_000_000n });
  });

  it.each([
    'abc',
    '-5 tỷ',
    '1 triệu 2 tỷ',
    '1 tỷ 2',
    'tỷ',
    '1..5 tỷ',
    '1.5.5 tỷ',
    '0,00000000001 tỷ',
    '1500000,5',
    '1,2,3',
    '9'.repeat(30),
    '999999999999999999 tỷ',
    '1'.repeat(200),
  ])('cannot be read from %j', (typed) => {
    expect(parseMoney(typed)).toEqual({ kind: 'unreadable' });
  });

  it('is empty when nothing was typed', () => {
    expect(parseMoney(' \u00a0 ')).toEqual({ kind: 'empty' });
  });

  it('is read back exactly as it was shown, and never throws', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.constantFrom('vi' as const, 'en' as const), (amount, language) => {
        expect(parseMoney(formatMoney({ amount: `${amount}`, currency: 'VND' }, language), language)).toEqual({ kind: 'amount', amount });
      }),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        expect(['amount', 'ambiguous', 'empty', 'unreadable']).toContain(parseMoney(text).kind);
      }),
    );
  });
});

describe('an amount as shown', () => {
  it.each([
    ['1500000000', 'VND', '1.500.000.000_₫', '1,5_tỷ_₫', 'VND_1,500,000,000', 'VND_1.5_billion'],
    ['350000000', 'VND', '350.000.000_₫', '350_triệu_₫', 'VND_350,000,000', 'VND_350_million'],
    ['2700000000000', 'VND', '2.700.000.000.000_₫', '2,7_nghìn_tỷ_₫', 'VND_2,700,000,000,000', 'VND_2.7_trillion'],
    ['12500', 'VND', '12.500_₫', '12,5_nghìn_₫', 'VND_12,500', 'VND_12.5_thousand'],
    ['0', 'VND', '0_₫', '0_₫', 'VND_0', 'VND_0'],
    ['123456', 'USD', '1.234,56_USD', '1,2_nghìn_USD', 'USD_1,234.56', 'USD_1.2_thousand'],
    ['100000000', 'USD', '1.000.000_USD', '1_triệu_USD', 'USD_1,000,000', 'USD_1_million'],
    ['5000', 'JPY', '5.000_JPY', '5_nghìn_JPY', 'JPY_5,000', 'JPY_5_thousand'],
    ['99', 'EUR', '0,99_EUR', '1_EUR', 'EUR_0.99', 'EUR_1'],
    ['9007199254740993', 'VND', '9.007.199.254.740.993_₫', '9007,2_nghìn_tỷ_₫', 'VND_9,007,199,254,740,993', 'VND_9007.2_trillion'],
  ] as const)('%s %s', (amount, currency, ...shown) => {
    const money = { amount, currency };
    const forms = [formatMoney(money, 'vi'), formatMoneyShort(money, 'vi'), formatMoney(money, 'en'), formatMoneyShort(money, 'en')];
    expect(forms).toEqual(shown.map((form) => form.replaceAll('_', '\u00a0')));
  });
});

describe('a number', () => {
  it.each([
    ['1.234,5', 1234.5, 1234.5],
    ['1,234.5', 1234.5, 1234.5],
    ['1.500', 1500, [1.5, 1500]],
    ['1,500', [1.5, 1500], 1500],
    ['12', 12, 12],
    ['3,14', 3.14, 3.14],
    ['0.500', 0.5, 0.5],
    ['1.234.567', 1234567, 1234567],
    ['1 500', 1500, 1500],
    ['0', 0, 0],
    ['x', null, null],
    ['1.2.3', null, null],
    ['', null, null],
  ])('%j is read in Vietnamese and in English', (typed, vi, en) => {
    const expected = (value: number | number[] | null) =>
      value === null ? { kind: 'unreadable' } : Array.isArray(value) ? { kind: 'ambiguous', candidates: value } : { kind: 'number', value };
    expect(parseNumber(typed, 'vi')).toEqual(expected(vi));
    expect(parseNumber(typed, 'en')).toEqual(expected(en));
  });

  it('is shown in the way of either language', () => {
    expect(formatNumber(1234567.891, 'vi')).toBe('1.234.567,891');
    expect(formatNumber(1234567.891, 'en')).toBe('1,234,567.891');
    expect(formatNumber(12n, 'vi')).toBe('12');
  });
});
