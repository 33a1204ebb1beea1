import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CLASSIFICATION_COLUMNS, SCHEME_COLUMNS, SCHEMES } from './classifications.ts';
import { parseCsv, parseCsvRecords } from './csv.ts';
import { LISTING_FIELDS } from './listing-fields.ts';

const folder = new URL('../data/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const heads = parseCsvRecords(read('schemes.csv'));
const rowsOf = (scheme: string): Record<string, string>[] => parseCsvRecords(read(`${scheme}.csv`));
const codesOf = (scheme: string): Set<string> => new Set(rowsOf(scheme).map((row) => row['code'] ?? ''));
const extraOf = (row: Record<string, string>): Record<string, unknown> =>
  row['extra'] === '' ? {} : (JSON.parse(row['extra'] ?? '') as Record<string, unknown>);

describe('the classification files', () => {
  it('are one per scheme, each with its version, source and licence', () => {
    expect(heads.map((head) => head['scheme'])).toEqual([...SCHEMES]);
    expect(parseCsv(read('schemes.csv'))[0]).toEqual([...SCHEME_COLUMNS]);
    for (const head of heads) for (const column of SCHEME_COLUMNS) expect(head[column], `${head['scheme']} ${column}`).not.toBe('');
    const files = readdirSync(folder).filter((name) => name.endsWith('.csv'));
    const beside = ['schemes.csv', 'holidays.csv', 'legal-rules.csv', 'exchanges.csv'];
    expect(files.toSorted()).toEqual([...SCHEMES.map((scheme) => `${scheme}.csv`), ...beside].toSorted());
  });

  it.each(SCHEMES)('%s has unique codes, known parents, both labels and well-formed extras', (scheme) => {
    const text = read(`${scheme}.csv`);
    expect(text).toBe(text.normalize('NFC'));
    expect(text).not.toContain('\r');
    const [head, ...rows] = parseCsv(text);
    expect(head).toEqual([...CLASSIFICATION_COLUMNS]);
    for (const row of rows) expect(row, row[0]).toHaveLength(CLASSIFICATION_COLUMNS.length);
    const records = rowsOf(scheme);
    const codes = codesOf(scheme);
    expect(codes.size).toBe(records.length);
    for (const record of records) {
      const { code, parent = '', label_vi: vi = '', label_en: en = '' } = record;
      expect(code).toMatch(/^[A-Za-z0-9_-]+$/u);
      if (parent !== '') expect(codes, `parent of ${code}`).toContain(parent);
      expect(vi.trim(), code).not.toBe('');
      expect(en.trim(), code).not.toBe('');
      expect(extraOf(record), code).toBeTypeOf('object');
    }
  });

  it('cover every scheme that a listing field names', () => {
    const named = Object.values(LISTING_FIELDS).flatMap(({ shape }) => ('scheme' in shape ? [shape.scheme] : []));
    expect(named.length).toBeGreaterThan(8);
    for (const scheme of named) expect(SCHEMES).toContain(scheme);
  });

  it('map each of the 63 old provinces to one of the 34, and say where a code changed its meaning', () => {
    const provinces = rowsOf('province');
    const legacy = rowsOf('province_legacy');
    expect([provinces.length, legacy.length, codesOf('region').size]).toEqual([34, 63, 6]);
    const current = codesOf('province');
    for (const row of legacy) expect(current).toContain(extraOf(row)['newCode']);
    const back = provinces.flatMap((row) => (extraOf(row)['oldCodes'] as string[]).map((old) => [old, row['code']]));
    expect(new Map(legacy.map((row) => [row['code'], extraOf(row)['newCode']]))).toEqual(new Map(back as [string, string][]));
    const reused = legacy.filter((row) => extraOf(row)['codeReused'] === true).map((row) => row['code']);
    expect(reused).toEqual(['15', '24', '44', '52', '80', '82', '91']);
    for (const row of provinces) expect(codesOf('region')).toContain(extraOf(row)['region']);
  });

  it('carry the Vietnamese title of every section and class of the IPC, and mark the rest as English', () => {
    for (const row of rowsOf('ipc')) {
      const { level, labelVi } = extraOf(row);
      expect(labelVi, row['code']).toBe(level === 3 ? 'english' : undefined);
      expect(row['label_en'], row['code']).not.toMatch(/href|Definitions/u);
    }
  });
});

describe('the holiday and rule tables', () => {
  it('list each holiday once, in order, with how sure it is', () => {
    const rows = parseCsvRecords(read('holidays.csv'));
    const dates = rows.map((row) => row['date'] ?? '');
    expect(dates).toEqual([...new Set(dates)].toSorted());
    for (const row of rows) {
      expect(new Date(`${row['date']}T00:00:00Z`).toISOString().slice(0, 10)).toBe(row['date']);
      expect(row['source']).toMatch(/^(confirmed|announced|unconfirmed): /u);
      expect([row['name_vi'], row['name_en']]).not.toContain('');
    }
    for (const fixed of ['01-01', '04-30', '05-01', '09-02'])
      for (const year of [2025, 2026, 2027]) expect(dates).toContain(`${year}-${fixed}`);
  });

  it('date every rule, and never let two versions of one rule overlap', () => {
    const rules = parseCsvRecords(read('legal-rules.csv'));
    for (const rule of rules) {
      const { rule_id: id, valid_from: from = '', valid_to: to = '' } = rule;
      expect(from, id).toMatch(/^\d{4}-\d{2}-\d{2}$/u);
      if (to !== '') expect(to > from, id).toBe(true);
      expect([rule['article'], rule['text_vi'], rule['text_en'], rule['reviewed_by']], id).not.toContain('');
      for (const other of rules.filter((one) => one !== rule && one['rule_id'] === id)) {
        const [first, second] = from < (other['valid_from'] ?? '') ? [rule, other] : [other, rule];
        expect(first['valid_to'] !== '' && (first['valid_to'] ?? '') < (second['valid_from'] ?? ''), id).toBe(true);
      }
    }
  });
});
