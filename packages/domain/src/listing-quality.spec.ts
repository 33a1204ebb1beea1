import { describe, expect, it } from 'vitest';
import { EMPTY_CONTENT, mergeContent } from './listing-content.ts';
import { missingFields } from './listing-completeness.ts';
import { qualityOf } from './listing-quality.ts';

const text = { vi: 'một', en: 'one' };

describe('the quality of a listing', () => {
  it.each(['offer', 'need'] as const)('of an empty %s is 0, and what would raise it adds up to 100', (side) => {
    const { quality, improvements } = qualityOf(side, EMPTY_CONTENT);
    expect(quality).toBe(0);
    expect(improvements.reduce((sum, one) => sum + one.points, 0)).toBe(100);
    expect(improvements.map((one) => one.points)).toEqual(improvements.map((one) => one.points).toSorted((one, other) => other - one));
  });

  it('rises by exactly the points it promised for a field', () => {
    const before = qualityOf('need', EMPTY_CONTENT);
    const after = qualityOf('need', mergeContent(EMPTY_CONTENT, { texts: { mustHave: text } }));
    expect(after.quality).toBe(before.improvements.find((one) => one.field === 'mustHave')?.points);
    expect(after.improvements.map((one) => one.field)).not.toContain('mustHave');
  });
});

describe('the conditions of publication', () => {
  it('name every field an empty offer lacks, and the integrity declaration of a research result', () => {
    const fields = missingFields('technology', EMPTY_CONTENT).map((one) => one.field);
    expect(fields).toEqual(['title', 'summary', 'trl', 'ipRights', 'transferForms', 'advantages', 'partnerRole', 'fields', 'listCheck']);
    expect(missingFields('research_result', EMPTY_CONTENT).map((one) => one.field)).toEqual([...fields, 'integrity']);
  });

  it('are four fields for a need, of which field and sector stand for each other', () => {
    expect(missingFields('need', EMPTY_CONTENT).map((one) => one.field)).toEqual(['title', 'problem', 'fields', 'endsOn']);
    const content = mergeContent(EMPTY_CONTENT, {
      texts: { title: text, problem: text },
      values: { sectors: ['AGR'], endsOn: '2027-01-01' },
    });
    expect(missingFields('need', content)).toEqual([]);
  });

  it('take know-how for an intellectual property row, but nobody’s look at the lists for no look', () => {
    const know = mergeContent(EMPTY_CONTENT, {
      values: { knowHowOnly: true, listCheck: { status: 'not_checked', basis: 'x', checkedBy: 'self', date: '2026-01-01' } },
    });
    const fields = missingFields('software', know).map((one) => one.field);
    expect(fields).not.toContain('ipRights');
    expect(fields).toContain('listCheck');
  });
});
