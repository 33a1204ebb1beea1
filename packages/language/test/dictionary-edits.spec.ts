import { describe, expect, it } from 'vitest';
import { shippedDictionary } from '../src/dictionary-data.ts';
import { withEdits, type DictionaryEdit } from '../src/dictionary-edits.ts';
import { shippedGlossary } from '../src/glossary-data.ts';
import { glossPieces, glossText, unknownWords } from '../src/gloss.ts';
import { planQuery } from '../src/query.ts';
import { shippedSynonyms } from '../src/synonyms-data.ts';

const shipped = { glossary: shippedGlossary(), dictionary: shippedDictionary() };
const edited = (...edits: DictionaryEdit[]) => withEdits(shipped, edits);
const vi = (term: string, ...values: string[]): DictionaryEdit => ({ language: 'vi', term, values });
const en = (term: string, ...values: string[]): DictionaryEdit => ({ language: 'en', term, values });
const gloss = (text: string, tables: typeof shipped, from: 'vi' | 'en' = 'vi') => glossText(glossPieces(text, from, tables));

describe('a dictionary that takes edits', () => {
  it('knows a word that an editor added, and says that the word is an editor’s', () => {
    expect(gloss('nuôi cá chạch lấu', shipped)).toBe('farming fish');
    const pieces = glossPieces('nuôi cá chạch lấu', 'vi', edited(vi('Chạch lấu', 'tire track eel')));
    expect(pieces.at(-1)).toEqual({ from: 'chạch lấu', to: ['tire track eel'], kind: 'editor' });
  });

  it('lets a correction stand for all that the other tables say of the term', () => {
    expect(gloss('nước lợ', shipped)).toBe('brackish water');
    const tables = edited(vi('nước lợ', 'estuarine water'));
    expect(glossPieces('nước lợ', 'vi', tables)).toEqual([{ from: 'nước lợ', to: ['estuarine water'], kind: 'editor' }]);
    expect(glossPieces('nuoc lo', 'vi', tables)[0]?.to).toEqual(['estuarine water']);
    const [translation] = planQuery('nước lợ', { language: 'vi', tables }).variants.filter((one) => one.kind === 'translation');
    expect(translation?.text).toBe('estuarine water');
  });

  it('reads the parts of a term that an editor struck out', () => {
    expect(glossPieces('ao nuôi tôm', 'vi', shipped).map(({ from }) => from)).toEqual(['ao nuôi tôm']);
    expect(glossPieces('ao nuôi tôm', 'vi', edited(vi('ao nuôi tôm'))).map(({ from }) => from)).toEqual(['ao', 'nuôi tôm']);
  });

  it('is read in the other direction too, behind what the tables say there', () => {
    const tables = edited(vi('chạch lấu', 'tire track eel'), vi('nước nhẫn', 'brackish water'));
    expect(gloss('tire track eels', tables, 'en')).toBe('chạch lấu');
    expect(glossPieces('brackish water', 'en', tables)[0]?.to).toEqual(['nước lợ', 'nước nhẫn']);
    const own = edited(vi('nước nhẫn', 'brackish water'), en('brackish water', 'nước hai'));
    expect(glossPieces('brackish water', 'en', own)[0]?.to).toEqual(['nước hai']);
  });

  it('lets a meaning gain eight terms at most, and trusts what it meant before as far as its own table is', () => {
    const many = Array.from({ length: 12 }, (_, at) => vi(`từ thử ${at}`, 'tire track eel'));
    expect(glossPieces('tire track eel', 'en', edited(...many))[0]?.to).toHaveLength(8);
    const [before] = glossPieces('lamp', 'en', shipped);
    const [after] = glossPieces('lamp', 'en', edited(vi('đèn chong', 'lamp')));
    expect(after?.to.slice(0, before?.to.length)).toEqual(before?.to);
    expect([after?.to.at(-1), after?.kind === before?.kind || before?.kind === 'glossary']).toEqual(['đèn chong', true]);
  });

  it('does not decide what a word typed without marks is, where the tables know another one', () => {
    const tables = edited(vi('sầy', 'graze'));
    expect(glossPieces('sầy', 'vi', tables)[0]).toMatchObject({ to: ['graze'], kind: 'editor' });
    expect(glossPieces('sấy', 'vi', tables)).toEqual(glossPieces('sấy', 'vi', shipped));
    expect(glossPieces('say', 'vi', tables)).toEqual(glossPieces('say', 'vi', shipped));
  });

  it('takes terms longer than the lists have', () => {
    const term = 'máy sấy thăng hoa chân không công nghiệp';
    expect(gloss(`Bán ${term} cũ`, edited(vi(term, 'industrial freeze dryer')))).toContain('industrial freeze dryer');
  });

  it('corrects what an abbreviation leads to', () => {
    const plan = (tables: typeof shipped) =>
      planQuery('SME', { language: 'en', tables: { ...tables, synonyms: shippedSynonyms() } }).alsoSearched.map(({ to }) => to);
    expect(plan(edited(en('small and medium enterprise', 'xí nghiệp dân doanh')))).toContain('xí nghiệp dân doanh');
    expect(plan(shipped)).not.toContain('xí nghiệp dân doanh');
  });

  it('leaves the tables as they were, and is nothing but them without edits', () => {
    edited(vi('nước lợ', 'estuarine water'), vi('ao nuôi tôm'));
    expect(gloss('nước lợ trong ao nuôi tôm', shipped)).toBe('brackish water shrimp pond');
    expect(withEdits(shipped, [])).toBe(shipped);
  });
});

describe('words that found no translation', () => {
  it('are the syllables that no table knows, as they stand side by side', () => {
    expect(unknownWords('Máy sấy cá chạch lấu; khạp chạp đựng nước. Cá Chạch Lấu của ông Chạp, mã XY-12', shipped)).toEqual([
      'chạch lấu',
      'khạp',
    ]);
  });

  it('are none any more when an editor has added them', () => {
    expect(unknownWords('cá chạch lấu', edited(vi('chạch lấu', 'tire track eel')))).toEqual([]);
  });

  it('are not those of a text in another language', () => {
    expect(unknownWords('Drying of fish with solar power', shipped)).toEqual([]);
    expect(unknownWords('kngang bsu hmong bling chrong tlang ndau', shipped)).toEqual([]);
  });
});
