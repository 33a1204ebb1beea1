import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromSlips, fromTelex, fromVni } from '../src/keyboard-slips.ts';
import { isFoldedSyllable, isSyllable } from '../src/syllable.ts';
import { toTelex } from '../src/telex.ts';
import { oldTone } from '../src/tone.ts';
import { anyText, syllable } from './arbitrary.ts';

describe('marks spelt out in Telex', () => {
  it.each([
    ['công nghệ', 'coong ngheej'],
    ['Hệ thống điện mặt trời nổi trên hồ thủy lợi', 'heej thoongs ddieenj mawtj trowif nooir treen hoof thuyr lowij'],
    ['Vật liệu quang điện perovskite bền ẩm', 'vaatj lieeuj quang ddieenj perovskite beenf aamr'],
    ['Máy sấy bơm nhiệt cho chè xanh', 'mays saays bowm nhieetj cho chef xanh'],
    ['Chế biến thịt bò khô ít muối', 'chees bieens thitj bof khoo its muoois'],
    ['Bộ điều khiển động cơ không chổi than', 'booj ddieeuf khieenr ddoongj cow khoong chooir than'],
    ['Tận dụng bột đá vôi làm gạch không nung', 'taanj dungj bootj ddas vooi lamf gachj khoong nung'],
    ['Khử mặn nước lợ bằng màng nano', 'khuwr mawnj nuwowcs lowj bawngf mangf nano'],
    ['giảm COD 85 %.', 'giamr cod 85 %.'],
    ['76/2018/NĐ-CP', '76/2018/ndd-cp'],
    ['Cáp điện hạ áp theo TCVN 5935-1:2013', 'caps ddieenj haj aps theo tcvn 5935-1:2013'],
    ['hoà', 'hoaf'],
    ['hòa'.normalize('NFD'), 'hoaf'],
  ])('writes %j as %j', (text, telex) => {
    expect(toTelex(text)).toBe(telex);
  });

  it('keeps apart what folding makes equal, and agrees on both tone habits', () => {
    expect(new Set(['bò', 'bơ', 'bộ', 'bo', 'bỏ'].map(toTelex)).size).toBe(5);
    expect(toTelex('thuỷ')).toBe(toTelex('thủy'));
  });
});

describe('text typed with the keyboard switched off', () => {
  it.each([
    ['coong ngheej', 'công nghệ'],
    ['nghieejp', 'nghiệp'],
    ['nuwowcs thair', 'nước thải'],
    ['nuocws', 'nước'],
    ['ddieenj mawtj trowif', 'điện mặt trời'],
    ['muwa', 'mưa'],
    ['thuowr', 'thuở'],
    ['hoawcj', 'hoặc'],
    ['quys', 'quý'],
    ['gif', 'gì'],
    ['gieengs', 'giếng'],
    ['Coong Ngheej', 'Công Nghệ'],
    ['COONG NGHEEJ', 'CÔNG NGHỆ'],
    ['thuyr sanr', 'thủy sản'],
  ])('reads Telex %j as %j', (typed, meant) => {
    expect(fromTelex(typed)).toBe(meant);
  });

  it.each([
    ['cong6 nghe65', 'công nghệ'],
    ['nghe65', 'nghệ'],
    ['nuoc71 tha3i', 'nước thải'],
    ['nuo7c1', 'nước'],
    ['d9ie6n5', 'điện'],
    ['dien965', 'điện'],
    ['ma85t tro72i', 'mặt trời'],
    ['u7o7m', 'ươm'],
    ['xu73 ly1', 'xử lý'],
    ['tha1i', 'thái'],
    ['tre6n', 'trên'],
  ])('reads VNI %j as %j', (typed, meant) => {
    expect(fromVni(typed)).toBe(meant);
  });

  it('reads either keyboard, word by word, and leaves proper words alone', () => {
    expect(fromSlips('coong nghe65')).toBe('công nghệ');
    expect(fromSlips('công ngheej')).toBe('công nghệ');
    expect(fromSlips('xuwr ly1 nuoc')).toBe('xử lý nuoc');
  });

  it.each(['water', 'user', 'CO2', 'win10', 'A61K 31/00', 'free', 'book', 'công nghệ', 'cong nghe', 'perovskite', 'H2SO4', 'a4', ''])(
    'leaves %j as typed',
    (text) => {
      expect(fromSlips(text)).toBe(text);
    },
  );

  it('gives back every syllable that was spelt out', () => {
    fc.assert(
      fc.property(syllable, (word) => {
        expect(fromTelex(toTelex(word))).toBe(oldTone(word));
      }),
    );
  });

  it('makes only plausible syllables, of any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const typed = text.match(/[\p{L}\p{M}\p{Nd}]+/gu) ?? [];
        for (const word of typed) {
          const meant = fromSlips(word);
          expect(meant === word || isSyllable(meant)).toBe(true);
        }
      }),
    );
  });
});

describe('the form of a Vietnamese syllable', () => {
  it.each([
    'nghệ',
    'giếng',
    'gì',
    'quyết',
    'quốc',
    'khuỷu',
    'thuở',
    'rượu',
    'ươm',
    'yêu',
    'oan',
    'đắk',
    'ngoằn',
    'Nước',
    'hoà'.normalize('NFD'),
  ])('accepts %j', (word) => {
    expect(isSyllable(word)).toBe(true);
  });

  it.each(['water', 'bôk', 'học'.replace('ọ', 'ò'), 'thắng mắn'.replace(' ', ''), 'frê', 'zô', 'nghjệ', '', 'hóà', 'méxico'])(
    'refuses %j',
    (word) => {
      expect(isSyllable(word)).toBe(false);
    },
  );

  it('still accepts a syllable whose marks were left out', () => {
    fc.assert(
      fc.property(syllable, (word) => {
        expect(isFoldedSyllable(word)).toBe(true);
      }),
    );
  });
});
