import { describe, expect, it } from 'vitest';
import { shippedDictionary } from '../src/dictionary-data.ts';
import { glossPieces, glossText } from '../src/gloss.ts';
import { shippedGlossary } from '../src/glossary-data.ts';
import { sentences } from '../src/sentences.ts';
import { unitsOf } from '../src/units.ts';

const tables = { glossary: shippedGlossary(), dictionary: shippedDictionary() };
const gloss = (text: string): string => glossText(glossPieces(text, 'vi', tables));

describe('the units of a text', () => {
  it('are English stems without stop words, pairs only of neighbours', () => {
    expect(unitsOf('Filtering of the brackish waters', 'english')).toEqual({
      words: ['filter', 'brackish', 'water'],
      pairs: ['brackish_water'],
    });
  });

  it('are Vietnamese syllables with their marks in one habit', () => {
    expect(unitsOf('Hoà tan, THUỶ lực', 'vietnamese')).toEqual({
      words: ['hòa', 'tan', 'thủy', 'lực'],
      pairs: ['hòa_tan', 'tan_thủy', 'thủy_lực'],
    });
  });

  it('are the same folded, with marks or without', () => {
    expect(unitsOf('xử lý nước thải', 'folded')).toEqual(unitsOf('xu ly nuoc thai', 'folded'));
  });
});

describe('sentences', () => {
  it('end before a capital or a figure, and headings say nothing alone', () => {
    expect(sentences('Overview. The membrane lasts five years.\n 40 l/h are filtered, e.g. for ponds.')).toEqual([
      'The membrane lasts five years.',
      '40 l/h are filtered, e.g. for ponds.',
    ]);
  });
});

describe('a gloss', () => {
  it('takes the longest terms in the order of the text', () => {
    expect(gloss('thiết bị lọc nước nhiễm mặn')).toBe('water filter salinization');
  });

  it('leaves function words out and takes names along', () => {
    expect(gloss('Jared Allen có bao nhiêu điểm')).toBe('Jared Allen point');
  });

  it('reads a word that could end one clause or begin the next within its clause', () => {
    expect(glossPieces('lọc nước, nhiễm mặn', 'vi', tables).map(({ from }) => from)).not.toContain('nước nhiễm mặn');
  });

  it('shows the words a piece stands for, with all its meanings', () => {
    expect(glossPieces('nhiễm mặn', 'vi', tables)).toEqual([
      { from: 'nhiễm mặn', to: ['salinization', 'saline contamination'], kind: 'technical' },
    ]);
  });

  it('reads a word without marks in a text with marks as it stands: a bee is no pipe, an area no removal', () => {
    expect(gloss('khu vườn không hại ong')).not.toMatch(/removal|pipe/);
    expect(gloss('vỏ tàu sau hai năm')).not.toContain('pest');
  });

  it('takes one term rather than two that are better known', () => {
    expect(gloss('theo dõi bệnh nhân')).toBe('monitoring patient');
  });

  it('says nothing of who asks, nor of a function word that comes first', () => {
    expect(gloss('Chúng tôi muốn lọc nước. Cần máy bơm')).toBe(gloss('lọc nước. máy bơm'));
  });

  it('asks the words added by hand before the larger lists', () => {
    expect(gloss('hai năm')).not.toContain('five');
    expect(gloss('liệt nửa người, tai biến')).toBe('hemiplegia stroke');
  });

  it('never contradicts a mark: tea is no regulation', () => {
    expect(gloss('chè')).not.toBe(gloss('chế'));
  });
});
