import { describe, expect, it } from 'vitest';
import glossaryFile from '../data/glossary.json' with { type: 'json' };
import synonymFile from '../data/synonyms.json' with { type: 'json' };
import { plural, singular } from '../src/english.ts';
import { fold } from '../src/fold.ts';
import { shippedGlossary } from '../src/glossary-data.ts';
import { translations } from '../src/glossary.ts';
import { guessLanguage } from '../src/guess-language.ts';
import { bestCover, longestMatches, typedWord } from '../src/phrases.ts';
import { shippedSynonyms } from '../src/synonyms-data.ts';
import { tokens } from '../src/tokens.ts';

const glossary = shippedGlossary();
const typed = (text: string) => tokens(text).map((token) => typedWord(token.text));
const translated = (from: 'vi' | 'en', text: string): string[][] =>
  translations(glossary, from, typed(text)).map((match) => [...match.values]);
const others = (text: string): string[] =>
  longestMatches(shippedSynonyms(), typed(text)).flatMap((match) => match.values.flatMap((value) => value.others));

describe('the glossary', () => {
  it.each([
    ['chuyển giao công nghệ', 'technology transfer'],
    ['chuyen giao cong nghe', 'technology transfer'],
    ['chuyển giao công nghệ'.normalize('NFD'), 'technology transfer'],
    ['xử lý nước thải', 'wastewater treatment'],
    ['xu ly nuoc thai', 'wastewater treatment'],
    ['tái chế', 'recycling'],
    ['pin nhiên liệu', 'fuel cell'],
    ['sở hữu trí tuệ', 'intellectual property'],
    ['công nghệ sinh học', 'biotechnology'],
    ['bí quyết', 'know-how'],
    ['tự động hoá', 'automation'],
    ['tự động hóa', 'automation'],
  ])('leads from Vietnamese %j to %j', (vietnamese, english) => {
    expect(translated('vi', vietnamese)[0]).toContain(english);
  });

  it.each([
    ['technology transfer', 'chuyển giao công nghệ'],
    ['batteries', 'pin'],
    ['Fuel Cells', 'pin nhiên liệu'],
    ['wind turbines', 'tua-bin gió'],
    ['wastewater treatment', 'xử lý nước thải'],
    ['reverse osmosis', 'thẩm thấu ngược'],
    ['freeze drying', 'sấy thăng hoa'],
    ['know-how', 'bí quyết'],
    ['trade secret', 'bí mật kinh doanh'],
    ['royalty', 'phí kỳ vụ'],
  ])('leads from English %j to %j', (english, vietnamese) => {
    expect(translated('en', english)[0]).toContain(vietnamese);
  });

  it('takes the longest terms, and of two ways to cut the one that leaves fewer words over', () => {
    expect(translated('vi', 'công nghệ sinh học')).toEqual([['biotechnology']]);
    expect(translated('vi', 'màng thẩm thấu ngược')).toEqual([['reverse osmosis membrane']]);
    const known = ['0-1', '0-3', '1-4', '4-5', '4-6'];
    expect(bestCover(6, 3, (start, end) => known.find((span) => span === `${start}-${end}`) ?? null)).toEqual(['0-1', '1-4', '4-6']);
  });

  it('lets typed marks decide and offers every reading where none were typed', () => {
    expect(translated('vi', 'lúa').flat()).toContain('rice');
    expect(translated('vi', 'lụa')).toEqual([['silk']]);
    expect(translated('vi', 'lua').flat()).toEqual(expect.arrayContaining(['rice', 'silk']));
    expect(translated('vi', 'lủa')).toEqual([]);
  });

  it('is composed text, each pair once, no side empty', () => {
    const pairs = glossaryFile.pairs.map((pair) => pair.slice(1).join('|').toLowerCase());
    expect(pairs.length).toBeGreaterThan(1300);
    expect(new Set(pairs).size).toBe(pairs.length);
    for (const pair of glossaryFile.pairs) {
      expect(pair).toHaveLength(3);
      for (const side of pair) expect(side.normalize('NFC').trim()).toBe(side);
      expect(pair.map((side) => tokens(side).length > 0)).toEqual([true, true, true]);
    }
  });
});

describe('synonyms and abbreviations', () => {
  it.each([
    ['KH&CN', 'khoa học và công nghệ'],
    ['kh&cn', 'khoa học và công nghệ'],
    ['KHCN', 'khoa học và công nghệ'],
    ['CNTT', 'công nghệ thông tin'],
    ['cntt', 'công nghệ thông tin'],
    ['ĐMST', 'đổi mới sáng tạo'],
    ['dmst', 'đổi mới sáng tạo'],
    ['CGCN', 'chuyển giao công nghệ'],
    ['SHTT', 'sở hữu trí tuệ'],
    ['TP.HCM', 'Thành phố Hồ Chí Minh'],
    ['tphcm', 'Thành phố Hồ Chí Minh'],
    ['HN', 'Hà Nội'],
    ['UBND', 'ủy ban nhân dân'],
    ['NĐ-CP', 'nghị định'],
    ['điện mặt trời', 'quang điện'],
    ['dien mat troi', 'năng lượng mặt trời'],
    ['quang điện', 'điện mặt trời'],
    ['heo', 'lợn'],
    ['inox', 'thép không gỉ'],
  ])('lead from %j to %j and back', (short, long) => {
    expect(others(short)).toContain(long);
    expect(others(long).map(fold)).toContain(fold(short));
  });

  it('reads DN as an enterprise, ĐN as either place, and never one place for the other', () => {
    expect(others('DN')).toEqual(['doanh nghiệp']);
    expect(others('dn')).toEqual(['doanh nghiệp']);
    expect(others('ĐN')).toEqual(['Đà Nẵng', 'Đồng Nai']);
    expect(others('Đà Nẵng')).toEqual(['ĐN']);
  });

  it('are composed text, dated, with a licence, and no term twice in a group', () => {
    expect(synonymFile.version).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(synonymFile.licence).toContain('Apache-2.0');
    for (const group of [...synonymFile.abbreviations, ...synonymFile.synonyms]) {
      expect(group.length).toBeGreaterThan(1);
      expect(new Set(group.map((term) => term.toLowerCase())).size).toBe(group.length);
      for (const term of group) expect(term.normalize('NFC').trim()).toBe(term);
    }
  });
});

describe('the number of an English word', () => {
  it.each([
    ['batteries', 'battery'],
    ['processes', 'process'],
    ['ponds', 'pond'],
    ['wastes', 'waste'],
    ['glass', 'glass'],
    ['virus', 'virus'],
    ['analysis', 'analysis'],
    ['gas', 'gas'],
    ['technologies', 'technology'],
    ['sensors', 'sensor'],
  ])('%j is one of %j', (many, one) => {
    expect(singular(many)).toBe(one);
  });

  it.each([
    ['battery', 'batteries'],
    ['process', 'processes'],
    ['pond', 'ponds'],
    ['box', 'boxes'],
    ['alloy', 'alloys'],
    ['switch', 'switches'],
    ['brush', 'brushes'],
    ['technology', 'technologies'],
    ['membrane', 'membranes'],
    ['sensor', 'sensors'],
  ])('several of %j are %j', (one, many) => {
    expect(plural(one)).toBe(many);
  });
});

describe('the language of a short text', () => {
  it.each([
    ['công nghệ', 'vi'],
    ['cong nghe xu ly nuoc thai', 'vi'],
    ['may say nong san', 'vi'],
    ['máy sấy cho water treatment plants', 'vi'],
    ['wastewater treatment', 'en'],
    ['lithium battery recycling', 'en'],
    ['perovskite', 'en'],
    ['solar pump', 'en'],
    ['CNTT', null],
    ['ISO 22000', null],
    ['', null],
    ['76/2018', null],
  ])('of %j is %j', (text, language) => {
    expect(guessLanguage(text)).toBe(language);
  });
});
