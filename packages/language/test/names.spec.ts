import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePeople, compareText } from '../src/collate.ts';
import { formatPhone, parsePhone } from '../src/phone.ts';
import { slug } from '../src/slug.ts';
import { anyText } from './arbitrary.ts';

describe('the readable part of an address', () => {
  it.each([
    ['Định giá công nghệ', 'dinh-gia-cong-nghe'],
    ['Máy sấy bơm nhiệt cho chè xanh', 'may-say-bom-nhiet-cho-che-xanh'],
    ['Xử lý nước thải (COD -85 %)', 'xu-ly-nuoc-thai-cod-85'],
    ['76/2018/NĐ-CP', '76-2018-nd-cp'],
    ['Hoà Bình'.normalize('NFD'), 'hoa-binh'],
    ['  Đắk   Lắk  ', 'dak-lak'],
    ['KH&CN', 'kh-cn'],
    ['H₂O 🚰', 'h-o'],
    ['日本', ''],
    ['../../etc', 'etc'],
  ])('of %j is %j', (title, address) => {
    expect(slug(title)).toBe(address);
  });

  it('is short, plain and its own slug', () => {
    fc.assert(
      fc.property(anyText, (title) => {
        expect(slug(title)).toMatch(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/);
        expect(slug(title).length).toBeLessThanOrEqual(80);
        expect(slug(slug(title))).toBe(slug(title));
      }),
    );
    expect(slug('công nghệ '.repeat(40))).toMatch(/nghe$|cong$/);
    expect(slug('x'.repeat(200))).toHaveLength(80);
  });
});

describe('the order of names', () => {
  it('is that of the Vietnamese alphabet', () => {
    const sorted = ['a', 'ă', 'â', 'd', 'đ', 'e', 'ê', 'o', 'ô', 'ơ', 'u', 'ư', 'y'];
    expect(sorted.toReversed().sort((a, b) => compareText(a, b, 'vi'))).toEqual(sorted);
    expect(compareText('Thanh Hoá', 'Thanh Hóa', 'vi')).toBe(0);
    expect(['Lô 10', 'Lô 9'].sort((a, b) => compareText(a, b, 'vi'))).toEqual(['Lô 9', 'Lô 10']);
    expect(['zinc', 'Alloy'].sort((a, b) => compareText(a, b, 'en'))).toEqual(['Alloy', 'zinc']);
  });

  it('of people goes by the given name, then by the rest', () => {
    const sorted = ['Trần Thị An', 'Lê Văn Ân', 'Đỗ Dung', 'Đào Đông', 'Lê Thị Hoa', 'Nguyễn Hoa', 'Hùng'];
    expect(sorted.toReversed().sort(comparePeople)).toEqual(sorted);
  });
});

describe('telephone numbers', () => {
  it.each([
    ['0912 345 678', '+84912345678', '0912 345 678'],
    ['+84 912 345 678', '+84912345678', '0912 345 678'],
    ['84912345678', '+84912345678', '0912 345 678'],
    ['0084 912 345 678', '+84912345678', '0912 345 678'],
    ['+84 (0)912.345.678', '+84912345678', '0912 345 678'],
    ['0351234567', '+84351234567', '0351 234 567'],
    ['024 3943 8970', '+842439438970', '024 3943 8970'],
    ['(028) 3822-1234', '+842838221234', '028 3822 1234'],
    ['0203 3825 123', '+842033825123', '0203 3825 123'],
    ['+84 203 3825 123', '+842033825123', '0203 3825 123'],
    ['+1 650 253 0000', '+16502530000', '+16502530000'],
    ['0081 3 1234 5678', '+81312345678', '+81312345678'],
  ])('%j is stored as %j and shown as %j', (typed, stored, shown) => {
    expect(parsePhone(typed)).toBe(stored);
    expect(formatPhone(stored)).toBe(shown);
    expect(parsePhone(shown)).toBe(stored);
  });

  it.each([
    '',
    '12',
    '0112345678',
    '09123456789',
    '1900 1234',
    '18001234',
    '0912345678 ext 5',
    'abc',
    '+84 112 345 678',
    '+0 912 345 678',
    '091234567',
  ])('%j is none', (typed) => {
    expect(parsePhone(typed)).toBeNull();
  });
});
