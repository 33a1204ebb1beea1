import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldWithMap, hasMarks, nfc, originalRange } from '../src/fold.ts';
import { anyText } from './arbitrary.ts';

describe('folding', () => {
  it.each([
    ['công nghệ', 'cong nghe'],
    ['Định giá công nghệ - Đắk Lắk', 'dinh gia cong nghe - dak lak'],
    ['hoà', 'hoa'],
    ['Hòa', 'hoa'],
    ['Thuỷ sản', 'thuy san'],
    ['NGHIỆP', 'nghiep'],
    ['điện mặt trời', 'dien mat troi'],
    ['nước nhiễm mặn', 'nuoc nhiem man'],
    ['ĐBSCL', 'dbscl'],
    ['ðịnh giá', 'dinh gia'],
    ['khuỷu', 'khuyu'],
    ['café', 'cafe'],
    ['İ', 'i'],
    ['H₂O 🚰', 'h₂o 🚰'],
    ['', ''],
  ])('reads %j as %j', (text, folded) => {
    expect(fold(text)).toBe(folded);
    expect(fold(text.normalize('NFD'))).toBe(folded);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  it('does not see how marks are encoded', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')));
      }),
    );
  });

  it('keeps composed text composed', () => {
    expect(nfc('nghe\u0323\u0302')).toBe('nghệ');
  });

  it.each([
    ['bò', true],
    ['đá', true],
    ['đo', true],
    ['bo\u0300', true],
    ['bo', false],
    ['ISO 22000', false],
    ['', false],
    ['Đ', true],
    ['ƠI', true],
    ['water 🚰', false],
  ])('knows whether %j has marks', (text, expected) => {
    expect(hasMarks(text)).toBe(expected);
  });
});

describe('folding with the way back', () => {
  it.each([
    ['Công nghệ', 'nghe', 'nghệ'],
    ['Công nghệ'.normalize('NFD'), 'cong', 'Công'.normalize('NFD')],
    ['🚰🚰 nước', 'nuoc', 'nước'],
    ['Đắk Lắk', 'lak', 'Lắk'],
    ['Hoà Bình', 'hoa', 'Hoà'],
    ['a\u0323\u0302b', 'a', 'a\u0323\u0302'],
    ['x 🚰đá', 'da', 'đá'],
    ['ðơn', 'don', 'ðơn'],
    ['TỶ', 'ty', 'TỶ'],
    ['\u0301a', 'a', 'a'],
  ])('finds in %j the place of %j', (text, folded, original) => {
    const map = foldWithMap(text);
    const at = map.folded.indexOf(folded);
    expect(text.slice(...originalRange(map, at, at + folded.length))).toBe(original);
  });

  it('folds like plain folding, one place in the original for every character', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const map = foldWithMap(text);
        expect(map.folded).toBe(fold(text));
        expect(map.starts).toHaveLength(map.folded.length);
        expect(map.ends).toHaveLength(map.folded.length);
        for (const [at, start] of map.starts.entries()) {
          const end = map.ends[at] ?? -1;
          expect(start < end && end <= text.length).toBe(true);
          expect(fold(text.slice(start, end))).toContain(map.folded[at]);
        }
      }),
    );
  });

  it('folds every composed Latin letter to one character, alone or among others', () => {
    const from = (first: number, last: number): string[] =>
      Array.from({ length: last - first + 1 }, (_, at) => String.fromCharCode(first + at));
    const all = [...from(0, 0x24f), ...from(0x1e00, 0x1eff), ...from(0x2010, 0x2027)];
    expect(all.filter((letter) => fold(letter).length !== 1)).toEqual([]);
    const text = all.join('');
    expect(foldWithMap(text)).toEqual({
      folded: all.map((letter) => fold(letter)).join(''),
      starts: [...text].map((_, at) => at),
      ends: [...text].map((_, at) => at + 1),
    });
  });
});
