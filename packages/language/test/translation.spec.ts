import { describe, expect, it } from 'vitest';
import { shippedDictionary } from '../src/dictionary-data.ts';
import { dictionaryReader } from '../src/dictionary.ts';
import { shippedGlossary } from '../src/glossary-data.ts';
import { shippedMarks } from '../src/marks-data.ts';
import { typedWord } from '../src/phrases.ts';
import { planQuery, type QueryPlan } from '../src/query.ts';
import { shippedSynonyms } from '../src/synonyms-data.ts';

const tables = { glossary: shippedGlossary(), synonyms: shippedSynonyms(), dictionary: shippedDictionary(), marks: shippedMarks() };
const plan = (text: string, translate = true): QueryPlan => planQuery(text, { language: 'vi', tables, translate });
const translationsOf = (text: string): string[] =>
  plan(text)
    .variants.filter(({ kind }) => kind === 'translation')
    .map((variant) => variant.text);

describe('a query in the other language', () => {
  it.each([
    ['nước giếng', 'well water'],
    ['xử lý nước nhiễm mặn ở ao nuôi tôm', 'shrimp pond brackish water treatment'],
    ['máy sấy nông sản', 'agricultural product dryer'],
    ['may say nong san', 'agricultural product dryer'],
    ['máy tách vỏ hạt điều', 'cashew shelling machine'],
    ['sơn chống cháy', 'fire-retardant paint'],
    ['bê tông nhẹ', 'lightweight concrete'],
    ['robot hàn', 'welding robot'],
    ['thu hồi nhiệt thải lò hơi', 'boiler waste heat recovery'],
    ['quan trắc không khí', 'air monitoring'],
    ['kho lạnh tiết kiệm điện', 'electricity saving cold storage'],
    ['phân trùn quế', 'vermicompost'],
    ['cảm biến đường huyết không xâm lấn', 'non-invasive glucose sensor'],
    ['nhựa đường tự lành', 'self-healing asphalt'],
    ['nuôi cua biển', 'mud crab farming'],
    ['nuoi cua bien', 'mud crab farming'],
    ['nuôi cấy mô', 'tissue culture'],
    ['khí nhà kính', 'greenhouse gas'],
    ['membrane loc nuoc', 'water purification membrane'],
    ['XLNT chăn nuôi heo', 'pig farming wastewater treatment'],
    ['CNTT trong y tế', 'health care information technology'],
    ['thạch tín', 'arsenic'],
    ['xử lý đất ô nhiễm PFAS', 'contaminated soil treatment PFAS'],
    ['vỏ trấu', 'rice husk'],
    ['điện mặt trời', 'solar power'],
  ])('%j is asked as %j', (vietnamese, english) => {
    expect(translationsOf(vietnamese).map(words)).toContainEqual(words(english));
  });

  it.each([
    ['reduce arsenic in well water', 'nước giếng asen giảm'],
    ['rice husk ash', 'tro trấu'],
    ['low-cost water filter', 'máy lọc nước chi phí thấp'],
    ['heat pump dryer for coffee', 'cà phê máy sấy bơm nhiệt'],
    ['cold storage for seafood', 'hải sản kho lạnh'],
    ['heat treatment of bamboo', 'tre xử lý nhiệt'],
    ['power plant', 'nhà máy điện'],
    ['anti-corrosion coating for steel bridges', 'cầu thép sơn chống ăn mòn'],
    ['plant tissue culture', 'nuôi cấy mô thực vật'],
    ['salt tolerant rice', 'lúa chịu mặn'],
    ['tea sorting machine', 'máy phân loại chè'],
    ['edible coating for dragon fruit', 'thanh long màng bao ăn được'],
    ['zinc from furnace dust', 'bụi lò nung kẽm'],
    ['methane monitoring in coal mines', 'mỏ than giám sát metan'],
    ['traceability of farm produce', 'nông sản truy xuất nguồn gốc'],
    ['composite hull for wooden boats', 'tàu gỗ vỏ tàu composite'],
    ['vaccine for tilapia', 'cá rô phi vắc-xin'],
    ['membranes', 'màng'],
    ['solar powered brackish water station', 'trạm nước lợ chạy điện mặt trời'],
    ['orchid tissue culture', 'nuôi cấy mô hoa lan'],
  ])('%j is asked as %j', (english, vietnamese) => {
    expect(translationsOf(english).map(words)).toContainEqual(words(vietnamese));
  });

  it.each(['Bình Dương', 'binh duong', 'hai duong', 'ba ria vung tau', 'kit LAMP EHP', '76/2018/NĐ-CP', '"nước mặn"', 'xe tự hàng'])(
    'is not made of %j: a name, a code, a quotation, or syllables of which too little is known',
    (text) => {
      expect(translationsOf(text)).toEqual([]);
    },
  );

  it('is never made of words that say nothing', () => {
    expect(translationsOf('nuoi cua bien').join(' ')).not.toMatch(/\b(?:by|of|s)\b/);
  });

  it('is asked at most three times, below the words typed, and says which words it stands for', () => {
    const { variants, alsoSearched } = plan('giảm mùi hôi chuồng heo');
    const translated = variants.filter(({ kind }) => kind === 'translation');
    expect(translated.length).toBeLessThanOrEqual(3);
    expect(translated.map(({ weight, language }) => [weight, language])).toEqual(translated.map(() => [0.6, 'en']));
    expect(translated[0]?.source).toEqual([
      { from: 'giảm', to: 'reduce' },
      { from: 'mùi hôi', to: 'odour' },
      { from: 'chuồng heo', to: 'pig barn' },
    ]);
    expect(alsoSearched).toContainEqual({ kind: 'translation', language: 'en', from: 'mùi hôi', to: 'odour' });
  });

  it('can be left out', () => {
    const kinds = plan('nước nhiễm mặn', false).variants.map(({ kind }) => kind);
    expect(kinds).toEqual(['exact', 'folded', 'synonym', 'synonym']);
  });
});

describe('the dictionary', () => {
  const meaning = (from: 'vi' | 'en', text: string): readonly string[] | null => {
    const typed = text.split(' ').map(typedWord);
    return dictionaryReader(tables.dictionary, from, typed)(0, typed.length)?.values ?? null;
  };

  it('lets marks decide, and without marks only a single reading', () => {
    expect(meaning('vi', 'máy sấy')?.[0]).toBe('dryer');
    expect(meaning('vi', 'may say')?.[0]).toBe('dryer');
    expect(meaning('vi', 'mây')).toContain('rattan');
    expect(meaning('vi', 'loc')).toBeNull();
    expect(meaning('vi', 'máy xay sinh tố vũ trụ')).toBeNull();
  });

  it('finds English in the plural, and the first and the last of its entries', () => {
    expect(meaning('en', 'rice husks')).toContain('vỏ trấu');
    for (const language of ['vi', 'en'] as const)
      for (const { text, starts } of tables.dictionary[language])
        for (const start of [starts[0], starts.at(-1)]) {
          if (start === undefined) continue;
          expect(meaning(language, text.slice(start, text.indexOf('\t', start)))).not.toBeNull();
        }
  });
});

function words(text: string): string[] {
  return text.split(/[ -]/).toSorted();
}
