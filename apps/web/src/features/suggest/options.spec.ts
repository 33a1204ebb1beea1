import { describe, expect, it } from 'vitest';
import { optionsOf } from './options.ts';

const RECENT = ['nước nhiễm mặn', 'pin mặt trời', 'nuoc thai', 'nước ngọt'];
const title = { kind: 'title' as const, text: 'Trạm lọc nước', id: 'a', code: null, ranges: [] };
const field = { kind: 'field' as const, text: 'Kỹ thuật môi trường', id: null, code: '207', ranges: [] };
const ipc = { kind: 'ipc' as const, text: 'C02F Xử lý nước', id: null, code: 'C02F', ranges: [] };
const organisation = { kind: 'organisation' as const, text: 'Viện Nước', id: 'b', code: null, ranges: [] };

describe('the list below a search box', () => {
  it('shows earlier searches while nothing is typed', () => {
    expect(optionsOf(' ', RECENT, [title]).map((one) => one.text)).toEqual(RECENT);
  });

  it('puts at most two earlier searches that begin alike, marks or not, before what the exchange has', () => {
    expect(optionsOf('nuoc', RECENT, [title]).map((one) => one.text)).toEqual(['nước nhiễm mặn', 'nuoc thai', 'Trạm lọc nước']);
  });

  it('leads to the listing, to a filter, or to a search, by what it names', () => {
    expect(optionsOf('x', [], [title, field, ipc, organisation]).map((one) => one.to)).toEqual([
      { listing: 'a' },
      { search: { field: ['207'] } },
      { search: { q: 'C02F' } },
      { search: { q: 'Viện Nước' } },
    ]);
  });
});
