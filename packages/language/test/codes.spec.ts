import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalCode, codesIn, isCode } from '../src/codes.ts';
import { fold } from '../src/fold.ts';
import { foldedWords, tokens } from '../src/tokens.ts';
import { anyText } from './arbitrary.ts';

describe('codes', () => {
  it.each([
    ['document', '76/2018/NĐ-CP', '76/2018/nd-cp'],
    ['document', '3628/QĐ-UBND', '3628/qd-ubnd'],
    ['document', '12/2008/QĐ-BKHCN', '12/2008/qd-bkhcn'],
    ['document', '57-NQ/TW', '57-nq/tw'],
    ['document', '193/2025/QH15', '193/2025/qh15'],
    ['document', '76/2018/nd–cp', '76/2018/nd-cp'],
    ['standard', 'TCVN 5935-1:2013', 'tcvn 5935-1:2013'],
    ['standard', 'tcvn5935-1:2013', 'tcvn 5935-1:2013'],
    ['standard', 'TCVN ISO 22000:2018', 'tcvn iso 22000:2018'],
    ['standard', 'QCVN 40:2011/BTNMT', 'qcvn 40:2011/btnmt'],
    ['standard', 'ISO22000', 'iso 22000'],
    ['standard', 'ISO/IEC 17025:2017', 'iso/iec 17025:2017'],
    ['standard', 'ASTM D638', 'astm d638'],
    ['ipc', 'A61K 31/00', 'a61k 31/00'],
    ['ipc', 'c02f3/34', 'c02f 3/34'],
    ['ipc', 'H01M', 'h01m'],
    ['patent', 'US 10,123,456 B2', 'us 10,123,456 b2'],
    ['patent', 'WO 2020/123456', 'wo 2020/123456'],
    ['patent', 'VN 1-0021234', 'vn 1-0021234'],
    ['reference', 'DEMO-TO-2026-000042', 'demo-to-2026-000042'],
    ['reference', 'VN-22-TO-2026-0001', 'vn-22-to-2026-0001'],
    ['reference', 'qn-tn-2026-000007', 'qn-tn-2026-000007'],
  ])('of the kind %s: %j, canonically %j', (kind, text, canonical) => {
    expect(isCode(text)).toBe(true);
    const sentence = `Theo ${text}, công nghệ (${text})`;
    expect(codesIn(sentence).map((code) => [code.kind, code.canonical, sentence.slice(code.start, code.end)])).toEqual([
      [kind, canonical, text],
      [kind, canonical, text],
    ]);
    expect(canonicalCode(text)).toBe(canonical);
  });

  it.each([
    ['76/2018', '76/2018/NĐ-CP'],
    ['76/2018/ND', '76/2018/NĐ-CP'],
    ['TCVN 5935', 'TCVN 5935-1:2013'],
    ['tcvn 5935-1', 'TCVN 5935-1:2013'],
    ['iso 22', 'ISO 22000:2018'],
    ['A61K', 'A61K 31/00'],
    ['a61k 31', 'A61K 31/00'],
    ['C02F 3/3', 'C02F 3/34'],
    ['DEMO-TO-2026', 'DEMO-TO-2026-000042'],
    ['demo-to-2026-0000', 'DEMO-TO-2026-000042'],
    ['ISO/IEC 17', 'ISO/IEC 17025:2017'],
  ])('are found by their beginning: %j of %j', (typed, whole) => {
    expect(isCode(typed)).toBe(true);
    expect(canonicalCode(whole).startsWith(canonicalCode(typed))).toBe(true);
  });

  it.each([
    '24/7',
    '3/4',
    '20/11/2026',
    'COVID-19',
    'CO2',
    'PM2.5',
    '3D',
    'công nghệ 4.0',
    '3-phase/single',
    'từ 3 đến 5 m3/ngày',
    '1.500.000',
    '0912345678',
  ])('are not seen in %j', (text) => {
    expect(codesIn(text)).toEqual([]);
  });

  it('are canonical once made canonical', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { canonical } of codesIn(text)) expect(canonicalCode(canonical)).toBe(canonical);
      }),
    );
  });

  it.each([
    '1-'.repeat(5000),
    'iso '.repeat(2500),
    '1,'.repeat(5000),
    `us 1${'1,'.repeat(5000)}`,
    'a-b-'.repeat(3000),
    '\u0301'.repeat(9999),
    'qd-'.repeat(3000),
  ])('cost no more than reading a long text, case %#', (hostile) => {
    const start = performance.now();
    tokens(hostile);
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe('tokens', () => {
  it('are words and whole codes, at their places', () => {
    const text = 'Máy sấy H2S 3D theo TCVN 5935-1:2013, KH&CN';
    expect(tokens(text).map(({ kind, folded, start, end }) => [kind, folded, text.slice(start, end)])).toEqual([
      ['word', 'may', 'Máy'],
      ['word', 'say', 'sấy'],
      ['word', 'h2s', 'H2S'],
      ['word', '3d', '3D'],
      ['word', 'theo', 'theo'],
      ['code', 'tcvn 5935-1:2013', 'TCVN 5935-1:2013'],
      ['word', 'kh', 'KH'],
      ['word', 'cn', 'CN'],
    ]);
  });

  it('stand in order, apart, and fold to what they say, in any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let end = 0;
        for (const token of tokens(text)) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(text.slice(token.start, token.end)).toBe(token.text);
          expect(token.folded).toBe(token.kind === 'code' ? canonicalCode(token.text) : fold(token.text));
          end = token.end;
        }
      }),
    );
  });

  it('give the folded words alone where codes do not matter', () => {
    expect(foldedWords('Nghị định 76/2018/NĐ-CP')).toEqual(['nghi', 'dinh', '76', '2018', 'nd', 'cp']);
  });
});
