import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalCode, isCode } from '../src/codes.ts';
import { shippedGlossary } from '../src/glossary-data.ts';
import { highlightRanges } from '../src/highlight.ts';
import { planQuery, type QueryPlan } from '../src/query.ts';
import { shippedSynonyms } from '../src/synonyms-data.ts';
import { foldedWords } from '../src/tokens.ts';
import { anyText } from './arbitrary.ts';

const tables = { glossary: shippedGlossary(), synonyms: shippedSynonyms() };
const plan = (query: string): QueryPlan => planQuery(query, { language: 'vi', tables });
const marked = (text: string, query: string): string[] => highlightRanges(text, plan(query)).map(([start, end]) => text.slice(start, end));

describe('highlights', () => {
  it.each([
    ['cong nghe', 'Công nghệ sạch', ['Công nghệ']],
    ['công nghệ', 'công cụ nghệ thuật', ['công', 'nghệ']],
    ['hoà', 'Hoà Bình và Hòa', ['Hoà', 'Hòa']],
    ['hoà', 'Hòa'.normalize('NFD'), ['Hòa'.normalize('NFD')]],
    ['nước', '🚰 Nước 🚰', ['Nước']],
    ['chè', 'Chế phẩm chè', ['Chế', 'chè']],
    ['che', 'checks che', ['che']],
    ['76/2018', 'Theo 76/2018/NĐ-CP và 176/2018/NĐ-CP', ['76/2018/NĐ-CP']],
    ['iso22000', 'Đạt ISO 22000:2018, ISO 220001', ['ISO 22000:2018']],
    ['A61K', 'Nhóm A61K 31/00', ['A61K 31/00']],
    ['nước lợ', 'Brackish water, not water', ['Brackish water']],
    ['điện mặt trời', 'Hệ quang điện', ['quang điện']],
    ['"điện mặt trời"', 'điện. Mặt trời; điện mặt trời', ['điện mặt trời']],
    ['tphcm', 'DN tại TP.HCM', ['TP.HCM']],
    ['máy sấy của tôi', 'Máy sấy của ông', ['Máy sấy']],
    ['đá', 'da, đá, Đà', ['da', 'đá', 'Đà']],
    ['tcvn', 'Theo TCVN 5935-1:2013', ['TCVN']],
    ['', 'công nghệ', []],
  ])('of %j in %j', (query, text, places) => {
    expect(marked(text, query)).toEqual(places);
  });

  it('never contain markup of a listing as anything but text', () => {
    const text = '<img src=x onerror=alert(1)> nước <b>sạch</b>';
    expect(marked(text, 'nước sạch')).toEqual(['nước', 'sạch']);
  });

  it('stand in order, apart, inside the text, and fold to a term of the query', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.boolean(), (query, text, isContained) => {
        const asked = plan(query);
        const terms = asked.variants.flatMap((variant) => variant.terms);
        const allowed = new Set(terms.flatMap((term) => [term.folded.join(' '), ...term.folded]));
        const haystack = isContained ? `${text} ${query} ${text}` : text;
        let end = 0;
        for (const [start, stop] of highlightRanges(haystack, asked)) {
          expect(start).toBeGreaterThanOrEqual(end);
          expect(stop).toBeGreaterThan(start);
          expect(stop).toBeLessThanOrEqual(haystack.length);
          const found = haystack.slice(start, stop);
          const isTerm =
            allowed.has(foldedWords(found).join(' ')) ||
            terms.some((term) => term.kind === 'code' && isCode(found) && canonicalCode(found).startsWith(term.folded[0] ?? ' '));
          expect(isTerm, found).toBe(true);
          end = stop;
        }
      }),
    );
  });

  it('find every word of the query in a text that is the query', () => {
    fc.assert(
      fc.property(anyText, (query) => {
        const asked = plan(query);
        const found = highlightRanges(asked.original, asked)
          .map(([start, end]) => asked.original.slice(start, end))
          .flatMap(foldedWords);
        for (const word of asked.words) expect(found).toContain(word);
      }),
    );
  });
});
