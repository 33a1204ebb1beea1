import { editListing, listListings, publishListing, readListing, submitListing } from '@ketnoi/contracts/listings';
import { ListingDetail } from '@ketnoi/contracts/listing-shapes';
import { fieldsOf, LISTING_FIELDS, type ListingFieldName, type Side } from '@ketnoi/domain/listing-fields';
import { isTextBlock } from '@ketnoi/domain/listing-content';
import { TIERS, type Tier } from '@ketnoi/domain/tiers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, visitor, type Caller } from './support/as.ts';
import { testWorld, type World } from './support/context.ts';
import { canary, codesInForce, samples, type SchemeCodes } from './support/field-samples.ts';
import { given } from './support/given.ts';
import { completeOffer, drafted } from './support/listings.ts';
import { NOT_THERE_YET, WORKFLOW_FIELDS } from './support/workflow-fields.ts';

let world: World;
let codes: SchemeCodes;
let owner: Caller;
let readers: { who: string; caller: Caller; tiers: readonly Tier[] }[];

beforeAll(async () => {
  world = await testWorld();
  codes = await codesInForce(world);
  const organisation = await given.organisation(world);
  owner = await given.person(world, { organisation });
  const unverified = await given.organisation(world, { verified: false });
  readers = [
    { who: 'a visitor', caller: visitor, tiers: ['public'] },
    { who: 'a member of an unverified organisation', caller: await given.person(world, { organisation: unverified }), tiers: ['public'] },
    {
      who: 'a member of a verified organisation',
      caller: await given.person(world, { organisation: await given.organisation(world) }),
      tiers: ['public', 'member'],
    },
    { who: 'a moderator', caller: await given.person(world, { grant: 'moderator' }), tiers: ['public', 'member'] },
    { who: 'a viewer of the owner', caller: await given.person(world, { organisation, role: 'viewer' }), tiers: TIERS },
    { who: 'its owner', caller: owner, tiers: TIERS },
  ];
});
afterAll(() => world.close());

const properties = (ListingDetail as unknown as { properties: Record<string, unknown> }).properties;
const fieldIn = (listing: ListingDetail, name: ListingFieldName): unknown =>
  isTextBlock(name) ? listing.texts[name] : (listing.values as Record<string, unknown>)[name];

/** The tiers a field lies in, one round a choice: the first round takes every default. */
function tiersOf(names: readonly ListingFieldName[], round: number): Map<ListingFieldName, Tier> {
  return new Map(names.map((name) => [name, LISTING_FIELDS[name].tiers[round % LISTING_FIELDS[name].tiers.length] ?? 'public']));
}

const kindOf = (side: Side) => (side === 'offer' ? ('research_result' as const) : ('need' as const));
const chosen = (tiers: Map<ListingFieldName, Tier>) =>
  Object.fromEntries([...tiers].filter(([name]) => LISTING_FIELDS[name].tiers.length > 1));

describe('the fields of workflows, sections 1 and 2', () => {
  it('are all in the registry or the record, or listed as not there yet', () => {
    for (const { field, at } of WORKFLOW_FIELDS) {
      for (const name of at) expect(Object.hasOwn(LISTING_FIELDS, name) || Object.hasOwn(properties, name), `${field}: ${name}`).toBe(true);
    }
    const missing = WORKFLOW_FIELDS.filter((one) => one.at.length === 0).map((one) => one.field);
    expect(missing.toSorted()).toEqual([...NOT_THERE_YET].toSorted());
  });

  it('account for every field of the registry', () => {
    const named = new Set(WORKFLOW_FIELDS.flatMap((one) => one.at));
    expect(Object.keys(LISTING_FIELDS).filter((name) => !named.has(name))).toEqual([]);
  });
});

const rounds = (['offer', 'need'] as const).flatMap((side) => [0, 1, 2].map((round) => ({ side, round })));

describe.each(rounds)('every field of an $side, each in its tier number $round', ({ side, round }) => {
  const names = fieldsOf(side);
  const tiers = tiersOf(names, round);
  let id: string;
  let version: number;

  it('is kept when created and when edited', async () => {
    const first = samples(names, 1, codes);
    const created = await drafted(world, owner, { side, kind: kindOf(side), tiers: chosen(tiers), ...first });
    ({ id, version } = created);
    const read = await as(world, owner).call(readListing, { params: { id }, query: {} });
    expect(read.body).toEqual({ ...created });
    expect({ texts: read.body.texts, values: read.body.values }).toEqual(first);
    const second = samples(names, 2, codes);
    for (const name of names) {
      const part = isTextBlock(name) ? 'texts' : 'values';
      const value = (second[part] as Record<string, unknown>)[name];
      const edited = await as(world, owner).call(editListing, { params: { id }, body: { [part]: { [name]: value } } }, { version });
      expect(edited.problem.errors ?? edited.problem.code, name).toBeUndefined();
      expect(fieldIn(edited.body, name), name).toEqual(value);
      version = edited.body.version;
    }
    const after = await as(world, owner).call(readListing, { params: { id }, query: {} });
    expect({ texts: after.body.texts, values: after.body.values, tiers: after.body.tiers }).toEqual({ ...second, tiers: chosen(tiers) });
  });

  it('is read by those its tier is for, named to those who could open it, and unknown to the rest', async () => {
    const handedIn = await as(world, owner).call(submitListing, { params: { id } }, { version });
    expect(handedIn.problem.errors ?? handedIn.problem.code).toBeUndefined();
    const moderator = readers.find((one) => one.who === 'a moderator')?.caller ?? visitor;
    const decided = await as(world, moderator).call(publishListing, { params: { id }, body: {} }, { version: handedIn.body.version });
    expect(decided.status).toBe(200);
    const second = samples(names, 2, codes);
    for (const reader of readers) {
      const read = await as(world, reader.caller).call(readListing, { params: { id }, query: {} });
      expect(read.status, reader.who).toBe(200);
      const text = JSON.stringify(read.body);
      for (const name of names) {
        const tier = tiers.get(name) ?? 'public';
        const may = reader.tiers.includes(tier);
        const part = isTextBlock(name) ? second.texts : second.values;
        const expected = (part as Record<string, unknown>)[name];
        expect(fieldIn(read.body, name), `${reader.who} reads ${name} (${tier})`).toEqual(may ? expected : undefined);
        if (!may) expect(text, `${name} for ${reader.who}`).not.toContain(canary(name, 2));
        const locked = read.body.locked.find((one) => one.field === name);
        expect(locked?.tier, `${reader.who} is told of ${name} (${tier})`).toBe(may || tier === 'party' ? undefined : tier);
      }
    }
  });

  it('is in no list beyond the public tier', async () => {
    const list = await as(world, visitor).call(listListings, { query: { side } });
    expect(list.body.items.map((one) => one.id)).toContain(id);
    for (const name of names) if (tiers.get(name) !== 'public') expect(JSON.stringify(list.body)).not.toContain(canary(name, 2));
  });

  it('is taken away by null', async () => {
    let { version: now } = (await as(world, owner).call(readListing, { params: { id }, query: {} })).body;
    for (const name of names) {
      const edited = await as(world, owner).call(
        editListing,
        { params: { id }, body: { [isTextBlock(name) ? 'texts' : 'values']: { [name]: null } } },
        { version: now },
      );
      expect(fieldIn(edited.body, name)).toBeUndefined();
      now = edited.body.version;
    }
    const read = await as(world, owner).call(readListing, { params: { id }, query: {} });
    expect([read.body.texts, read.body.values]).toEqual([{}, {}]);
  });
});

describe('a confidential row inside a public field', () => {
  it('is shown to its owner in its place and counted for others', async () => {
    const { metric, baseline, claim } = { metric: { vi: 'm', en: null }, baseline: { vi: 'b', en: null }, claim: { vi: 'c', en: null } };
    const row = (secret: string | null) => ({
      metric,
      baseline,
      claim: secret === null ? claim : { vi: secret, en: null },
      ...(secret === null ? {} : { tier: 'nda' as const }),
    });
    const advantages = [row('canaryfirst'), row(null), row('canarythird')];
    const ipRights = [
      { kind: 'trade_secret', territory: 'VN', status: 'not_filed' },
      { kind: 'invention_patent', territory: 'EP', status: 'filed', number: 'canarynumber', numberTier: 'nda' as const },
    ];
    const draft = completeOffer();
    const created = await drafted(world, owner, { ...draft, values: { ...draft.values, advantages, ipRights } });
    expect(created.values.advantages).toEqual(advantages);
    const handedIn = await as(world, owner).call(submitListing, { params: { id: created.id } }, { version: created.version });
    const moderator = readers[3]?.caller ?? visitor;
    await as(world, moderator).call(publishListing, { params: { id: created.id }, body: {} }, { version: handedIn.body.version });
    const open = await as(world, visitor).call(readListing, { params: { id: created.id }, query: {} });
    expect(open.body.values.advantages).toEqual([advantages[1]]);
    expect(open.body.values.ipRights?.map((one) => one.number)).toEqual([undefined, undefined]);
    expect(open.body.locked).toEqual([
      { field: 'advantages', tier: 'nda', rows: 2 },
      { field: 'ipRights', tier: 'nda', rows: 1 },
    ]);
    expect(JSON.stringify(open.body)).not.toContain('canary');
    const own = await as(world, owner).call(readListing, { params: { id: created.id }, query: {} });
    expect([own.body.values.advantages, own.body.values.ipRights]).toEqual([advantages, ipRights]);
  });
});
