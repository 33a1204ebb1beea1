import { LISTING_FIELDS, TEXT_BLOCKS } from '@ketnoi/domain/listing-fields';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImportRow } from './imports.ts';
import { cellsFromRow, columnKind, inColumnOrder, rowFromCells, type Cell } from './listing-columns.ts';
import { Values } from './listing-shapes.ts';

type Schema = {
  type?: string | string[];
  enum?: (string | null)[];
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  pattern?: string;
  format?: string;
  maxItems?: number;
};

const words = fc
  .array(
    fc.constantFrom(
      'màng lọc',
      'a;b',
      '[x]',
      '=1+1',
      "'=x",
      '"q"',
      'dòng\nhai',
      '-5',
      '1,5',
      'true',
      ' lề ',
      '漢',
      'x, y',
      '12',
      '{"a":1}',
      '2026-01-01',
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) => parts.join(' '));

const SPECIAL: Record<string, string> = { date: '2026-11-23', uri: 'https://example.org/a?b=c', email: 'a@example.org' };

/** Something the schema accepts. */
function sample(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum.filter((one) => one !== null));
  if (schema.anyOf !== undefined) return sample(schema.anyOf.find((one) => one.type !== 'null') ?? {});
  const is = (type: string): boolean => [schema.type ?? ''].flat().includes(type);
  if (is('integer')) return fc.integer({ min: 1, max: 9 });
  if (is('number')) return fc.constantFrom(1, 2.5, 100, 1e-3, 123_456.789);
  if (is('boolean')) return fc.boolean();
  if (is('array')) return fc.uniqueArray(sample(schema.items ?? {}), { minLength: 1, maxLength: 3, comparator: 'IsStrictlyEqual' });
  if (is('object')) {
    const fields = Object.entries(schema.properties ?? {}).map(([name, one]) => [name, sample(one)] as const);
    return fc.record(Object.fromEntries(fields), { requiredKeys: schema.required ?? [] });
  }
  if (schema.format !== undefined) return fc.constant(SPECIAL[schema.format]);
  if (schema.pattern?.includes('[0-9]') === true) return fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }).map(String);
  if (schema.pattern?.includes('[A-Z]') === true) return fc.constantFrom('VN', 'US', 'PCT');
  return words;
}

const asText = (cells: readonly Cell[]): Cell[] =>
  cells.map(({ path, value }) => ({ path, value: String(value as string | number | boolean) }));
const fields = (Values as unknown as Schema).properties ?? {};

describe('a listing as a row of a table', () => {
  it('has a column for every field of the registry', () => {
    for (const name of Object.keys(LISTING_FIELDS)) {
      expect(columnKind(Object.hasOwn(TEXT_BLOCKS, name) ? `texts.${name}.vi` : `values.${name}`), name).not.toBeNull();
    }
    expect(columnKind('tiers.description')).toBe('text');
    expect(columnKind('translations.title.en')).toBe('text');
    expect(columnKind('values.technologyKeywords.vi')).toBe('list');
    expect(columnKind('values.targets.20.value')).toBe('number');
  });

  it.each([
    'values.unknown',
    'texts.title.fr',
    'values.advantages.0.metric',
    'translations.nothing.vi',
    'toString',
    '__proto__',
    'values.__proto__.x',
    '',
  ])('has no column %j', (path) => {
    expect(columnKind(path)).toBeNull();
  });

  it.each(Object.keys(fields))('carries values.%s there and back, as typed cells and as text', (name) => {
    fc.assert(
      fc.property(sample(fields[name] ?? {}), (value) => {
        const row = { side: 'offer', kind: 'technology', values: { [name]: value } };
        const cells = cellsFromRow(row);
        expect(rowFromCells(cells)).toEqual(row);
        expect(rowFromCells(asText(cells))).toEqual(row);
      }),
      { numRuns: 40 },
    );
  });

  it('carries texts, tiers, translations and the head there and back', () => {
    const row = {
      originId: 'A-1',
      side: 'need',
      kind: 'need',
      masked: true,
      audience: 'private_search',
      openForInterest: false,
      texts: { title: { vi: 'Cần lọc', en: null }, problem: { vi: '=bẩn', en: 'dirty\nwater' } },
      tiers: { budget: 'public' },
      translations: [{ block: 'problem', language: 'en', status: 'translated' }],
    };
    expect(rowFromCells(cellsFromRow(row))).toEqual(row);
    expect(rowFromCells(asText(cellsFromRow(row)))).toEqual(row);
  });

  it('reads what people type into spreadsheets', () => {
    const cells: Cell[] = [
      { path: 'kind', value: 'technology' },
      { path: 'values.trl', value: ' 7 ' },
      { path: 'values.knowHowOnly', value: 'Có' },
      { path: 'values.sectors', value: 'S1;S2 ; ' },
      { path: 'values.reservePrice.amount', value: 1_500_000_000 },
      { path: 'values.reservePrice.currency', value: 'VND' },
      { path: 'values.priceRange.min', value: '100' },
      { path: 'values.priceRange.currency', value: 'VND' },
      { path: 'values.startsOn', value: new Date('2026-12-01T00:00:00Z') },
      { path: 'values.ownershipShares.2.owner', value: 'B' },
      { path: 'values.ownershipShares.2.percent', value: '49,5' },
      { path: 'values.ownershipShares.1', value: '{"owner":"A","percent":50.5}' },
      { path: 'texts.summary.vi', value: '   ' },
    ];
    expect(rowFromCells(cells)).toEqual({
      side: 'offer',
      kind: 'technology',
      values: {
        trl: 7,
        knowHowOnly: true,
        sectors: ['S1', 'S2'],
        reservePrice: { amount: '1500000000', currency: 'VND' },
        priceRange: { min: '100', max: null, currency: 'VND' },
        startsOn: '2026-12-01',
        ownershipShares: [
          { owner: 'A', percent: 50.5 },
          { owner: 'B', percent: 49.5 },
        ],
      },
    });
  });

  it('leaves what it cannot read for the schema to name', () => {
    expect(rowFromCells([{ path: 'values.trl', value: 'seven' }])).toEqual({ values: { trl: 'seven' } });
    expect(rowFromCells([{ path: 'values.knowHowOnly', value: 'maybe' }])).toEqual({ values: { knowHowOnly: 'maybe' } });
    expect(rowFromCells([{ path: 'values.advantages', value: '[{"metric"' }])).toEqual({ values: { advantages: '[{"metric"' } });
  });

  it('is laid out as people read it', () => {
    const paths = [
      'tiers.description',
      'values.trl',
      'values.advantages.2.metric.vi',
      'texts.summary.vi',
      'kind',
      'values.advantages.1.metric.vi',
      'texts.title.vi',
      'originId',
    ];
    expect(inColumnOrder(paths)).toEqual([
      'originId',
      'kind',
      'texts.title.vi',
      'texts.summary.vi',
      'values.trl',
      'values.advantages.1.metric.vi',
      'values.advantages.2.metric.vi',
      'tiers.description',
    ]);
  });

  it('knows the shape the API takes', () => {
    expect(Object.keys((ImportRow as unknown as Schema).properties ?? {})).toEqual(
      expect.arrayContaining(['texts', 'values', 'tiers', 'translations']),
    );
  });
});
