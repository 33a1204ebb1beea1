import { describe, expect, it } from 'vitest';
import { mergeContent, EMPTY_CONTENT, type ContentPatch } from './listing-content.ts';
import { isMaterial } from './listing-edit.ts';

const before = mergeContent(EMPTY_CONTENT, {
  texts: {
    title: { vi: 'Máy sấy vải thiều bằng bơm nhiệt', en: 'Heat pump dryer for lychees' },
    summary: { vi: 'Giảm 40 % điện năng, giữ màu đỏ của vỏ quả.', en: null },
  },
  values: { trl: 6, sectors: ['AGR-HITECH'] },
});
const changed = (patch: ContentPatch): boolean => isMaterial(before, mergeContent(before, patch));
const summary = (vi: string): ContentPatch => ({ texts: { summary: { vi, en: null } } });

describe('a change of a published listing', () => {
  it('needs no moderator when nothing or only a slip of spelling changed', () => {
    expect(changed({})).toBe(false);
    expect(changed({ texts: { title: { vi: 'Máy sấy vải thiều bằng bơm nhiêt', en: 'Heat pump dryer for lychees' } } })).toBe(false);
    expect(changed(summary('Giảm 40 % điện năng, giữ màu đỏ của vỏ qủa.'))).toBe(false);
    expect(changed({ values: { trl: 6 } })).toBe(false);
  });

  it.each([
    ['a number', summary('Giảm 60 % điện năng, giữ màu đỏ của vỏ quả.')],
    ['a word put in', summary('Không giảm 40 % điện năng, giữ màu đỏ của vỏ quả.')],
    ['a word left out', summary('Giảm 40 % điện, giữ màu đỏ của vỏ quả.')],
    ['another word', summary('Tăng 40 % điện năng, giữ màu đỏ của vỏ quả.')],
    ['four slips in one text', summary('Giam 40 % điên năng, giứ mau đỏ của vỏ quả.')],
    ['a text taken away', { texts: { summary: null } }],
    ['a translation added', { texts: { summary: { vi: 'Giảm 40 % điện năng, giữ màu đỏ của vỏ quả.', en: 'Saves 40 % of power.' } } }],
    ['a value', { values: { trl: 9 } }],
    ['a tier', { tiers: { description: 'member' } }],
    ['whose words a text is', { translations: [{ block: 'title', language: 'en', status: 'translated' }] }],
  ] satisfies [string, ContentPatch][])('needs a moderator for %s', (_what, patch) => {
    expect(changed(patch)).toBe(true);
  });
});
