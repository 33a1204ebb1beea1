import { beforeAll, describe, expect, it, vi } from 'vitest';
import type * as TypedDate from './typed-date.ts';

let typed: typeof TypedDate;

beforeAll(async () => {
  vi.stubGlobal('window', { location: { pathname: '/' } });
  typed = await import('./typed-date.ts');
});

describe('a day', () => {
  it.each([
    ['31/1/27', '2027-01-31'],
    ['31.01.2027', '2027-01-31'],
    ['31-1-2027', '2027-01-31'],
    ['1 2 2027', '2027-02-01'],
    ['2027-01-31', '2027-01-31'],
    ['29/2/2028', '2028-02-29'],
  ])('typed as %s is %s', (text, day) => {
    expect(typed.parseDay(text)).toBe(day);
  });

  it.each(['', '31', '31/1', '31/13/2027', '29/2/2027', '0/1/2027', '31/1/27/1', 'mai', '31/1/0027'])('is not read from "%s"', (text) => {
    expect(typed.parseDay(text)).toBeNull();
  });

  it('is echoed in full in the reader’s language', () => {
    expect(typed.longDay('2027-01-31')).toBe('Chủ Nhật, 31 tháng 1, 2027');
  });
});
