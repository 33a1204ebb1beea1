import { readFeed } from '@ketnoi/contracts/feed';
import { exportListings } from '@ketnoi/contracts/imports';
import { listListings, readListing } from '@ketnoi/contracts/listings';
import { listAlerts, saveSearch, testSavedSearch } from '@ketnoi/contracts/saved-searches';
import { searchListings, suggest, type SearchQuery } from '@ketnoi/contracts/search';
import { FEEDS } from '@ketnoi/domain/pages';
import { FACETS } from '@ketnoi/domain/search';
import { settled } from '@ketnoi/testing/horizon';
import { runs } from '@ketnoi/testing/long-form';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, type Caller } from './support/as.ts';
import { drain } from './support/jobs.ts';
import { peopledWorld } from './support/people.ts';
import {
  ACTORS,
  COMMON,
  FOUND,
  HANDED_IN,
  KNOWN_TO_ALL,
  MASKED_ORGANISATION,
  named,
  NAMES,
  scene,
  TIER_WORDS,
  TITLE,
  type ActorName,
  type Name,
  type Scene,
} from './support/visibility.ts';

/** What each may know of beside what everybody knows. */
const KNOWS: Readonly<Record<ActorName, readonly Name[]>> = {
  visitor: [],
  account: [],
  unconfirmed: [],
  unverifiedMember: [],
  member: [],
  otherViewer: [],
  viewer: [...HANDED_IN, 'draft'],
  editor: [...HANDED_IN, 'draft'],
  orgAdmin: [...HANDED_IN, 'draft'],
  owner: [...HANDED_IN, 'draft'],
  moderator: HANDED_IN,
  conflicted: [...HANDED_IN, 'draft'],
  admin: HANDED_IN,
  operator: [],
};
const OWN: readonly ActorName[] = ['viewer', 'editor', 'orgAdmin', 'owner', 'conflicted'];
/** Who reads the member tier of the open listing. */
const MEMBERS: readonly ActorName[] = [...OWN, 'member', 'otherViewer', 'moderator', 'admin'];

let on: Scene;
const savedBy = new Map<ActorName, string>();

beforeAll(async () => {
  const world = await peopledWorld();
  on = await scene(world, async (actors) => {
    for (const name of ACTORS.filter((one) => one !== 'visitor')) {
      const { status, body } = await as(world, actors[name]).call(saveSearch, { body: { name: 'wex', query: { q: COMMON } } });
      if (status === 201) savedBy.set(name, body.id);
    }
  });
  await drain(world);
  await settled(world.database.url('admin'));
});
afterAll(() => on.world.close());

const sorted = (names: readonly Name[]): Name[] => NAMES.filter((name) => names.includes(name));
const get = async (url: string, caller: Caller): Promise<string> => {
  const headers: Record<string, string> = caller.token === null ? {} : { authorization: `Bearer ${caller.token}` };
  return (await on.world.app.inject({ url, headers })).body;
};
const search = async (caller: Caller, query: SearchQuery) => {
  const { status, body } = await as(on.world, caller).call(searchListings, { query: { limit: 100, ...query } });
  expect(status).toBe(200);
  return body;
};

describe.each(ACTORS.map((name) => [name]))('%s', (actor) => {
  const caller = (): Caller => on.actors[actor];

  it('finds what is public, in every order and by every word, and the totals count no more', async () => {
    const orders: SearchQuery[] = [{ sort: 'relevance' }, { sort: 'newest' }, { sort: 'expiring' }];
    for (const query of [...orders.map((one) => ({ q: COMMON, ...one })), { q: `"${COMMON}"` }, ...orders, { q: COMMON, exact: true }]) {
      const body = await search(caller(), query);
      expect([query, named(on, JSON.stringify(body))]).toEqual([query, sorted(FOUND)]);
      expect([query, body.total, body.items.length]).toEqual([query, FOUND.length, FOUND.length]);
    }
    for (const name of NAMES) {
      const body = await search(caller(), { q: TITLE[name], facets: [...FACETS] });
      const expected = FOUND.includes(name) ? [name] : [];
      expect([name, named(on, JSON.stringify(body.items)), body.total]).toEqual([name, expected, expected.length]);
      if (expected.length === 0) expect([name, Object.values(body.facets).flat(), body.corrections]).toEqual([name, [], []]);
      else expect(body.items[0]?.highlights.title.vi).toHaveLength(1);
    }
  });

  it('reads in no facet, correction or other word of what is not public', async () => {
    const { facets, items } = await search(caller(), { q: COMMON, facets: [...FACETS] });
    const counts = (facet: keyof typeof facets) => Object.fromEntries((facets[facet] ?? []).map(({ code, count }) => [code, count]));
    expect(counts('side')).toEqual({ offer: 2 });
    expect(counts('kind')).toEqual({ technology: 2 });
    expect(counts('sector')).toEqual({ IND: 1, 'IND-ENVIRONMENT': 1, AGR: 1, 'AGR-HITECH': 1 });
    expect(counts('province')).toEqual({ '22': 1, '79': 1 });
    expect(counts('organisationType')).toEqual({ research_institute: 1 });
    expect(JSON.stringify(items)).not.toContain(MASKED_ORGANISATION);
    expect(JSON.stringify(items)).not.toContain(on.maskedOrganisation);
    for (const word of [...NAMES.filter((name) => !FOUND.includes(name)).map((name) => TITLE[name]), ...Object.values(TIER_WORDS)]) {
      const body = await search(caller(), { q: `${word.slice(0, -1)}b` });
      expect([word, JSON.stringify([body.corrections, body.reading]).includes(word)]).toEqual([word, word === TIER_WORDS.public]);
    }
  });

  it('finds the open listing by its public words, and by those of no other tier and no other version', async () => {
    for (const [tier, word] of Object.entries(TIER_WORDS)) {
      for (const q of [word, `"${word}"`, word.slice(0, 6)]) {
        const { items, total } = await search(caller(), { q, exact: true });
        const whole = q.includes(word);
        if (whole) expect([tier, q, total]).toEqual([tier, q, tier === 'public' ? 1 : 0]);
        expect([tier, JSON.stringify(items).includes(word)]).toEqual([tier, false]);
      }
    }
  });

  it('is offered completions of public titles and names alone', async () => {
    for (const name of NAMES)
      for (const q of [TITLE[name], TITLE[name].slice(0, 5)]) {
        const { body } = await as(on.world, caller()).call(suggest, { query: { q } });
        expect([q, named(on, JSON.stringify(body))]).toEqual([q, FOUND.includes(name) ? [name] : []]);
      }
    for (const word of Object.values(TIER_WORDS))
      expect((await as(on.world, caller()).call(suggest, { query: { q: word.slice(0, 6) } })).body.items).toEqual([]);
  });

  it('gets what is public, or may be known, from lists, files, feeds and other sites, and no more', async () => {
    const listed = await as(on.world, caller()).call(listListings, { query: { limit: 100 } });
    expect([named(on, JSON.stringify(listed.body)), listed.body.total]).toEqual([sorted(FOUND), FOUND.length]);
    const byMasked = await as(on.world, caller()).call(listListings, { query: { organisation: on.maskedOrganisation } });
    expect(byMasked.body.items).toEqual([]);
    const { body: feed } = await as(on.world, caller()).call(readFeed, { query: { limit: 200 } });
    const live = feed.items.filter((entry) => entry.listing !== null);
    expect(live.filter((entry) => entry.gone)).toEqual([]);
    expect(named(on, JSON.stringify(live))).toEqual(sorted(KNOWN_TO_ALL));
    const gone = JSON.stringify(feed.items.filter((entry) => entry.listing === null));
    for (const name of ['private', 'submitted', 'draft'] as const)
      expect([name, gone.includes(on.listings[name].id)]).toEqual([name, false]);
    for (const name of NAMES) expect([name, gone.includes(TITLE[name])]).toEqual([name, false]);
    for (const address of [FEEDS.listings, `/en${FEEDS.listings}`, FEEDS.embed])
      expect([address, named(on, await get(`${address}?q=${COMMON}`, caller()))]).toEqual([address, sorted(FOUND)]);
    const parts = [...(await get('/sitemap.xml', caller())).matchAll(/<loc>[^<]*(\/sitemap\/listings\/[^<]+)<\/loc>/gu)].map(
      ([, part = '']) => part,
    );
    expect(parts).toHaveLength(1);
    expect(named(on, await get(parts[0] ?? '', caller()))).toEqual(sorted(FOUND));
    if (actor === 'visitor') return;
    for (const format of ['csv', 'jsonl'])
      expect(named(on, await get(`${exportListings.url}?format=${format}`, caller()))).toEqual(sorted(FOUND));
  });

  it('is alerted of what is public and not its own, and of nothing else', async () => {
    const id = savedBy.get(actor);
    expect(id === undefined).toBe(actor === 'visitor');
    if (id === undefined) return;
    const alerts = await as(on.world, caller()).call(listAlerts, { params: { id }, query: {} });
    const tried = await as(on.world, caller()).call(testSavedSearch, { params: { id } });
    const told = FOUND.filter((name) => name !== 'open' || !OWN.includes(actor));
    expect([alerts.status, named(on, JSON.stringify(alerts.body))]).toEqual([200, told]);
    expect([tried.status, named(on, JSON.stringify(tried.body))]).toEqual([200, told]);
    for (const [tier, word] of Object.entries(TIER_WORDS))
      expect([tier, JSON.stringify([alerts.body, tried.body]).includes(word)]).toEqual([tier, false]);
  });

  it('reads by its address what may be known, in the tiers that may be read', async () => {
    for (const name of NAMES) {
      const known = KNOWN_TO_ALL.includes(name) || KNOWS[actor].includes(name);
      const { id, reference } = on.listings[name];
      for (const key of [id, reference ?? id]) {
        const { status } = await as(on.world, caller()).call(readListing, { params: { id: key }, query: {} });
        expect([name, status]).toEqual([name, known ? 200 : 404]);
      }
      const page = await get(`/listings/${reference ?? id}`, caller());
      if (!KNOWN_TO_ALL.includes(name)) expect([name, page.includes(TITLE[name])]).toEqual([name, false]);
    }
    const { body } = await as(on.world, caller()).call(readListing, { params: { id: on.listings.open.id }, query: { shows: 'published' } });
    const said = JSON.stringify(body);
    const readable = {
      public: true,
      member: MEMBERS.includes(actor),
      nda: OWN.includes(actor),
      room: OWN.includes(actor),
      party: OWN.includes(actor),
    };
    for (const [tier, may] of Object.entries(readable))
      expect([tier, said.includes(TIER_WORDS[tier as keyof typeof readable])]).toEqual([tier, may]);
  });
});

describe('whoever asks whatever', () => {
  const words = [COMMON, ...Object.values(TITLE), ...Object.values(TIER_WORDS), 'vật liệu', 'material', ''];
  const asked = fc.record({
    actor: fc.constantFrom(...ACTORS),
    surface: fc.constantFrom('search', 'suggest', 'feed', 'embed', 'list', 'page' as const),
    text: fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }).map((some) => some.join(' ')),
    more: fc.constantFrom(
      '',
      '&sort=newest',
      '&sort=expiring',
      '&exact=true',
      '&in=offer',
      '&in=need',
      '&sector=MED&facets=sector',
      '&lang=en',
      '&limit=1',
    ),
    name: fc.constantFrom(...NAMES),
  });

  it('is never told the id, the reference, the title or a closed word of a listing that the policy denies', async () => {
    await fc.assert(
      fc.asyncProperty(asked, async ({ actor, surface, text, more, name }) => {
        const q = encodeURIComponent(text);
        const { id, reference } = on.listings[name];
        const url = {
          search: `/api/search?q=${q}${more}&facets=kind,sector,organisationType`,
          suggest: `/api/suggest?q=${q}`,
          feed: `${FEEDS.listings}?q=${q}`,
          embed: `${FEEDS.embed}?q=${q}`,
          list: '/api/listings?limit=100',
          page: `/listings/${reference ?? id}`,
        }[surface];
        const typed = text.split(' ');
        const told = await get(url, on.actors[actor]);
        const denied = NAMES.filter((one) => !KNOWN_TO_ALL.includes(one) && !KNOWS[actor].includes(one));
        for (const one of denied) {
          const listing = on.listings[one];
          expect([surface, one, told.includes(listing.id)]).toEqual([surface, one, false]);
          // What somebody typed comes back in corrections, feeds and pages: said by him, not to him.
          if (!typed.includes(TITLE[one])) expect([surface, one, told.includes(TITLE[one])]).toEqual([surface, one, false]);
        }
        for (const word of [TIER_WORDS.member, TIER_WORDS.nda, TIER_WORDS.room, TIER_WORDS.party, TIER_WORDS.next])
          if (!typed.includes(word)) expect([surface, word, told.includes(word)]).toEqual([surface, word, false]);
      }),
      { numRuns: runs(150, 5000), seed: 17 },
    );
  });
});
