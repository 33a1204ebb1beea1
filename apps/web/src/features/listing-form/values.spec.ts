import { fieldsOf, VALUE_FIELDS, type ListingFieldName } from '@ketnoi/domain/listing-fields';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type * as Entries from './entries.ts';
import type * as Merge from './merge.ts';
import type * as Values from './values.ts';

let values: typeof Values;
let entries: typeof Entries;
let merge: typeof Merge;

beforeAll(async () => {
  vi.stubGlobal('window', { location: { pathname: '/offers/new' } });
  values = await import('./values.ts');
  entries = await import('./entries.ts');
  merge = await import('./merge.ts');
});

const vi_ = (text: string) => ({ vi: text, en: null });

/** One value of the wire for each shape, as a published listing has it. */
const SAMPLES: Partial<Record<ListingFieldName, unknown>> = {
  title: { vi: 'Màng lọc', en: 'Membrane' },
  trl: 7,
  knowHowOnly: true,
  endsOn: '2027-01-31',
  stateTaskCode: 'ĐTĐL.CN-12/24',
  priceStance: 'range',
  priceRange: { min: '350000000', max: null, currency: 'VND' },
  reservePrice: { amount: '123456', currency: 'USD' },
  budgetCeiling: { amount: '250000', currency: 'VND' },
  fields: ['207', '208'],
  partnerSizes: ['small'],
  territories: ['VN', 'LA'],
  technologyKeywords: { vi: ['màng'], en: ['membrane'] },
  advantages: [{ metric: vi_('Điện'), baseline: { vi: null, en: null }, claim: vi_('1,1'), tier: 'nda' }],
  ipRights: [{ kind: 'invention_patent', territory: 'PCT', status: 'filed', number: 'PCT/1', numberTier: 'nda', filedOn: '2026-01-02' }],
  ownershipShares: [{ owner: 'Viện', percent: 33.3 }],
  badges: [{ claim: vi_('Đạt'), assessor: 'Viện Pasteur', date: '2026-07-02' }],
  targets: [{ quantity: vi_('Độ mặn'), comparator: 'between', value: -0.5, valueTo: 1234.5, unit: 'g/l' }],
  trlAssessment: { by: 'evaluator', date: '2026-09-12', assessor: 'Hội đồng' },
  listCheck: { status: 'encouraged', basis: 'Phụ lục I', checkedBy: 'self', date: '2026-11-20' },
  integrity: { authorship: 'a', approvals: 'b', conflicts: 'c', funding: 'd', aiUse: 'e', declaredOn: '2026-11-20' },
  contact: { name: 'Khê', email: 'khe@example.org', phone: '0912345678' },
};

describe('a field of the form', () => {
  it('gives back what the server had, untouched, whatever its shape', () => {
    const shapes = new Set(
      Object.keys(SAMPLES).map((name) => (name in VALUE_FIELDS ? VALUE_FIELDS[name as keyof typeof VALUE_FIELDS].shape.type : 'text')),
    );
    const known = [...fieldsOf('offer'), ...fieldsOf('need')].map((name) =>
      name in VALUE_FIELDS ? VALUE_FIELDS[name as keyof typeof VALUE_FIELDS].shape.type : 'text',
    );
    expect([...new Set(known)].filter((shape) => !shapes.has(shape))).toEqual([]);
    for (const [name, wire] of Object.entries(SAMPLES) as [ListingFieldName, unknown][]) {
      const settled = values.settleField(name, values.formField(name, wire));
      expect(settled.finished, name).toBe(true);
      expect(entries.isSame(settled.wire, wire), `${name}: ${JSON.stringify(settled.wire)}`).toBe(true);
    }
  });

  it('that is half typed is kept, and not sent as nothing', () => {
    const half: [ListingFieldName, unknown][] = [
      ['advantages', [{ metric: vi_('Điện') }]],
      ['priceRange', { min: '0,5', max: '', currency: 'VND' }],
      ['endsOn', '31/13/2027'],
      ['title', { vi: 'x'.repeat(121), en: null }],
      ['contact', { name: 'Khê', email: 'không phải' }],
      ['ownershipShares', [{ owner: 'Viện', percent: 'một phần ba' }]],
    ];
    for (const [name, value] of half) expect(values.settleField(name, value).finished, name).toBe(false);
  });

  it('that was never touched says nothing', () => {
    expect(values.settleField('advantages', [{ '#': 'row' }])).toEqual({ wire: null, finished: true });
    expect(values.settleField('title', { vi: '  ', en: null })).toEqual({ wire: null, finished: true });
    expect(values.settleField('fields', [])).toEqual({ wire: null, finished: true });
  });

  it('says which cells a row still needs', () => {
    expect(values.openCells('advantage', { metric: vi_('Điện') })).toEqual(['claim']);
    expect(values.openCells('target', { quantity: vi_('Độ mặn'), comparator: 'between', value: '1', unit: 'g/l' })).toEqual(['valueTo']);
  });
});

describe('two people at one draft', () => {
  const base = { 'texts.title': vi_('Cũ'), 'texts.summary': vi_('Chung'), 'values.trl': 5 };

  it('get each other’s changes where only one of them wrote', () => {
    const mine = { ...base, 'texts.title': vi_('Của tôi') };
    const { entries: merged, taken, conflicts } = merge.mergeEntries(mine, base, { ...base, 'values.trl': 7 });
    expect(merged).toMatchObject({ 'texts.title': vi_('Của tôi'), 'values.trl': 7 });
    expect([taken, conflicts]).toEqual([['values.trl'], []]);
  });

  it('are asked where both wrote, and lose nothing meanwhile', () => {
    const mine = { ...base, 'texts.title': vi_('Của tôi') };
    const { entries: merged, conflicts } = merge.mergeEntries(mine, base, { ...base, 'texts.title': vi_('Của họ') });
    expect(merged['texts.title']).toEqual(vi_('Của tôi'));
    expect(conflicts).toEqual([{ path: 'texts.title', mine: vi_('Của tôi'), theirs: vi_('Của họ') }]);
  });

  it('are not asked where both wrote the same, or only space around it', () => {
    const mine = { ...base, 'texts.title': vi_('Mới ') };
    expect(merge.mergeEntries(mine, base, { ...base, 'texts.title': vi_('Mới') }).conflicts).toEqual([]);
  });

  it('do not lose a half typed row to somebody else’s', () => {
    const mine = { ...base, 'values.advantages': [{ metric: vi_('Điện') }] };
    const theirs = { ...base, 'values.advantages': [{ metric: vi_('Nước'), baseline: vi_(''), claim: vi_('2') }] };
    const { entries: merged, conflicts } = merge.mergeEntries(mine, base, theirs);
    expect(merged['values.advantages']).toEqual([{ metric: vi_('Điện') }]);
    expect(conflicts.map((one) => one.path)).toEqual(['values.advantages']);
  });
});

describe('a request', () => {
  it('is made of paths, and takes away what was emptied', () => {
    const body = entries.bodyOf({ masked: true, 'texts.title': null, 'values.trl': 7, 'tiers.priceRange': null, translations: null });
    expect(body).toEqual({ masked: true, texts: { title: null }, values: { trl: 7 }, tiers: { priceRange: 'nda' }, translations: [] });
  });
});
