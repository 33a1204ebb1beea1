import { describe, expect, it } from 'vitest';
import { shippedDictionary } from '../src/dictionary-data.ts';
import { shippedGlossary } from '../src/glossary-data.ts';
import { shippedMarks } from '../src/marks-data.ts';
import { planQuery, type QueryPlan } from '../src/query.ts';
import { shippedSynonyms } from '../src/synonyms-data.ts';

const tables = { glossary: shippedGlossary(), synonyms: shippedSynonyms(), dictionary: shippedDictionary(), marks: shippedMarks() };
const plan = (text: string): QueryPlan => planQuery(text, { language: 'vi', tables });
const terms = (text: string): string[] => plan(text).terms.map((term) => term.text);

describe('how a query is understood', () => {
  it.each([
    ['cong nghe xu ly nuoc thai', 'công nghệ xử lý nước thải'],
    ['may say nong san "nuoc thai"', 'máy sấy nông sản "nuoc thai"'],
    ['membrane loc nuoc', 'membrane lọc nước'],
    ['CNTT nong nghiep', 'CNTT nông nghiệp'],
    ['nghi dinh 76/2018/ND-CP', 'nghị định 76/2018/ND-CP'],
    ['nuoi cua bien', 'nuôi cua biển'],
    ['nuoc', 'nước'],
  ])('shows the marks of %j as %j', (text, understood) => {
    expect(plan(text).understoodAs).toBe(understood);
  });

  it.each(['công nghệ xu ly nước', 'water treatment', 'robot composite', 'hot pan', 'lua', '76/2018/ND-CP', 'pin'])(
    'guesses nothing in %j: marks, English, codes, or no neighbour to tell by',
    (text) => {
      expect(plan(text).understoodAs).toBeNull();
    },
  );

  it('searches by the folded words all the same', () => {
    const { variants } = plan('cong nghe xu ly nuoc thai');
    expect(variants[0]).toMatchObject({ kind: 'folded', text: 'cong nghe xu ly nuoc thai' });
    expect(variants.some(({ kind }) => kind === 'exact')).toBe(false);
  });

  it('takes synonyms of the likely reading only', () => {
    expect(plan('may say nong san').alsoSearched.filter(({ kind }) => kind === 'synonym')).toEqual([
      { kind: 'synonym', language: null, from: 'máy sấy', to: 'thiết bị sấy' },
    ]);
  });

  it.each([
    ['xử lý nước nhiễm mặn ở ao nuôi tôm', ['xử lý', 'nước nhiễm mặn', 'ao nuôi tôm']],
    ['xu ly nuoc nhiem man o ao nuoi tom', ['xu ly', 'nuoc nhiem man', 'ao nuoi tom']],
    ['làm thế nào để bảo quản vải thiều lâu hơn', ['bảo quản', 'vải thiều', 'lâu']],
    ['chúng tôi đang cần tìm máy sấy chè', ['máy sấy', 'chè']],
    ['có ai biết cách xử lý mùi hôi của nhà máy cao su không ạ', ['xử lý', 'mùi hôi', 'nhà máy', 'cao su']],
    ['we need to reduce arsenic in well water', ['reduce', 'arsenic', 'well water']],
    ['is there any way to dry mango without electricity', ['way', 'dry', 'mango', 'electricity']],
    ['nuoi cua bien', ['nuoi', 'cua bien']],
  ])('keeps of %j what tells', (text, telling) => {
    expect(terms(text).slice(0, telling.length)).toEqual(telling);
  });

  it.each([
    ['công nghệ', true],
    ['cong nghe', true],
    ['vòng bi', true],
    ['heat pump', true],
    ['tôm gạch', false],
  ])('knows whether %j is one word', (text, isOne) => {
    expect(plan(text).terms.map(({ kind }) => kind === 'compound')).toEqual(isOne ? [true] : [false, false]);
  });

  it('lets a compound fall apart that no listing has whole', () => {
    const counts: Record<string, number> = { loc: 5, nuoc: 9 };
    const told = planQuery('máy lọc nước', { language: 'vi', tables: { ...tables, frequency: (word) => counts[word] ?? 0 } });
    expect(told.terms.map(({ text }) => text)).toEqual(['lọc', 'nước']);
    expect(told.dropped).toEqual(['máy']);
  });

  it.each([
    ['76 / 2018 / NĐ - CP', '76/2018/nd-cp'],
    ['76/2018/ NĐ-CP', '76/2018/nd-cp'],
    ['tcvn  5935-1: 2013', 'tcvn 5935-1:2013'],
    ['QĐ 123/QĐ-TTg', '123/qd-ttg'],
    ['a61k31/00', 'a61k 31/00'],
    ['iso22000', 'iso 22000'],
    ['VN-22-TO-2026-0001', 'vn-22-to-2026-0001'],
  ])('reads the number %j as one piece however it is spaced', (text, code) => {
    expect(plan(text).codes).toEqual([code]);
  });

  it('asks for both spellings of English and for either number', () => {
    const texts = plan('odour of fibre membranes').variants.map(({ text }) => text);
    expect(texts).toContain('odour fibre membrane');
    expect(texts).toContain('odor fiber membranes');
  });

  it('plans a query in well under a millisecond', () => {
    const queries = ['cong nghe xu ly nuoc thai', 'công nghệ xử lý nước thải', 'water treatment technology for shrimp ponds'];
    for (let round = 0; round < 200; round += 1) queries.forEach(plan);
    const before = process.cpuUsage();
    for (let round = 0; round < 300; round += 1) queries.forEach(plan);
    const { user } = process.cpuUsage(before);
    expect(user / 900).toBeLessThan(1000);
  });
});
