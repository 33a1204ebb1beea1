import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LISTING_FIELDS, TEXT_BLOCKS, VALUE_FIELDS, type ListingFieldName, type TextBlock, type ValueField } from './listing-fields.ts';
import { canonical, EMPTY_CONTENT, mergeContent, type ListingContent } from './listing-content.ts';
import { joinParts, lockedBlocks, splitByTier } from './listing-tiers.ts';
import { TIERS } from './tiers.ts';

const word = fc.stringMatching(/^[a-z]{1,8}$/u);
const text = fc.record({ vi: fc.option(word), en: fc.option(word) });
const row = fc.record({ metric: word, tier: fc.constantFrom('public', 'nda') });
const right = fc.record({ kind: word, number: word, numberTier: fc.constantFrom('public', 'nda') });

const values = fc.record(
  {
    advantages: fc.array(row, { maxLength: 4 }),
    ipRights: fc.array(right, { maxLength: 4 }),
    trl: fc.integer({ min: 1, max: 9 }),
    reservePrice: word,
  },
  { requiredKeys: [] },
);
const texts = fc.dictionary(fc.constantFrom(...(Object.keys(TEXT_BLOCKS) as TextBlock[])), text);
const tiers = fc.record(
  Object.fromEntries(
    (Object.keys(LISTING_FIELDS) as ListingFieldName[]).map((name) => [name, fc.constantFrom(...LISTING_FIELDS[name].tiers)]),
  ),
  { requiredKeys: [] },
);
const content = fc
  .record({ texts, values, tiers })
  .map((given): ListingContent => mergeContent(EMPTY_CONTENT, given as Parameters<typeof mergeContent>[1]));

const order = (one: ListingContent): string => canonical([one.texts, one.values, one.translations]);

describe('a listing taken apart by tier', () => {
  it('is the same when put together again', () => {
    fc.assert(
      fc.property(content, (given) => {
        const parts = splitByTier(given);
        expect(
          order(
            joinParts(
              TIERS.map((tier) => parts[tier]),
              given.tiers,
            ),
          ),
        ).toBe(order(given));
      }),
    );
  });

  it('keeps each block in the one tier its owner chose, and confidential rows out of the public part', () => {
    fc.assert(
      fc.property(content, (given) => {
        const parts = splitByTier(given);
        for (const tier of TIERS)
          for (const { block } of parts[tier].texts) expect(given.tiers[block] ?? TEXT_BLOCKS[block].tiers[0]).toBe(tier);
        const open = parts.public.values;
        for (const one of (open.advantages ?? []) as { tier: string }[]) expect(one.tier).toBe('public');
        for (const one of (open.ipRights ?? []) as { number?: string; numberTier: string }[])
          expect(one.number === undefined).toBe(one.numberTier === 'nda');
      }),
    );
  });

  it('names what lies behind the member tier and the NDA, and counts rows, but not what one side keeps for itself', () => {
    const given = mergeContent(EMPTY_CONTENT, {
      texts: { technicalDetail: { vi: 'bí mật', en: null } },
      values: {
        reservePrice: { amount: '1', currency: 'VND' },
        advantages: [{ tier: 'nda' }, { tier: 'nda' }, {}],
        ownershipShares: [{}, {}],
      },
      tiers: { ownershipShares: 'member' },
    });
    expect(lockedBlocks(splitByTier(given))).toEqual([
      { field: 'technicalDetail', tier: 'nda' },
      { field: 'advantages', tier: 'nda', rows: 2 },
      { field: 'ownershipShares', tier: 'member', rows: 2 },
    ]);
  });

  it('marks one text of a block as the original: the first its owner wrote', () => {
    const given = mergeContent(EMPTY_CONTENT, {
      texts: { title: { vi: 'dịch', en: 'written' } },
      translations: [{ block: 'title', language: 'vi', status: 'translated' }],
    });
    expect(splitByTier(given).public.texts.map(({ language, original, status }) => [language, original, status])).toEqual([
      ['vi', false, 'translated'],
      ['en', true, 'own'],
    ]);
  });
});

describe('the registry of fields', () => {
  it('gives every value field a default tier among the tiers there are', () => {
    for (const name of Object.keys(VALUE_FIELDS) as ValueField[]) expect(TIERS).toContain(VALUE_FIELDS[name].tiers[0]);
  });
});
