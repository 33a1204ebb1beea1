import type { Input } from '@ketnoi/contracts/endpoint';
import * as contracts from '@ketnoi/contracts/listings';
import type { ListingDetail } from '@ketnoi/contracts/listing-shapes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, visitor, type Caller } from './support/as.ts';
import { testWorld, type World } from './support/context.ts';
import { given } from './support/given.ts';
import { both, completeNeed, completeOffer, drafted, published, submitted } from './support/listings.ts';
import { steps } from './support/steps.ts';

let world: World;
let writer: Caller;
let other: Caller;
let moderator: Caller;
const shown: ListingDetail[] = [];
beforeAll(async () => {
  world = await testWorld();
  writer = await given.person(world, { organisation: await given.organisation(world, { provinceCode: '22' }) });
  other = await given.person(world, { organisation: await given.organisation(world, { provinceCode: '01' }) });
  moderator = await given.person(world, { grant: 'moderator' });
  // Three of each at one moment: only their ids tell them apart.
  for (const person of [writer, other, writer]) {
    shown.push(
      await published(world, { writer: person, moderator }, completeOffer({ kind: 'software', values: { sectors: ['AGR', 'MED'] } })),
    );
    shown.push(await published(world, { writer: person, moderator }, completeNeed()));
    shown.push(await published(world, { writer: person, moderator }));
  }
});
afterAll(() => world.close());

type Query = Input<typeof contracts.listListings>['query'];
const list = (query: Query) => as(world, visitor).call(contracts.listListings, { query });

async function walk(query: Query, limit: number): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await list({ ...query, limit, ...(cursor ? { cursor } : {}) });
    expect(page.body.items.length).toBeLessThanOrEqual(limit);
    seen.push(...page.body.items.map((one) => one.id));
    cursor = page.body.next;
  } while (cursor !== null);
  return seen;
}

describe('the list of listings', () => {
  it('comes newest first with its total, each once, also where all are of one moment', async () => {
    const whole = await list({});
    expect([whole.body.total, whole.body.totalIsExact, whole.body.next]).toEqual([9, true, null]);
    const ids = whole.body.items.map((one) => one.id);
    expect(ids).toEqual(
      shown
        .map((one) => one.id)
        .toSorted()
        .reverse(),
    );
    for (const limit of [1, 2, 4, 9]) expect(await walk({}, limit)).toEqual(ids);
  });

  it.each([
    ['side', { side: 'need' }, (one: ListingDetail) => one.side === 'need'],
    ['one kind', { kind: ['software'] }, (one: ListingDetail) => one.kind === 'software'],
    ['several kinds', { kind: ['software', 'need'] }, (one: ListingDetail) => one.kind !== 'technology'],
    ['one sector', { sector: ['MED'] }, (one: ListingDetail) => one.sectors.includes('MED')],
    [
      'several sectors',
      { sector: ['MED', 'AGR-HITECH'] },
      (one: ListingDetail) => one.sectors.some((code) => ['MED', 'AGR-HITECH'].includes(code)),
    ],
    ['a province', { province: ['01'] }, (one: ListingDetail) => one.province === '01'],
    [
      'a sector and a province',
      { sector: ['MED'], province: ['22'] },
      (one: ListingDetail) => one.sectors.includes('MED') && one.province === '22',
    ],
    [
      'a sector, a side and provinces',
      { sector: ['AGR'], side: 'offer', province: ['22', '01'] },
      (one: ListingDetail) => one.sectors.includes('AGR'),
    ],
    ['a sector and a kind of the other side', { sector: ['AGR'], kind: ['need'] }, () => false],
  ] as [string, Query, (one: ListingDetail) => boolean][])('is narrowed by %s', async (_what, query, holds) => {
    const expected = shown
      .filter(holds)
      .map((one) => one.id)
      .toSorted();
    const page = await list(query);
    expect([page.body.items.map((one) => one.id).toSorted(), page.body.total]).toEqual([expected, expected.length]);
    expect((await walk(query, 2)).toSorted()).toEqual(expected);
  });

  it('is narrowed by organisation', async () => {
    const page = await list({ organisation: other.organisation ?? '', sector: ['AGR'] });
    expect(page.body.items.map((one) => one.id)).toEqual([shown[3]?.id]);
  });

  it('names an organisation as it is called today', async () => {
    await world.admin
      .updateTable('organisation')
      .set({ legalName: 'Viện Đổi Tên' })
      .where('id', '=', other.organisation ?? '')
      .execute();
    const page = await list({ organisation: other.organisation ?? '' });
    expect(new Set(page.body.items.map((one) => one.organisation?.name))).toEqual(new Set(['Viện Đổi Tên']));
    const read = await steps(world).read(visitor, page.body.items[0]?.id ?? '');
    expect(read.body.organisation?.name).toBe('Viện Đổi Tên');
  });

  it('takes a cursor for the list it belongs to alone', async () => {
    const { next } = (await list({ limit: 2 })).body;
    expect(next).not.toBeNull();
    const cursor = next ?? '';
    for (const query of [
      { cursor, side: 'offer' as const },
      { cursor: `x${cursor}` },
      { cursor: cursor.slice(0, -2) },
      { cursor: 'nonsense' },
    ]) {
      const refused = await list(query);
      expect([refused.status, refused.problem.code]).toEqual([400, 'request.cursor_invalid']);
    }
  });

  it('names an unknown filter, a wrong one and too much of one', async () => {
    const bad = async (query: object) => (await list(query)).problem.errors?.[0]?.field;
    expect([await bad({ colour: 'red' }), await bad({ side: 'both' }), await bad({ limit: 1000 })]).toEqual(['colour', 'side', 'limit']);
    expect(await bad({ sector: Array.from({ length: 41 }, (_, index) => `S${index}`) })).toBe('sector');
  });
});

describe('the list of one’s own listings', () => {
  it('holds every state of what the acting organisation owns or entered, last changed first, with what is missing', async () => {
    const organisation = await given.organisation(world);
    const person = await given.person(world, { organisation });
    const officer = await given.person(world, { organisation: await given.organisation(world) });
    const draft = await drafted(world, person, { side: 'need', kind: 'need', texts: { title: both('Nháp', 'Draft') } });
    world.clock.forward(1000);
    const waiting = await submitted(world, person);
    world.clock.forward(1000);
    const entered = await drafted(world, officer, completeNeed({ ownerOrganisationId: organisation }));
    const mine = async (caller: Caller, query = {}) => (await as(world, caller).call(contracts.listMyListings, { query })).body;
    const all = await mine(person);
    expect(all.items.map((one) => [one.id, one.state, one.title.vi, one.missing, one.can])).toEqual([
      [entered.id, 'draft', entered.title.vi, [], ['edit', 'submit', 'withdraw']],
      [waiting.id, 'in_review', waiting.title.vi, [], ['edit']],
      [draft.id, 'draft', 'Nháp', ['problem', 'fields', 'endsOn'], ['edit', 'submit', 'withdraw']],
    ]);
    expect((await mine(officer)).items.map((one) => one.id)).toEqual([entered.id]);
    expect((await mine(person, { state: ['in_review'] })).items.map((one) => one.id)).toEqual([waiting.id]);
    const first = await mine(person, { limit: 2 });
    const rest = await mine(person, { limit: 2, cursor: first.next ?? '' });
    expect([first.items.length, rest.items.map((one) => one.id), rest.next]).toEqual([2, [draft.id], null]);
    const stolen = await as(world, officer).call(contracts.listMyListings, { query: { limit: 2, cursor: first.next ?? '' } });
    expect(stolen.problem.code).toBe('request.cursor_invalid');
  });

  it('is for somebody who acts for an organisation', async () => {
    expect((await as(world, visitor).call(contracts.listMyListings, { query: {} })).status).toBe(401);
    expect((await as(world, moderator).call(contracts.listMyListings, { query: {} })).status).toBe(403);
  });
});

describe('somebody of several organisations', () => {
  it('names the one he acts for, and the act is written down in its name', async () => {
    const [one, two] = [await given.organisation(world), await given.organisation(world)];
    const person = await given.person(world, { organisation: one });
    await world.admin
      .insertInto('membership')
      .values({ accountId: person.accountId, organisationId: two, role: 'editor', createdAt: world.clock.now() })
      .execute();
    const { organisation: _one, ...nameless } = person;
    const unnamed = await as(world, nameless).call(contracts.createListing, { body: completeNeed() });
    expect([unnamed.status, unnamed.problem.code]).toEqual([422, 'organisation.required']);
    const draft = await drafted(world, { ...nameless, organisation: two }, completeNeed());
    expect(draft.control?.ownerOrganisation.id).toBe(two);
    const go = steps(world);
    expect((await go.tried(nameless, contracts.withdrawListing, draft)).problem.code).toBe('organisation.required');
    expect((await go.tried(person, contracts.withdrawListing, draft)).status).toBe(403);
    expect((await go.step({ ...nameless, organisation: two }, contracts.withdrawListing, draft)).state).toBe('withdrawn');
    const chain = await world.admin.selectFrom('auditEvent').where('chainId', '=', two).orderBy('seq').select('canonical').execute();
    expect(chain.map((event) => (JSON.parse(event.canonical) as unknown[])[2])).toEqual(['listing.create', 'listing.withdraw']);
  });
});
