import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../src/fold.ts';
import { oldTone } from '../src/tone.ts';
import { anyText } from './arbitrary.ts';

describe('the habit of placing tone marks', () => {
  it.each([
    ['hoà', 'hòa'],
    ['Thanh Hoá', 'Thanh Hóa'],
    ['khoẻ', 'khỏe'],
    ['xoã', 'xõa'],
    ['đoạ', 'đọa'],
    ['loè', 'lòe'],
    ['thuỷ sản', 'thủy sản'],
    ['luỹ', 'lũy'],
    ['tuý', 'túy'],
    ['HOÀ BÌNH', 'HÒA BÌNH'],
    ['Uỷ ban', 'Ủy ban'],
    ['tự động hoá', 'tự động hóa'],
    ['hoá'.normalize('NFD'), 'hóa'],
  ])('brings %j to %j', (typed, old) => {
    expect(oldTone(typed)).toBe(old);
    expect(oldTone(old)).toBe(old);
  });

  it.each(['quý', 'Quỳ Hợp', 'quỵt', 'hoàn', 'huỳnh', 'thoáng', 'tuýp', 'khuỷu', 'ngoéo', 'water', 'OÀN'])('leaves %j alone', (text) => {
    expect(oldTone(text)).toBe(text);
  });

  it('changes nothing the second time and no letter, only where the mark stands', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(oldTone(oldTone(text))).toBe(oldTone(text));
        expect(fold(oldTone(text))).toBe(fold(text));
      }),
    );
  });
});
