import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedGlossary } from '../src/glossary-data.ts';
import { planQuery, withCorrections, type QueryPlan } from '../src/query.ts';
import { shippedSynonyms } from '../src/synonyms-data.ts';
import { toTelex } from '../src/telex.ts';
import { anyText } from './arbitrary.ts';

const tables = { glossary: shippedGlossary(), synonyms: shippedSynonyms() };
const plan = (text: string): QueryPlan => planQuery(text, { language: 'vi', tables });
const asked = (text: string): string[] => plan(text).variants.map((variant) => `${variant.kind} ${variant.weight} ${variant.text}`);
const textsOf = (text: string, kind: string): string[] =>
  plan(text)
    .variants.filter((variant) => variant.kind === kind)
    .map((variant) => variant.text);

describe('the plan of a query', () => {
  it('asks for exact marks first when some were typed, then for any marks', () => {
    expect(asked('bột đá vôi')).toEqual(['exact 1.2 bột đá vôi', 'folded 1 bột đá vôi']);
    expect(toTelex(plan('bột đá vôi').variants[0]?.text ?? '')).toBe('bootj ddas vooi');
    expect(asked('bot da voi')).toEqual(['folded 1 bot da voi']);
  });

  it('compares marks in one habit and one encoding', () => {
    const marked = (text: string) => plan(text).terms.flatMap((term) => term.marked);
    expect(marked('thanh hoá')).toEqual(['thanh', 'hóa']);
    expect(marked('Thanh Hóa'.normalize('NFD'))).toEqual(['thanh', 'hóa']);
  });

  it.each([
    ['76/2018/NĐ-CP', ['76/2018/nd-cp'], []],
    ['nghị định 76/2018', ['76/2018'], ['nghi', 'dinh']],
    ['cáp điện TCVN 5935-1:2013', ['tcvn 5935-1:2013'], ['cap', 'dien']],
    ['ISO22000', ['iso 22000'], []],
    ['chè iso 22000', ['iso 22000'], ['che']],
    ['A61K 31/00', ['a61k 31/00'], []],
    ['C02F nước thải', ['c02f'], ['nuoc', 'thai']],
    ['DEMO-TO-2026-000042', ['demo-to-2026-000042'], []],
    ['3628/QĐ-UBND', ['3628/qd-ubnd'], []],
    ['"76/2018/NĐ-CP" định giá', ['76/2018/nd-cp'], ['dinh', 'gia']],
  ])('takes codes whole: %j', (text, codes, words) => {
    expect(plan(text).codes).toEqual(codes);
    expect(plan(text).words).toEqual(words);
    for (const variant of plan(text).variants)
      for (const code of variant.terms.filter((term) => term.kind === 'code')) expect(variant.text).toContain(`"${code.text}"`);
  });

  it.each([
    ['"nước nhiễm mặn" tôm', ['nước nhiễm mặn'], ['tom']],
    ['“nước nhiễm mặn”', ['nước nhiễm mặn'], []],
    ['«solar power» pump', ['solar power'], ['pump']],
    ['"a" "b"', ['a', 'b'], []],
    ['5" pipe', [], ['5', 'pipe']],
    ['""', [], []],
  ])('keeps quoted phrases: %j', (text, phrases, words) => {
    expect(plan(text).phrases).toEqual(phrases);
    expect(plan(text).words).toEqual(words);
  });

  it.each([
    ['máy sấy của tôi', ['may', 'say']],
    ['thức ăn cho chó', ['thuc', 'an', 'cho']],
    ['thiết bị để lọc nước ở đảo', ['thiet', 'bi', 'loc', 'nuoc', 'dao']],
    ['the treatment of wastewater', ['treatment', 'wastewater']],
    ['nuoi cua bien', ['nuoi', 'cua', 'bien']],
    ['trong lua', ['trong', 'lua']],
    ['may nen khi', ['may', 'nen', 'khi']],
    ['thiet bi va vat lieu', ['thiet', 'bi', 'vat', 'lieu']],
    ['khoa học và công nghệ', ['khoa', 'hoc', 'va', 'cong', 'nghe']],
    ['của', ['cua']],
    ['I need a dryer for tea', ['dryer', 'tea']],
  ])('leaves out what says nothing, unless nothing else is left: %j', (text, words) => {
    expect(plan(text).words).toEqual(words);
  });

  it('keeps at most eight telling words, whole terms before loose ones and general ones last', () => {
    const long = plan('hệ thống cảm biến giám sát chất lượng nước ao nuôi tôm công nghệ cao tại đồng bằng sông cửu long');
    expect(long.words).toHaveLength(8);
    expect(long.words.join(' ')).toContain('cam bien');
    expect(long.dropped).toContain('hệ thống');
    expect(plan(Array.from({ length: 30 }, (_, at) => `wordy${at}`).join(' ')).words).toHaveLength(8);
  });

  it('leaves out words that no listing has and prefers the rarest, when the index tells', () => {
    const counts: Record<string, number> = { nuoc: 900, loc: 50, perovskite: 2, xyzzy: 0 };
    const told = planQuery('lọc nước perovskite xyzzy', { language: 'vi', tables: { frequency: (word) => counts[word] ?? 0 } });
    expect(told.words).toEqual(['loc', 'nuoc', 'perovskite']);
    expect(told.dropped).toEqual(['xyzzy']);
    expect(planQuery('xyzzy', { language: 'vi', tables: { frequency: () => 0 } }).words).toEqual(['xyzzy']);
    const rarest = planQuery('a1 b2 c3 d4 e5 f6 g7 h8 i9', { language: 'vi', tables: { frequency: (word) => (word === 'c3' ? 999 : 1) } });
    expect(rarest.dropped).toEqual(['c3']);
  });

  it.each([
    ['điện mặt trời', ['quang điện', 'năng lượng mặt trời', 'quang năng']],
    ['dien mat troi', ['quang điện', 'năng lượng mặt trời', 'quang năng']],
    ['hệ thống điện mặt trời', ['hệ thống quang điện', 'hệ thống năng lượng mặt trời', 'hệ thống quang năng']],
    ['KH&CN', ['KHCN', 'khoa học và công nghệ']],
    ['DN', ['doanh nghiệp']],
    ['ĐN', ['Đà Nẵng', 'Đồng Nai']],
    ['thịt heo', ['thịt lợn']],
    ['lò hơi', ['nồi hơi']],
    ['SHTT', ['sở hữu trí tuệ']],
    ['may say nong san', ['thiết bị sấy nong san']],
    ['quả bơ', []],
  ])('asks with synonyms too: %j', (text, others) => {
    expect(textsOf(text, 'synonym')).toEqual(others);
  });

  it.each([
    ['nước nhiễm mặn', 'brackish water'],
    ['nuoc nhiem man', 'brackish water'],
    ['xử lý nước thải', 'wastewater treatment'],
    ['công nghệ xử lý nước thải', 'wastewater treatment technology'],
    ['battery recycling', 'tái chế pin'],
    ['batteries', 'pin'],
    ['xử lý nước nhiễm mặn ở ao nuôi tôm', 'shrimp pond brackish water treatment'],
    ['membrane lọc nước', 'water purification membrane'],
    ['CNTT', 'information technology'],
    ['KH&CN', 'science and technology'],
    ['điện mặt trời', 'solar power'],
    ["bird's nest", 'yến sào'],
  ])('asks in the other language too: %j as %j', (text, translation) => {
    expect(textsOf(text, 'translation')).toContain(translation);
  });

  it('does not translate when it knows less than half of the words, nor without a glossary', () => {
    expect(textsOf('tôm hùm bông lồng bè nổi', 'translation')).toEqual([]);
    const monolingual = planQuery('nước nhiễm mặn', { language: 'vi', tables: { synonyms: tables.synonyms } });
    expect(monolingual.variants.map((variant) => variant.kind)).toEqual(['exact', 'folded', 'synonym', 'synonym']);
  });

  it('says what was searched beside the typed words, each once', () => {
    expect(plan('nước nhiễm mặn').alsoSearched).toEqual([
      { kind: 'synonym', language: null, from: 'nước nhiễm mặn', to: 'nước mặn' },
      { kind: 'synonym', language: null, from: 'nước nhiễm mặn', to: 'nước lợ' },
      { kind: 'translation', language: 'en', from: 'nước nhiễm mặn', to: 'brackish water' },
    ]);
  });

  it.each([
    ['coong nghe65', 'công nghệ'],
    ['nghieejp', 'nghiệp'],
    ['nuoc71 thai3', 'nước thải'],
    ['ddieenj mawtj trowif', 'điện mặt trời'],
    ['sinh hocj', 'sinh học'],
    ['nuwowcs thair', 'nước thải'],
    ['chees bieens', 'chế biến'],
    ['thuyr sanr', 'thủy sản'],
    ['xu73 ly1 nuoc71', 'xử lý nước'],
    ['mawtj trowif', 'mặt trời'],
  ])('reads keyboard slips, should nothing else be found: %j as %j', (text, meant) => {
    const slips = plan(text).variants.filter((variant) => variant.kind === 'telex');
    expect(slips.map((variant) => [variant.text, variant.fallback])).toEqual([[meant, true]]);
  });

  it('does not take English for a slip', () => {
    expect(textsOf('water treatment pest control', 'telex')).toEqual([]);
  });

  it('asks for the other number of English words', () => {
    expect(asked('sensors')).toContain('folded 0.9 sensor');
    expect(asked('pump')).toContain('folded 0.9 pumps');
  });

  it('takes corrections from the index as a fallback', () => {
    const mended = withCorrections(plan('perovsite film'), new Map([['perovsite', 'perovskite']]));
    const last = mended.variants.at(-1);
    expect(last).toMatchObject({
      kind: 'correction',
      text: 'perovskite film',
      weight: 0.9,
      fallback: true,
      source: [{ from: 'perovsite', to: 'perovskite' }],
    });
    expect(withCorrections(plan('film'), new Map([['other', 'x']]))).toEqual(plan('film'));
  });

  it('has nothing to ask when nothing was said', () => {
    for (const text of ['', '   ', ';;', '""', '-', '\u0000', '🚰'])
      expect(plan(text)).toMatchObject({ terms: [], variants: [], alsoSearched: [] });
  });

  it('is bounded and well-formed for any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { variants, words, terms, original } = plan(text);
        expect(words.length).toBeLessThanOrEqual(8);
        expect(original.isWellFormed()).toBe(true);
        expect(variants.length > 0).toBe(terms.length > 0);
        expect(variants.length).toBeLessThanOrEqual(14);
        for (const variant of variants) {
          expect(variant.terms.length).toBeGreaterThan(0);
          expect(variant.weight).toBeLessThanOrEqual(1.2);
          for (const term of variant.terms) expect(term.folded).toHaveLength(term.marked.length);
        }
      }),
    );
  });

  it.each(['a '.repeat(5000), '"'.repeat(10000), 'x'.repeat(100000), '1-'.repeat(9000), 'nước '.repeat(2000), '\ud800'.repeat(5000)])(
    'reads a hostile text in bounded time, case %#',
    (text) => {
      const start = performance.now();
      plan(text);
      expect(performance.now() - start).toBeLessThan(250);
    },
  );
});
