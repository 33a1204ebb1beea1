import { describe, expect, it } from 'vitest';
import { codeOfToday, oldNames, type Province } from './old-provinces.ts';

const haiPhong: Province = {
  code: '31',
  parent: null,
  label: { vi: 'Hải Phòng', en: 'Hai Phong' },
  extra: { oldCodes: ['31', '30'], oldNames: ['Hải Phòng', 'Hải Dương'] },
};
const haNoi: Province = { code: '01', parent: null, label: { vi: 'Hà Nội', en: 'Ha Noi' }, extra: null };
const provinces = [haNoi, haiPhong];

describe('a province of before July 2025', () => {
  it.each(['30', 'Hải Dương', 'hai duong', 'Hai Phong', '31'])('%s leads to the one of today', (named) => {
    expect(codeOfToday(named, provinces)).toBe('31');
  });

  it('stays as it is where no province is called that', () => {
    expect(codeOfToday('Atlantis', provinces)).toBe('Atlantis');
  });

  it('is named beside the province only where its name is another one', () => {
    expect(oldNames(haiPhong)).toEqual(['Hải Dương']);
    expect(oldNames(haNoi)).toEqual([]);
  });
});
