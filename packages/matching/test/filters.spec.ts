import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Removal } from '@ketnoi/domain/match';
import { unknownFacts, type MatchFacts } from '../src/facts.ts';
import { featureReader } from '../src/features.ts';
import { explained } from '../src/explain.ts';
import { matchAll, type MatchOptions } from '../src/match.ts';
import { SHIPPED_MODEL } from '../src/model.ts';
import { needFacts, offerFacts } from './arbitrary-facts.ts';
import { shippedTables } from './demo-pairs.ts';
import { ask, offer, words } from './world.ts';

const today = new Date('2026-11-24T00:00:00Z');
const reader = featureReader(null);
const documents = Array.from({ length: 8 }, (_, at) => offer(`id-${at}`, 'a membrane for brackish water'));
const collection = words(documents);

function options(need: MatchFacts, facts: readonly MatchFacts[], more: Partial<MatchOptions> = {}): MatchOptions {
  const factsOf = (doc: number): MatchFacts => facts[doc] ?? unknownFacts('offer');
  return { facts: need, factsOf, reader, model: SHIPPED_MODEL, today, limit: 50, ...more };
}

/** Removes one offer for one reason, all else unknown. */
const ONE_EACH: readonly [Removal, Partial<MatchFacts>, Partial<MatchFacts>][] = [
  ['prohibited', {}, { techClass: 'prohibited' }],
  ['own_organisation', { organisationId: 'own' }, { organisationId: 'own' }],
  ['closed_for_interest', {}, { openForInterest: false }],
  ['exclusive', {}, { exclusivelyTaken: true }],
  ['territory', { country: 'VN' }, { territories: ['US', 'LA'] }],
  ['deadline', {}, { expiresAt: new Date('2026-11-01T00:00:00Z') }],
  ['trl_below_minimum', { trl: 7 }, { trl: 6 }],
  ['not_wanted', { notWanted: ['Ceramic membranes'] }, { technologyKeywords: ['ceramic membrane'] }],
];

describe('a hard filter', () => {
  it.each(ONE_EACH)('takes out for %s, says so, and is silent where that is not known', async (reason, asked, found) => {
    const need = { ...unknownFacts('need'), ...asked };
    const facts = documents.map((_, at) => ({ ...unknownFacts('offer'), ...(at === 3 ? found : {}) }));
    const query = await ask('brackish water', 'en', null);
    const { matches, removed } = matchAll(collection, query, options(need, facts));
    expect(removed).toEqual([{ reason, ids: ['id-3'] }]);
    expect(matches.map(({ id }) => id)).not.toContain('id-3');
    expect(matches).toHaveLength(7);
    expect(matchAll(collection, query, options(need, facts, { filtered: false })).matches).toHaveLength(8);
  });

  it('takes out a need whose end is past, and leaves one that says nothing of it', async () => {
    const facts = documents.map((_, at) => ({ ...unknownFacts('need'), endsOn: at === 0 ? '2026-11-23' : at === 1 ? '2026-11-24' : null }));
    const { removed } = matchAll(collection, await ask('brackish water', 'en', null), options(unknownFacts('offer'), facts));
    expect(removed).toEqual([{ reason: 'deadline', ids: ['id-0'] }]);
  });

  it('is never violated, and what it takes out and what stays make up what was looked at', async () => {
    const query = await ask('brackish water', 'en', null);
    fc.assert(
      fc.property(needFacts, fc.array(offerFacts, { minLength: 8, maxLength: 8 }), (need, facts) => {
        const { matches, removed, considered } = matchAll(collection, query, options(need, facts));
        expect(matches.length + removed.reduce((sum, { ids }) => sum + ids.length, 0)).toBe(considered);
        for (const { doc } of matches) {
          const found = facts[doc] ?? unknownFacts('offer');
          expect(found.techClass).not.toBe('prohibited');
          expect(found.openForInterest).toBe(true);
          expect(found.exclusivelyTaken).toBe(false);
          expect(need.organisationId !== null && need.organisationId === found.organisationId).toBe(false);
          expect(found.trl !== null && need.trl !== null && found.trl < need.trl).toBe(false);
          expect(found.territories.length > 0 && need.country !== null && !found.territories.includes(need.country)).toBe(false);
          expect(found.expiresAt !== null && found.expiresAt <= today).toBe(false);
          expect(need.notWanted.length > 0 && found.technologyKeywords.includes('ceramic membrane')).toBe(false);
        }
      }),
    );
  });
});

describe('a listing that is excluded', () => {
  const query = ask('brackish water', 'en', null);
  const asking = fc.record({
    ids: fc.subarray(documents.map(({ id }) => id)),
    need: needFacts,
    facts: fc.array(offerFacts, { minLength: 8, maxLength: 8 }),
    filtered: fc.boolean(),
  });

  it('by denial appears nowhere: not in matches, counts, removals, reasons or what is missing', async () => {
    const asked = await query;
    fc.assert(
      fc.property(asking, ({ ids: denied, need, facts, filtered }) => {
        const answer = matchAll(collection, asked, options(need, facts, { denied: new Set(denied), filtered }));
        const textsOf = (doc: number) => ({ vi: null, en: documents[doc]?.texts.en?.text ?? null });
        const text = { vi: null, en: 'brackish water' };
        const told = explained(answer.matches, {
          collection,
          query: asked,
          model: SHIPPED_MODEL,
          tables: shippedTables,
          asked: text,
          textsOf,
        });
        const whole = JSON.stringify([told, answer.removed]);
        for (const id of denied) expect(whole).not.toContain(id);
        expect(answer.considered).toBe(8 - denied.length);
      }),
      { numRuns: 40 },
    );
  });

  it('by declaration is counted as that alone, filtered or not', async () => {
    const asked = await query;
    fc.assert(
      fc.property(asking, ({ ids: excluded, need, facts, filtered }) => {
        const { matches, removed } = matchAll(collection, asked, options(need, facts, { excluded: new Set(excluded), filtered }));
        expect(removed.find(({ reason }) => reason === 'excluded')?.ids ?? []).toEqual(excluded.toSorted());
        for (const { id } of matches) expect(excluded).not.toContain(id);
      }),
      { numRuns: 40 },
    );
  });
});
