import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figuresIn, figureTerms, quantityOf } from '../src/figures.ts';
import { anyText } from './arbitrary.ts';

type Row = [written: string, comparator: string, value: number | [number, number], unit: string];

/** One row a figure: where it stands is checked by what it cuts out. */
function rows(text: string, language: 'vi' | 'en'): Row[] {
  return figuresIn(text, language).map((figure) => [
    text.slice(figure.start, figure.end),
    figure.comparator,
    figure.valueTo === null ? figure.value : [figure.value, figure.valueTo],
    figure.canonical,
  ]);
}

const VIETNAMESE: readonly [string, ...Row[]][] = [
  ['Công suất 40 m³/ngày đêm.', ['40 m³/ngày đêm', 'equal', 40, 'm3/d']],
  ['khoảng 40 khối mỗi ngày', ['40 khối mỗi ngày', 'about', 40, 'm3/d']],
  ['cần 3 tấn da/ngày', ['3 tấn da/ngày', 'equal', 3, 't/d']],
  ['độ mặn dưới 4‰', ['4‰', 'at_most', 4, 'ppt']],
  ['độ mặn không quá 1 g/l', ['1 g/l', 'at_most', 1, 'g/l']],
  ['muối 0,8 g/L', ['0,8 g/L', 'equal', 0.8, 'g/l']],
  ['tối đa 700 m²', ['700 m²', 'at_most', 700, 'm2']],
  ['ít nhất 1.200 giờ', ['1.200 giờ', 'at_least', 1200, 'h']],
  ['trên 1.500,5 kg', ['1.500,5 kg', 'at_least', 1500.5, 'kg']],
  ['từ 20 đến 30 °C', ['20 đến 30 °C', 'between', [20, 30], '°C']],
  ['từ 800 g đến 1,2 kg', ['800 g đến 1,2 kg', 'between', [0.8, 1.2], 'kg']],
  ['lạnh -18 °C', ['-18 °C', 'equal', -18, '°C']],
  ['từ -20 đến -5 độ C', ['-20 đến -5 độ C', 'between', [-20, -5], '°C']],
  ['50 ± 2 °C', ['50 ± 2 °C', 'between', [48, 52], '°C']],
  ['sai số ±5%', ['5%', 'at_most', 5, '%']],
  ['giảm từ 18% còn 4%', ['18%', 'equal', 18, '%'], ['4%', 'equal', 4, '%']],
  ['vốn nhập từ 5 tấn trở lên', ['5 tấn', 'at_least', 5, 't']],
  ['10 ha trở xuống', ['10 ha', 'at_most', 10, 'ha']],
  ['pH 6,5–8,5', ['6,5–8,5', 'between', [6.5, 8.5], 'pH']],
  ['đất pH dưới 4,6 phải bón vôi', ['4,6', 'at_most', 4.6, 'pH']],
  ['pH khoảng 7', ['7', 'about', 7, 'pH']],
  ['độ đục < 5 NTU', ['5 NTU', 'at_most', 5, 'NTU']],
  ['độ màu dưới 25 Pt-Co', ['25 Pt-Co', 'at_most', 25, 'Pt-Co']],
  ['quá 3,5 mS/cm thì', ['3,5 mS/cm', 'at_least', 3.5, 'mS/cm']],
  ['2 triệu tấn/năm', ['2 triệu tấn/năm', 'equal', 2_000_000, 't/y']],
  ['máy 5 mã lực, 380 V, 50 Hz', ['5 mã lực', 'equal', 5, 'HP'], ['380 V', 'equal', 380, 'V'], ['50 Hz', 'equal', 50, 'Hz']],
  ['quay 1.450 vòng/phút', ['1.450 vòng/phút', 'equal', 1450, 'rpm']],
  ['18–24 tháng phải thay', ['18–24 tháng', 'between', [18, 24], 'mo']],
  ['lên đến 500 kg/h', ['500 kg/h', 'at_most', 500, 'kg/h']],
  ['không dưới 2 năm', ['2 năm', 'at_least', 2, 'y']],
  ['năng suất 6 tạ/ha', ['6 tạ/ha', 'equal', 6, 'q/ha']],
  ['tốn 35 lít/con/ngày', ['35 lít/con/ngày', 'equal', 35, 'l/con.d']],
  ['cong suat tu 40 khoi moi ngay', ['40 khoi moi ngay', 'at_least', 40, 'm3/d']],
  ['duoi 10 phan tram', ['10 phan tram', 'at_most', 10, '%']],
  ['vi khuẩn 10⁷ CFU/g', ['10⁷ CFU/g', 'equal', 1e7, 'CFU/g']],
];

const ENGLISH: readonly [string, ...Row[]][] = [
  ['up to 50 m3/day', ['50 m3/day', 'at_most', 50, 'm3/d']],
  ['at least 1,200 rpm', ['1,200 rpm', 'at_least', 1200, 'rpm']],
  ['a 14-month pilot', ['14-month', 'equal', 14, 'mo']],
  ['165 L/m²·h at 1.5 bar', ['165 L/m²·h', 'equal', 165, 'l/m2.h'], ['1.5 bar', 'equal', 1.5, 'bar']],
  ['1.2 × 10^6 CFU/ml', ['1.2 × 10^6 CFU/ml', 'equal', 1_200_000, 'CFU/ml']],
  ['below 0.1 mg/L', ['0.1 mg/L', 'at_most', 0.1, 'mg/l']],
  ['≤ 2 ppm of chlorine', ['2 ppm', 'at_most', 2, 'ppm']],
  ['within 3 months', ['3 months', 'at_most', 3, 'mo']],
  ['more than 12 inches', ['12 inches', 'at_least', 12, 'in']],
  ['no more than 5 kg', ['5 kg', 'at_most', 5, 'kg']],
  ['no less than 5 kg', ['5 kg', 'at_least', 5, 'kg']],
  ['between 5 and 7 MPa', ['5 and 7 MPa', 'between', [5, 7], 'MPa']],
  ['from 18% to 4%', ['18%', 'equal', 18, '%'], ['4%', 'equal', 4, '%']],
  ['30 to 40 degrees C', ['30 to 40 degrees C', 'between', [30, 40], '°C']],
  ['about 100 °F', ['100 °F', 'about', 100, '°F']],
  ['at 300 K', ['300 K', 'equal', 300, 'K']],
  ['18 t a year', ['18 t a year', 'equal', 18, 't/y']],
  ['500 kg of fish per day', ['500 kg of fish per day', 'equal', 500, 'kg/d']],
  ['100 mm ± 5%', ['100 mm ± 5%', 'between', [95, 105], 'mm']],
  ['5 tonnes or more', ['5 tonnes', 'at_least', 5, 't']],
  ['2.4 GHz and 10 kW', ['2.4 GHz', 'equal', 2.4, 'GHz'], ['10 kW', 'equal', 10, 'kW']],
  ['10 square metres', ['10 square metres', 'equal', 10, 'm2']],
  ['20 mW/cm2', ['20 mW/cm2', 'equal', 20, 'mW/cm2']],
  ['350 Wh/kg', ['350 Wh/kg', 'equal', 350, 'Wh/kg']],
  ['15 kgf/cm2', ['15 kgf/cm2', 'equal', 15, 'kgf/cm2']],
  ['80 knots', ['80 knots', 'equal', 80, 'kn']],
  ['less than or equal to 51 dB', ['51 dB', 'at_most', 51, 'dB']],
  ['in excess of 4 µm', ['4 µm', 'at_least', 4, 'µm']],
  ['145-160 W·h/kg', ['145-160 W·h/kg', 'between', [145, 160], 'Wh/kg']],
  ['16 A fuse', ['16 A', 'equal', 16, 'A']],
  ['3 µm and 3 μm', ['3 µm', 'equal', 3, 'µm'], ['3 μm', 'equal', 3, 'µm']],
];

describe('figures in a text', () => {
  it.each(VIETNAMESE)('in Vietnamese: %s', (text, ...expected) => {
    expect(rows(text, 'vi')).toEqual(expected);
  });

  it.each(ENGLISH)('in English: %s', (text, ...expected) => {
    expect(rows(text, 'en')).toEqual(expected);
  });

  it.each([
    ['15.200 đồng/m³', 'vi'],
    ['VND 15,200/m³', 'en'],
    ['5 tỷ đồng, 300 triệu/ha, 350tr', 'vi'],
    ['$5 m and USD 3 m', 'en'],
    ['ngày 2 tháng 9 năm 2025', 'vi'],
    ['từ tháng 8/2025', 'vi'],
    ['SUS316L, IP67, RS-485, C16:0, DN50, H2SO4', 'vi'],
    ['TCVN 6772, QCVN 40:2011/BTNMT, 76/2018/NĐ-CP', 'vi'],
    ['a 4K camera of the 1990s, 3-D, 5G', 'en'],
    ['40 người, 12 mẻ, TRL 7', 'vi'],
    ['1/2 inch', 'en'],
    ['as was shown.7 A novel way', 'en'],
    ['2 giấy phép, 3 nam 2 nữ', 'vi'],
  ] as const)('are not money, dates, codes or bare numbers: %s', (text, language) => {
    expect(rows(text, language)).toEqual([]);
  });

  it('reads a number as the language writes it, and as the other numbers of the text show', () => {
    expect(figuresIn('1.200 m', 'vi')).toMatchObject([{ value: 1200, doubt: null }]);
    expect(figuresIn('1.200 m', 'en')).toMatchObject([{ value: 1.2, doubt: 1000 }]);
    expect(figuresIn('1.200 m, 3,5 m', 'en')[0]).toMatchObject({ value: 1200, doubt: null });
    expect(figuresIn('1,200 m, 3.5 m', 'vi')[0]).toMatchObject({ value: 1200, doubt: null });
  });

  it('gives one term for one quantity however it is written', () => {
    const terms = (text: string): string[] => figuresIn(text, 'en').flatMap(figureTerms);
    for (const text of ['40 m³/day', '40,000 litres per day', '40 m3 of water a day', '1.6667 m3/h'])
      expect(terms(text)).toEqual(['40_m3/d']);
    expect(terms('100 °F')).toEqual(['37.8_°C']);
    expect(terms('5–7 MPa')).toEqual(['50_bar', '70_bar']);
  });

  it('reads the targets of a need', () => {
    const target = { comparator: 'at_most', valueTo: null } as const;
    expect(quantityOf({ ...target, quantity: 'Độ mặn', value: 1, unit: 'g/L' })).toMatchObject({
      dimension: 'concentration',
      amount: 1000,
    });
    expect(quantityOf({ ...target, quantity: 'pH', value: 7, unit: '' })).toMatchObject({ dimension: 'acidity' });
    expect(quantityOf({ ...target, quantity: 'Chi phí', value: 6500, unit: 'VND/m³' })).toBeNull();
    expect(quantityOf({ ...target, quantity: 'Số mẻ', value: 6, unit: '' })).toBeNull();
  });

  it('cuts out what was written, in order, whatever the text', () => {
    const piece = fc.oneof(anyText, fc.constantFrom(...VIETNAMESE.map(([text]) => text), ...ENGLISH.map(([text]) => text)));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 5 }), fc.constantFrom('vi' as const, 'en' as const), (pieces, language) => {
        const text = pieces.join(' ');
        let before = 0;
        for (const { start, end, unit, value, valueTo } of figuresIn(text, language)) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(text.slice(start, end)).toContain(unit);
          expect(text.slice(start, end)).toMatch(/^[-−]?\d/);
          expect(Number.isFinite(value) && (valueTo === null || value < valueTo)).toBe(true);
          before = end;
        }
      }),
    );
  });

  it('turns a quantity into another unit and back', () => {
    const pairs = [
      ['m3/h', 'l/s'],
      ['°F', '°C'],
      ['HP', 'kW'],
      ['psi', 'bar'],
      ['km/h', 'm/s'],
      ['g/l', 'ppm'],
      ['năm', 'tháng'],
      ['ha', 'm2'],
    ] as const;
    const value = fc.double({ min: 0.001, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(value, fc.constantFrom(...pairs), (asked, [one, other]) => {
        const of = (amount: number, unit: string) => quantityOf({ quantity: '', comparator: 'equal', value: amount, valueTo: null, unit });
        const zero = of(0, other)?.amount ?? Number.NaN;
        const factor = (of(1, other)?.amount ?? Number.NaN) - zero;
        const there = ((of(asked, one)?.amount ?? Number.NaN) - zero) / factor;
        expect(of(there, other)?.amount).toBeCloseTo(of(asked, one)?.amount ?? Number.NaN, 6);
        expect(of(1, other)?.base).toBe(of(1, one)?.base);
      }),
    );
  });
});
