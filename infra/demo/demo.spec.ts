import { readdirSync, readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { ImportRow } from '@ketnoi/contracts/imports';
import { SCHEMES } from '@ketnoi/domain/classifications';
import { parseCsvRecords } from '@ketnoi/domain/csv';
import { missingFields } from '@ketnoi/domain/listing-completeness';
import { EMPTY_CONTENT, mergeContent, type ContentPatch, type ListingContent } from '@ketnoi/domain/listing-content';
import {
  fieldsOf,
  LISTING_FIELDS,
  TEXT_BLOCKS,
  VALUE_FIELDS,
  type Audience,
  type Kind,
  type ListingFieldName,
  type Side,
} from '@ketnoi/domain/listing-fields';
import { codesUsed, foreignFields, headFaults, valueFaults } from '@ketnoi/domain/listing-validity';
import { parseTaxCode } from '@ketnoi/domain/tax-code';
import { describe, expect, it } from 'vitest';
import { faults, type Schema } from './schema-faults.ts';

type Bilingual = { vi: string | null; en: string | null };
type Organisation = {
  key: string;
  typeCode: string;
  legalName: string;
  shortName?: string;
  englishName?: string;
  taxCode?: string;
  provinceCode?: string;
  country: string;
  membership?: 'directory';
  verified: boolean;
  trusted: boolean;
  demo: boolean;
  about: Bilingual;
};
type Listing = Record<string, unknown> & {
  originId: string;
  organisation: string;
  side: Side;
  kind: Kind;
  masked?: boolean;
  audience?: Audience;
  tiers?: Record<string, string>;
  texts: Record<string, Bilingual>;
  translations?: { block: string; language: string; status: string }[];
  licence?: string;
  sourceUrl?: string;
};

const here = new URL('./', import.meta.url);
const bytes = (name: string): Buffer => readFileSync(new URL(name, here));
const lines = (text: string): unknown[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
const plain = (name: string): unknown[] => lines(bytes(name).toString('utf8'));
const packed = (name: string): unknown[] => lines(gunzipSync(bytes(name)).toString('utf8'));

const members = plain('organisations.jsonl') as Organisation[];
const directory = plain('directory.jsonl') as Organisation[];
const abroad = packed('us-organisations.jsonl.gz') as Organisation[];
const written = plain('listings.jsonl') as Listing[];
const fromTheUs = [...packed('us-offers.jsonl.gz'), ...packed('us-needs.jsonl.gz')] as Listing[];

const codes = new Map<string, Set<string>>(
  SCHEMES.map((scheme) => {
    const rows = parseCsvRecords(readFileSync(new URL(`../../packages/domain/data/${scheme}.csv`, here), 'utf8'));
    return [scheme, new Set(rows.map((row) => row['code'] ?? ''))];
  }),
);
const hasCode = (scheme: string, code: string): boolean => codes.get(scheme)?.has(code) === true;

const HEAD = [
  'originId',
  'organisation',
  'side',
  'kind',
  'masked',
  'audience',
  'tiers',
  'texts',
  'translations',
  'licence',
  'sourceUrl',
  'source',
  'sourceDate',
];
const isValue = (name: string): boolean => Object.hasOwn(VALUE_FIELDS, name);

/** A record as the importer takes it: values apart, the licence under its own name. */
function importRow(listing: Listing): Record<string, unknown> {
  const { originId, organisation, side, kind, masked, audience, tiers, texts, translations, licence, sourceUrl } = listing;
  const values = Object.fromEntries(Object.entries(listing).filter(([name]) => isValue(name)));
  const row = { originId, organisation, side, kind, masked, audience, tiers, texts, translations, textLicence: licence, sourceUrl, values };
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}

const patchOf = (listing: Listing): ContentPatch => importRow(listing);
const contentOf = (listing: Listing): ListingContent => mergeContent(EMPTY_CONTENT, patchOf(listing));

/** Everything that would keep a listing out, as sentences. */
function refusals(listing: Listing): string[] {
  const { side, kind, audience = 'public' } = listing;
  const content = contentOf(listing);
  const unknown = Object.keys(listing).filter((name) => !HEAD.includes(name) && !isValue(name));
  const otherSide = [...Object.keys(listing).filter(isValue), ...Object.keys(listing.texts)].filter(
    (name) => !fieldsOf(side).includes(name as ListingFieldName),
  );
  const tiers = Object.entries(listing.tiers ?? {}).filter(([name, tier]) => {
    const allowed: readonly string[] = LISTING_FIELDS[name as ListingFieldName]?.tiers ?? [];
    return !allowed.includes(tier) || !(isValue(name) ? Object.hasOwn(listing, name) : Object.hasOwn(listing.texts, name));
  });
  return [
    ...unknown.map((name) => `${name} is no field`),
    ...otherSide.map((name) => `${name} is of the other side`),
    ...tiers.map(([name, tier]) => `${name} may not be ${tier}, or says nothing`),
    ...faults(ImportRow as unknown as Schema, importRow(listing), 'row'),
    ...headFaults({ side, kind, audience }).map((fault) => `${fault.field}: ${fault.advice}`),
    ...foreignFields(side, patchOf(listing)).map((fault) => `${fault.field}: ${fault.advice}`),
    ...valueFaults(content).map((fault) => `${fault.field}: ${fault.advice}`),
    ...codesUsed(content)
      .filter((use) => !hasCode(use.scheme, use.code))
      .map((use) => `${use.field}: ${use.code} is not in ${use.scheme}`),
  ];
}

const CONTROL = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\uFFFD\u2028\u2029]/u;
/** Text of every string below a value. */
const strings = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
const unclean = (value: unknown): string[] =>
  strings(value).filter((text) => CONTROL.test(text) || text !== text.normalize('NFC') || text !== text.trim());

describe('the organisations of the demonstration', () => {
  it('have keys of their own, known types, provinces and countries, and clean text', () => {
    const all = [...members, ...directory, ...abroad];
    expect(new Set(all.map((one) => one.key)).size).toBe(all.length);
    for (const one of all) {
      expect(hasCode('organisation_type', one.typeCode), one.key).toBe(true);
      expect(hasCode('country', one.country), one.key).toBe(true);
      expect(one.provinceCode === undefined || hasCode('province', one.provinceCode), one.key).toBe(true);
      expect(unclean(one), one.key).toEqual([]);
      expect(
        [one.legalName, one.about.vi, one.about.en].every((text) => (text ?? '').length > 2),
        one.key,
      ).toBe(true);
    }
  });

  it('say of themselves that they are invented, when they offer or seek something', () => {
    expect(members.length).toBeGreaterThanOrEqual(28);
    for (const one of members) {
      expect(one.demo, one.key).toBe(true);
      expect(one.legalName).toContain('(minh họa)');
      expect(one.englishName).toContain('(demonstration)');
      expect(one.about.vi).toContain('Tổ chức minh họa, không có thật');
      expect(one.about.en).toContain('Invented for demonstration');
    }
    expect(new Set(members.map((one) => one.provinceCode)).size).toBeGreaterThanOrEqual(20);
  });

  it('have tax codes with a right check digit and a block that no authority issues', () => {
    const domestic = members.filter((one) => one.country === 'VN');
    for (const one of domestic) {
      expect(parseTaxCode(one.taxCode ?? ''), one.key).toMatchObject({ kind: 'organisation', checkDigit: 'right' });
      expect(one.taxCode).toMatch(/^98/u);
    }
    expect(new Set(domestic.map((one) => one.taxCode)).size).toBe(domestic.length);
  });

  it('are not members, not verified and not trusted, when they come from public lists', () => {
    for (const one of [...directory, ...abroad]) {
      expect([one.membership, one.verified, one.trusted, one.demo], one.key).toEqual(['directory', false, false, false]);
      expect(one.taxCode, one.key).toBeUndefined();
    }
    expect(directory.every((one) => one.country === 'VN')).toBe(true);
    expect(directory.length).toBeGreaterThan(200);
  });
});

describe('the listings written for the demonstration', () => {
  it('are at least 60 offers and 40 needs, each with its own number and a known owner', () => {
    const sides = written.map((one) => one.side);
    expect(sides.filter((side) => side === 'offer').length).toBeGreaterThanOrEqual(64);
    expect(sides.filter((side) => side === 'need').length).toBeGreaterThanOrEqual(44);
    expect(new Set(written.map((one) => one.originId)).size).toBe(written.length);
    const keys = new Set(members.map((one) => one.key));
    for (const one of written) expect(keys, one.originId).toContain(one.organisation);
    for (const key of keys)
      expect(
        written.some((one) => one.organisation === key),
        key,
      ).toBe(true);
  });

  it.each(written.map((one) => [one.originId, one] as const))('%s would be taken by the importer, and published', (_, listing) => {
    expect(refusals(listing)).toEqual([]);
    expect(missingFields(listing.kind, contentOf(listing))).toEqual([]);
  });

  it('say everything in Vietnamese and in English, in clean text, and which of the two is a translation', () => {
    for (const one of written) {
      expect(unclean(one), one.originId).toEqual([]);
      for (const [block, text] of Object.entries(one.texts)) {
        expect(
          [text.vi, text.en].every((side) => side !== null && side !== ''),
          `${one.originId} ${block}`,
        ).toBe(true);
        expect(text.vi, `${one.originId} ${block}`).not.toBe(text.en);
      }
      const translated = one.translations ?? [];
      expect(translated.map((row) => row.block).toSorted(), one.originId).toEqual(Object.keys(one.texts).toSorted());
      expect(new Set(translated.map((row) => row.language)).size, one.originId).toBe(1);
    }
  });

  it('show no organisation where the owner is masked', () => {
    const masked = written.filter((one) => one.masked === true);
    expect(masked.length).toBeGreaterThanOrEqual(4);
    for (const one of masked) {
      const owner = members.find((member) => member.key === one.organisation);
      const { contact: _, ...shown } = one;
      const text = strings({ ...shown, organisation: '' }).join('\n');
      for (const name of [owner?.shortName, owner?.legalName.replace(' (minh họa)', ''), owner?.key]) expect(text).not.toContain(name);
    }
  });

  it('name invented people only, at addresses that nobody has, and numbers of titles that cannot be real', () => {
    for (const one of written) {
      const { email, phone } = (one['contact'] ?? {}) as { email?: string; phone?: string };
      if (email !== undefined) expect(email, one.originId).toMatch(/@[a-z-]+\.example\.org$/u);
      expect(phone, one.originId).toBeUndefined();
      for (const right of (one['ipRights'] ?? []) as { number?: string }[])
        if (right.number !== undefined) expect(right.number).toContain('DEMO');
      if (one['stateTaskCode'] !== undefined) expect(one['stateTaskCode']).toMatch(/^DEMO\./u);
    }
  });

  it('cover every kind, the priority sectors, confidential detail, private searches and every field of the registry', () => {
    expect(new Set(written.map((one) => one.kind))).toEqual(
      new Set(['technology', 'research_result', 'equipment', 'software', 'service', 'need']),
    );
    const sectors = new Set(written.flatMap((one) => (one['sectors'] ?? []) as string[]));
    for (const sector of [
      'AGR-HITECH',
      'AGR-ORGANIC',
      'AGR-BIO',
      'IND-ENVIRONMENT',
      'IND-AUTOMATION',
      'IND-CLEANENERGY',
      'IND-CONSUMER',
      'IND-CHEMPHARM',
      'MED',
      'GRN-RECYCLE',
      'XCT-DIGITAL',
    ]) {
      expect(sectors).toContain(sector);
    }
    const offers = written.filter((one) => one.side === 'offer');
    expect(offers.filter((one) => 'technicalDetail' in one.texts).length).toBeGreaterThanOrEqual(offers.length / 2);
    expect(written.filter((one) => one.audience === 'private_search').length).toBeGreaterThanOrEqual(2);
    const used = new Set(written.flatMap((one) => [...Object.keys(one), ...Object.keys(one.texts)]));
    for (const name of [...Object.keys(TEXT_BLOCKS), ...Object.keys(VALUE_FIELDS)]) expect(used, name).toContain(name);
  });
});

describe('the pairs that search and matching are shown with', () => {
  const pairs = parseCsvRecords(bytes('pairs.csv').toString('utf8'));
  const byId = new Map(written.map((one) => [one.originId, one]));

  it('join a need and an offer that exist, each pair once', () => {
    expect(new Set(pairs.map((pair) => `${pair['need']} ${pair['offer']}`)).size).toBe(pairs.length);
    for (const pair of pairs) {
      expect([byId.get(pair['need'] ?? '')?.side, byId.get(pair['offer'] ?? '')?.side], JSON.stringify(pair)).toEqual(['need', 'offer']);
    }
    const count = (relation: string): number => pairs.filter((pair) => pair['relation'] === relation).length;
    expect(count('fits')).toBeGreaterThanOrEqual(15);
    expect(count('same_words')).toBeGreaterThanOrEqual(5);
  });

  it('fit only where the technology is as ready as the need asks, and are too early only where it is not', () => {
    const isReady = (pair: Record<string, string>): boolean =>
      Number(byId.get(pair['offer'] ?? '')?.['trl']) >= Number(byId.get(pair['need'] ?? '')?.['trlMin']);
    expect(pairs.filter((pair) => pair['relation'] === 'fits' && !isReady(pair))).toEqual([]);
    expect(pairs.filter((pair) => pair['relation'] === 'too_early' && isReady(pair))).toEqual([]);
  });
});

describe('the listings from US government data', () => {
  it('are many, each once, with a known owner, its licence and where it comes from', () => {
    const keys = new Set(abroad.map((one) => one.key));
    expect(fromTheUs.filter((one) => one.side === 'offer').length).toBeGreaterThan(4500);
    expect(fromTheUs.filter((one) => one.side === 'need').length).toBeGreaterThan(4000);
    expect(new Set(fromTheUs.map((one) => one.originId)).size).toBe(fromTheUs.length);
    for (const one of fromTheUs) {
      expect(keys.has(one.organisation), one.originId).toBe(true);
      expect(one.licence, one.originId).toMatch(/public domain/u);
      expect(one.sourceUrl, one.originId).toMatch(/^https?:\/\//u);
    }
    for (const key of keys)
      expect(
        fromTheUs.some((one) => one.organisation === key),
        key,
      ).toBe(true);
  });

  it('would be taken by the importer, in English alone, and claim no readiness', () => {
    const refused = fromTheUs.flatMap((one) => refusals(one).map((why) => `${one.originId}: ${why}`));
    expect(refused).toEqual([]);
    expect(fromTheUs.filter((one) => 'trl' in one || 'trlMin' in one)).toEqual([]);
    expect(fromTheUs.filter((one) => Object.values(one.texts).some((text) => text.vi !== null || text.en === null))).toEqual([]);
  });

  it('hold no address or number of a person, no control characters and no text twice', () => {
    expect(fromTheUs.flatMap(unclean)).toEqual([]);
    const personal = /\w@\w+\.(?:com|gov|edu|org|mil|net)\b|\[(?:email|phone)\]|\(?\b\d{3}\)?[-. ]\d{3}[-.]\d{4}\b/u;
    const told = fromTheUs.filter((one) => strings(one.texts).some((text) => personal.test(text)));
    expect(told.map((one) => one.originId)).toEqual([]);
    const bodies = fromTheUs.map(
      (one) => `${one.texts['title']?.en}\n${one.texts['problem']?.en ?? one.texts['description']?.en ?? one.texts['summary']?.en}`,
    );
    expect(new Set(bodies).size).toBe(bodies.length);
  });
});

it('is small enough to be cloned with the project, its ready-made vectors apart', () => {
  const sizes = new Map(readdirSync(here).map((name) => [name, statSync(new URL(name, here)).size]));
  expect(sizes.get('vectors.bin')).toBeLessThan(28 * 1024 * 1024);
  sizes.delete('vectors.bin');
  expect([...sizes.values()].reduce((sum, size) => sum + size, 0)).toBeLessThan(8 * 1024 * 1024);
});
