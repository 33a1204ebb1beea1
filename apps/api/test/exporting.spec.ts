import { exportListings, type ImportFormat } from '@ketnoi/contracts/imports';
import { listMyListings, readListing } from '@ketnoi/contracts/listings';
import type { ListingDetail } from '@ketnoi/contracts/listing-shapes';
import { fieldsOf, LISTING_FIELDS, type ListingFieldName, type Side } from '@ketnoi/domain/listing-fields';
import { isTextBlock } from '@ketnoi/domain/listing-content';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guarded, unguarded } from '../src/imports/cells.ts';
import { as, visitor, type Caller } from './support/as.ts';
import { testWorld, type World } from './support/context.ts';
import { canary, codesInForce, samples, type SchemeCodes } from './support/field-samples.ts';
import { given } from './support/given.ts';
import { both, completeOffer, drafted, published } from './support/listings.ts';
import { imported } from './support/upload.ts';

const FORMATS: ImportFormat[] = ['csv', 'xlsx', 'jsonl'];

let world: World;
let codes: SchemeCodes;
let moderator: Caller;
beforeAll(async () => {
  world = await testWorld();
  codes = await codesInForce(world);
  moderator = await given.person(world, { grant: 'moderator' });
});
afterAll(() => world.close());

const member = async (): Promise<Caller> => given.person(world, { organisation: await given.organisation(world) });

/** A file as it leaves: `as` gives bodies as text, and a workbook is none. */
async function file(caller: Caller, query: string): Promise<{ status: number; bytes: Buffer; type: string }> {
  const headers: Record<string, string> = caller.token === null ? {} : { authorization: `Bearer ${caller.token}` };
  const response = await world.app.inject({ url: `${exportListings.url}?${query}`, headers });
  return { status: response.statusCode, bytes: response.rawPayload, type: String(response.headers['content-type']) };
}

async function onlyListing(caller: Caller): Promise<ListingDetail> {
  const { body } = await as(world, caller).call(listMyListings, { query: {} });
  expect(body.items).toHaveLength(1);
  return (await as(world, caller).call(readListing, { params: { id: body.items[0]?.id ?? '' }, query: {} })).body;
}

const said = ({ side, kind, masked, audience, openForInterest, texts, values, tiers, translations }: ListingDetail) => ({
  side,
  kind,
  masked,
  audience,
  openForInterest,
  texts,
  values,
  tiers,
  translations,
});

const isChosen = (name: ListingFieldName): boolean => LISTING_FIELDS[name].tiers.length > 1;
/** Every field of a side with something in it, each in the last tier its owner may choose. */
function everything(side: Side) {
  const names = fieldsOf(side);
  const tiers = Object.fromEntries(names.filter(isChosen).map((name) => [name, LISTING_FIELDS[name].tiers.at(-1)]));
  const kind = side === 'offer' ? ('research_result' as const) : ('need' as const);
  return {
    side,
    kind,
    tiers,
    ...samples(names, 1, codes),
    translations: [{ block: 'summary' as const, language: 'en' as const, status: 'reviewed' as const }],
  };
}

describe.each(FORMATS)('an exported file, read in again as %s', (format) => {
  it.each(['offer', 'need'] as const)('says the same in every field of an %s, in every tier', async (side) => {
    const writer = await member();
    const before = await drafted(world, writer, { ...everything(side), masked: false, openForInterest: false });
    const { status, bytes } = await file(writer, `format=${format}&scope=mine`);
    expect(status).toBe(200);
    const reader = await member();
    const run = await imported(world, reader, { name: `a.${format}`, bytes });
    expect(run.findings).toEqual([]);
    expect(run).toMatchObject({ state: 'finished', created: 1 });
    const after = await onlyListing(reader);
    expect(said(after)).toEqual(said(before));
    for (const name of fieldsOf(side)) {
      const part: Record<string, unknown> = isTextBlock(name) ? after.texts : after.values;
      expect(part[name] ?? null, name).not.toBeNull();
    }
  });

  it('says the same where words look like formulas, lists or line ends', async () => {
    const writer = await member();
    const texts = {
      title: both('=HYPERLINK("https://example.org","bấm")', "'=1+1"),
      summary: both('+84 901 234 567; @SUM(A1)\nxuống dòng', '-1'),
      description: both('"=cmd|\' /C calc\'!A0"', '＝1+1'),
    };
    const values = { technologyKeywords: { vi: ['=a', 'b;c', '[d]'], en: ['-e'] }, stateTaskCode: '@x', trl: 3 };
    const before = await drafted(world, writer, { side: 'offer', kind: 'technology', texts, values });
    const { bytes } = await file(writer, `format=${format}&scope=mine`);
    const reader = await member();
    expect((await imported(world, reader, { name: `a.${format}`, bytes })).findings).toEqual([]);
    expect(said(await onlyListing(reader))).toEqual(said(before));
  });
});

/** What has been taken for a formula by one program or another. */
const FORMULAS = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\u0000=1',
  ' =1',
  '"=1',
  "'=1",
  '“=1',
  '＝1',
  '＋1',
  '－1',
  '＠A',
  '\n=1',
  '="a"',
  '=cmd|x',
  '--1',
  '+=1',
  '=HYPERLINK(1)',
  '@x',
  '=IMPORTXML(1)',
];

describe('a cell of an exported file', () => {
  it.each(FORMULAS)('is harmless and comes back as it was: %j', (text) => {
    expect(guarded(text)).toBe(`'${text}`);
    expect(unguarded(guarded(text))).toBe(text);
    expect(unguarded(guarded(guarded(text)))).toBe(guarded(text));
  });

  it.each(['', 'chữ', "'quoted'", "it's", '1-2', 'a=b', '5 %', "'tis"])('is left alone when it is no formula: %j', (text) => {
    expect(guarded(text)).toBe(text);
    expect(unguarded(text)).toBe(text);
  });

  it('is typed where it is a number, and guarded wherever a person wrote it', async () => {
    const writer = await member();
    await drafted(world, writer, {
      side: 'offer',
      kind: 'technology',
      texts: { title: both('=1+1', '@a') },
      values: { trl: 7, knowHowOnly: true },
    });
    const csv = parse((await file(writer, 'format=csv&scope=mine')).bytes, { columns: true, bom: true });
    expect(csv[0]).toMatchObject({ 'texts.title.vi': "'=1+1", 'texts.title.en': "'@a", 'values.trl': '7', 'values.knowHowOnly': 'true' });
    const [head = [], row = []] = await readSheet((await file(writer, 'format=xlsx&scope=mine')).bytes);
    const sheet = Object.fromEntries(head.map((name, at) => [name as string, row[at]]));
    expect(sheet).toMatchObject({ 'texts.title.vi': "'=1+1", 'values.trl': 7, 'values.knowHowOnly': true });
  });
});

describe('the export of what is shown', () => {
  it('is for people who signed in, and says by its type what it is', async () => {
    expect((await file(visitor, 'format=csv')).status).toBe(401);
    const reader = await member();
    expect((await file(reader, 'format=csv')).type).toContain('text/csv');
    expect((await file(reader, 'format=jsonl')).type).toContain('application/x-ndjson');
    expect((await file(reader, 'format=pdf')).status).toBe(400);
    expect((await file(reader, 'format=csv&colour=red')).status).toBe(400);
  });

  it('holds what this reader may read and nothing else, tier by tier', async () => {
    const owner = await member();
    const all = samples(fieldsOf('offer'), 2, codes);
    await published(world, { writer: owner, moderator }, { ...completeOffer(all), kind: 'research_result' });
    const unverified = await given.person(world, { organisation: await given.organisation(world, { verified: false }) });
    for (const { caller, tiers } of [
      { caller: await member(), tiers: ['public', 'member'] },
      { caller: unverified, tiers: ['public'] },
      { caller: owner, tiers: ['public', 'member'] },
    ]) {
      const text = (await file(caller, 'format=jsonl')).bytes.toString();
      for (const name of fieldsOf('offer').filter((one) => text.includes(canary(one, 2)) || isTextBlock(one))) {
        expect([name, text.includes(canary(name, 2))]).toEqual([name, tiers.includes(LISTING_FIELDS[name].tiers[0])]);
      }
    }
    const own = (await file(owner, 'format=jsonl&scope=mine')).bytes.toString();
    expect(own).toContain(canary('technicalDetail', 2));
  });

  it('names no organisation of a masked listing, and is narrowed by the filters of the list', async () => {
    const name = 'Công ty Kín Tiếng Tuyệt Mật';
    const organisation = await given.organisation(world, { name });
    const owner = await given.person(world, { organisation });
    const listing = await published(world, { writer: owner, moderator }, completeOffer({ masked: true }));
    const text = (await file(await member(), 'format=jsonl')).bytes.toString();
    expect(text).toContain(listing.id);
    expect(text).not.toContain(name);
    expect(text).not.toContain(organisation);
    expect((await file(await member(), `format=jsonl&organisation=${organisation}`)).bytes.toString()).toBe('');
    expect((await file(await member(), 'format=jsonl&side=need')).bytes.toString()).not.toContain(listing.id);
  });

  it('is written down with who took what', async () => {
    const reader = await given.person(world, { organisation: await given.organisation(world) });
    await file(reader, 'format=csv');
    const { rows } = {
      rows: await world.admin
        .selectFrom('auditEvent')
        .select('canonical')
        .where('canonical', 'like', `%listing.export%${reader.accountId}%`)
        .execute(),
    };
    expect(rows).toHaveLength(1);
    expect(rows[0]?.canonical).toContain('["format","csv"]');
  });
});
