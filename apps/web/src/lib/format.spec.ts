import { beforeAll, describe, expect, it, vi } from 'vitest';

const NBSP = '\u00a0';

async function formatIn(pathname: string) {
  vi.resetModules();
  vi.stubGlobal('window', { location: { pathname } });
  return import('./format.ts');
}

describe('numbers, money and dates in Vietnamese', () => {
  let format: Awaited<ReturnType<typeof formatIn>>;
  beforeAll(async () => {
    format = await formatIn('/search');
  });

  it('separate thousands by dots and decimals by a comma', () => {
    expect(format.formatNumber(1_234_567.891)).toBe('1.234.567,891');
    expect(format.formatPercent(0.874)).toBe('87,4%');
  });

  it('write money in full with the sign behind', () => {
    expect(format.formatMoney({ amount: '1500000000', currency: 'VND' })).toBe(`1.500.000.000${NBSP}₫`);
    expect(format.formatMoney({ amount: '1234550', currency: 'USD' })).toBe(`12.345,5${NBSP}US$`);
  });

  it('shorten money to words that everyone reads', () => {
    expect(format.formatMoneyShort({ amount: '1500000000', currency: 'VND' })).toBe(`1,5${NBSP}tỷ${NBSP}₫`);
    expect(format.formatMoneyShort({ amount: '350000000', currency: 'VND' })).toBe(`350${NBSP}triệu${NBSP}₫`);
  });

  it('say the scale of a range once, and both where they differ', () => {
    const words = { from: 'từ', upTo: 'đến' };
    expect(format.formatMoneyRange({ min: '1200000000', max: '1800000000', currency: 'VND' }, words)).toBe(`1,2–1,8${NBSP}tỷ${NBSP}₫`);
    expect(format.formatMoneyRange({ min: '800000000', max: '1200000000', currency: 'VND' }, words)).toBe(
      `800${NBSP}triệu–1,2${NBSP}tỷ${NBSP}₫`,
    );
    expect(format.formatMoneyRange({ min: null, max: '180000000', currency: 'VND' }, words)).toBe(`đến 180${NBSP}triệu${NBSP}₫`);
  });

  it('tell the day of Viet Nam, whatever the hour elsewhere', () => {
    expect(format.formatDate('2026-11-23')).toBe('23/11/2026');
    expect(format.formatDate('2026-11-22T18:00:00Z')).toBe('23/11/2026');
    expect(format.formatDateTime('2026-11-23T07:05:00Z')).toBe(`14:05${NBSP}23/11/2026`);
  });

  it('prefer the reader’s language and fall back to the other', () => {
    expect(format.readText({ vi: 'Màng', en: 'Membrane' })).toEqual({ text: 'Màng', language: 'vi' });
    expect(format.readText({ vi: null, en: 'Membrane' })).toEqual({ text: 'Membrane', language: 'en' });
    expect(format.readText({ vi: null, en: null })).toBeNull();
  });
});

describe('numbers and money in English', () => {
  it('use the English separators and names of scale', async () => {
    const format = await formatIn('/en/search');
    expect(format.formatNumber(1_234_567.891)).toBe('1,234,567.891');
    expect(format.formatMoneyShort({ amount: '1500000000', currency: 'VND' })).toBe(`1.5${NBSP}billion${NBSP}₫`);
    expect(format.formatDate('2026-11-23')).toBe('23/11/2026');
  });
});
