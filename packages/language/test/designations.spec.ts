import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { designationsIn } from '../src/designations.ts';
import { anyText } from './arbitrary.ts';

describe('designations', () => {
  it.each([
    ['Vỏ inox SUS 316L, SUS316L', ['sus316l', 'sus316l']],
    ['IP67, RS-485 và DN 50', ['ip67', 'rs485', 'dn50']],
    ['H₂SO₄ 98%, (MgCl2), Al(OH)3', ['h2so4', 'mgcl2', 'al(oh)3']],
    ['axit C16:0 và C18:2n-6', ['c16:0', 'c18:2n6']],
    ['nước, CAS 7732-18-5', ['7732-18-5']],
    ['theo TCVN 6772, ISO 9001:2015', ['tcvn 6772', 'iso 9001:2015']],
    ['bụi PM2.5, nhóm B01D 71/02', ['pm2.5', 'b01d 71/02']],
    ['máy S7-1200', ['s71200']],
  ])('of %s', (text, expected) => {
    expect(designationsIn(text).map(({ canonical }) => canonical)).toEqual(expected);
  });

  it.each(['40 m³/ngày, 3 tấn', 'số 7732-18-4', 'TRL 4, A4', 'Công nghệ', 'ngày 2 tháng 9 năm 2025', 'the 2nd of May 2025'])(
    'are not in %s',
    (text) => {
      expect(designationsIn(text)).toEqual([]);
    },
  );

  it('stand in their order, none within another, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let before = 0;
        for (const { start, end } of designationsIn(text)) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          before = end;
        }
      }),
    );
  });
});
