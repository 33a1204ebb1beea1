import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCsvRecords } from './csv.ts';
import { afterWorkingDays, isWorkingDay, localDay, shiftDay, startOfDay } from './working-days.ts';

const holidays = new Set(
  parseCsvRecords(readFileSync(new URL('../data/holidays.csv', import.meta.url), 'utf8')).map((row) => row['date'] ?? ''),
);
const moment = fc.date({ min: new Date('2025-01-01T00:00:00Z'), max: new Date('2027-06-01T00:00:00Z'), noInvalidDate: true });

describe('working days', () => {
  it.each([
    ['a Monday morning', '2026-11-09T02:00:00Z', 3, '2026-11-12T17:00:00.000Z'],
    ['a Friday, over the week-end', '2026-11-13T02:00:00Z', 1, '2026-11-16T17:00:00.000Z'],
    ['a Sunday, as on the Friday before', '2026-11-15T02:00:00Z', 1, '2026-11-16T17:00:00.000Z'],
    ['late in the evening there, the afternoon in London', '2026-11-09T16:59:59Z', 1, '2026-11-10T17:00:00.000Z'],
    ['after midnight there, the day before in London', '2026-11-09T17:00:00Z', 1, '2026-11-11T17:00:00.000Z'],
    ['before Culture Day, 24 November', '2026-11-23T02:00:00Z', 1, '2026-11-25T17:00:00.000Z'],
    ['before National Day, 2 September', '2025-08-29T02:00:00Z', 1, '2025-09-03T17:00:00.000Z'],
  ] as const)('counted from %s', (...[, from, days, due]) => {
    expect(afterWorkingDays(new Date(from), days, holidays).toISOString()).toBe(due);
  });

  it('leave out the whole of Tết', () => {
    const tet = [...holidays].filter((day) => day.startsWith('2026-02')).toSorted();
    expect(tet.length).toBeGreaterThan(4);
    const before = startOfDay(shiftDay(tet[0] ?? '', -1));
    const due = localDay(new Date(afterWorkingDays(before, 1, holidays).getTime() - 1));
    expect(due > (tet.at(-1) ?? '')).toBe(true);
  });

  it('number exactly those asked for between the day and the end, which is a working day', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 40 }), (from, days) => {
        const last = localDay(new Date(afterWorkingDays(from, days, holidays).getTime() - 1));
        expect(isWorkingDay(last, holidays)).toBe(true);
        let counted = 0;
        for (let day = shiftDay(localDay(from), 1); day <= last; day = shiftDay(day, 1)) if (isWorkingDay(day, holidays)) counted += 1;
        expect(counted).toBe(days);
      }),
    );
  });

  it('do not depend on the hour', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 20 }), (from, days) => {
        expect(afterWorkingDays(from, days, holidays)).toEqual(afterWorkingDays(startOfDay(localDay(from)), days, holidays));
      }),
    );
  });
});
