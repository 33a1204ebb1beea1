import { holdListing, resumeListing } from '@ketnoi/contracts/listings';
import { matchText } from '@ketnoi/contracts/matches';
import { createDb } from '@ketnoi/db/database';
import { marketStanding, marketVersion } from '@ketnoi/db/market-words';
import { inTransaction } from '@ketnoi/db/transaction';
import type { ListingId } from '@ketnoi/domain/ids';
import { enqueue } from '@ketnoi/jobs/enqueue';
import { unitsOf } from '@ketnoi/language/units';
import type { EmbeddingProvider } from '@ketnoi/matching/embedding';
import { insertListing, type ListingSketch } from '@ketnoi/testing/listings';
import { standIn, type StandIn } from '@ketnoi/testing/meilisearch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { isMatcherAway } from '../src/matching/client.ts';
import type { MatchEngine } from '../src/matching/engine.ts';
import type { MatchAnswer, Matching, MatchRequest } from '../src/matching/port.ts';
import { askedFor } from './support/asked-for.ts';
import { as, visitor } from './support/as.ts';
import { market as putOnMarket } from './support/broker.ts';
import { testWorld, type World } from './support/context.ts';
import { given } from './support/given.ts';
import { drain } from './support/jobs.ts';
import { both, completeOffer, published } from './support/listings.ts';
import { matchingHere } from './support/matching.ts';
import { encoded, share, sharedMatching, type SearchEngine } from './support/sharing.ts';
import { steps } from './support/steps.ts';

const DIMENSIONS = 32;

/** Vectors of the words alone: near where words are shared. */
const bagOfWords = (model: string): EmbeddingProvider => ({
  model,
  dimensions: DIMENSIONS,
  close: async () => undefined,
  embed: async (texts) =>
    texts.map((text) => {
      const vector = new Float32Array(DIMENSIONS);
      for (const word of unitsOf(text, 'english').words) {
        const place = Array.from(word).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % DIMENSIONS, 7);
        vector[place] = (vector[place] ?? 0) + 1;
      }
      const length = Math.hypot(...vector) || 1;
      return vector.map((value) => value / length);
    }),
});
const readers = { provider: bagOfWords('first'), statics: bagOfWords('static') };

const THINGS = ['máy sấy', 'máy lọc nước', 'lò đốt', 'cảm biến', 'bơm', 'màng lọc', 'máy ép', 'buồng lạnh'];
const IN_ENGLISH = ['dryer', 'water filter', 'incinerator', 'sensor', 'pump', 'membrane', 'press', 'cold room'];
const OF = ['cho cà phê', 'cho ao tôm', 'cho rác thải', 'cho nước nhiễm mặn', 'cho cá tra'];
const IN_ENGLISH_OF = ['for coffee', 'for shrimp ponds', 'for waste', 'for brackish water', 'for catfish'];
const sketches: ListingSketch[] = THINGS.flatMap((thing, at) =>
  OF.map((use, by): ListingSketch => {
    const english = `${IN_ENGLISH[at]} ${IN_ENGLISH_OF[by]}`;
    const isBoth = (at + by) % 3 === 0;
    return {
      // Of another year than those that are published here.
      reference: `DEMO-${by === 4 ? 'TN' : 'TO'}-2025-${String(at * 10 + by).padStart(6, '0')}`,
      side: by === 4 ? 'need' : 'offer',
      title: isBoth ? both(`${thing} ${use}`, english) : (at + by) % 3 === 1 ? `${thing} ${use}` : { en: english },
      summary: isBoth
        ? both(`Thiết bị ${thing} ${use}.`, `Equipment: ${english}.`)
        : (at + by) % 3 === 1
          ? `${thing} mới`
          : { en: `New ${english}` },
      trl: 4 + ((at + by) % 5),
    };
  }),
);

let world: World;
let stand: StandIn;
let engine: SearchEngine;
let shared: MatchEngine;
let held: Matching;
let ids: ListingId[];

const request: typeof askedFor = (text, more) => askedFor(text, { limit: 100, ...more });
const idsOf = ({ matches }: MatchAnswer): string[] => matches.map(({ listingId }) => listingId);
async function asked(text: { vi?: string; en?: string }, more: Partial<MatchRequest> = {}): Promise<MatchAnswer> {
  await shared.follow();
  return shared.match(request(text, more));
}

async function ran(name: 'match.market' | 'search.reconcile'): Promise<void> {
  await inTransaction(world.admin, (tx) => enqueue(tx, name, {}));
  await drain(world);
}

beforeAll(async () => {
  stand = await standIn([], { taskMillis: 1 });
  engine = { url: stand.url, key: stand.key, indexPrefix: 'ketnoi_' };
  world = await testWorld();
  ids = await putOnMarket(world, sketches);
  share(world, engine);
  shared = sharedMatching(world, engine, readers);
  held = matchingHere({ db: world.ctx.db, clock: world.clock, log: world.ctx.log, readers });
});
afterAll(async () => {
  await world.close();
  await stand.close();
});

describe('matching by candidates from the search engine', () => {
  it('says that it is loading until the words of the market are counted', async () => {
    const answer = await asked({ vi: 'máy lọc nước' });
    expect([answer.matches, answer.limitations.includes('loading')]).toEqual([[], true]);
    expect(await shared.standing()).toMatchObject({ ready: false, listings: 0 });
    await encoded(world, readers, ids);
    await ran('match.market');
    await ran('search.reconcile');
    await shared.follow();
    expect(await shared.standing()).toMatchObject({ ready: true, listings: 40, done: 40 });
  });

  it.each([
    { vi: 'Cần máy lọc nước nhiễm mặn cho ao nuôi tôm' },
    { vi: 'can may say ca phe' },
    { en: 'membrane for brackish water in shrimp ponds' },
    { vi: 'lò đốt rác thải', en: 'incinerator for waste' },
  ])('gives the listings, scores and reasons that it gives from memory: %j', async (text) => {
    for (const more of [{}, { side: 'need' }, { similar: true }] satisfies Partial<MatchRequest>[]) {
      const [ours, theirs] = [await asked(text, more), await held.match(request(text, more))];
      expect(ours.matches.length).toBeGreaterThan(5);
      expect(idsOf(ours).slice(0, 10)).toEqual(idsOf(theirs).slice(0, 10));
      const byId = new Map(theirs.matches.map((match) => [match.listingId, match]));
      for (const match of ours.matches) expect(match).toEqual(byId.get(match.listingId));
    }
  });

  it('learns from earlier answers, and explains pairs, as from memory', async () => {
    const text = { vi: 'máy lọc nước cho ao tôm' };
    const first = idsOf(await asked(text));
    const taught = { liked: first.slice(8, 9), wrongTopic: first.slice(0, 1) };
    const [ours, theirs] = [await asked(text, { taught, limit: 10 }), await held.match(request(text, { taught, limit: 10 }))];
    expect(ours.matches).toEqual(theirs.matches);
    const needId = ids[4] ?? '';
    const pairs = ids.slice(0, 4).map((offerId) => ({ needId, offerId }));
    expect(await shared.explain(pairs)).toEqual(await held.explain(pairs));
  });

  it('is the same from every process, none of which holds a listing', async () => {
    const other = sharedMatching(world, engine, readers);
    await other.follow();
    const text = { vi: 'màng lọc nước lợ' };
    expect(await other.match(request(text))).toEqual(await asked(text));
  });
});

describe('a listing among candidates from the search engine', () => {
  it('is gone with the next question after it is on hold, before any job has run, and there again afterwards', async () => {
    const organisation = await given.organisation(world);
    const people = { writer: await given.person(world, { organisation }), moderator: await given.person(world, { grant: 'moderator' }) };
    const listing = await published(
      world,
      people,
      completeOffer({ texts: { title: both('Máy bóc lụa chuối hột', 'Banana fibre stripper') } }),
    );
    await drain(world);
    expect(idsOf(await asked({ vi: 'máy bóc lụa chuối hột' }))[0]).toBe(listing.id);
    const onHold = await steps(world).step(people.writer, holdListing, { ...listing, body: {} });
    expect(stand.documents('ketnoi_listing').some(({ id }) => id === listing.id)).toBe(true);
    expect(idsOf(await asked({ vi: 'máy bóc lụa chuối hột' }))).not.toContain(listing.id);
    await steps(world).step(people.writer, resumeListing, { ...listing, version: onHold.version, body: {} });
    await drain(world);
    expect(idsOf(await asked({ vi: 'máy bóc lụa chuối hột' }))[0]).toBe(listing.id);
  });

  it('is found by its meaning once its vectors are there', async () => {
    const id = await insertListing(world.admin, { title: { en: 'Zirconia kiln' }, summary: { en: 'Zirconia kiln' } });
    await inTransaction(world.admin, (tx) => enqueue(tx, 'listing.index', { listingId: id }));
    await drain(world);
    // The same word in other letters: its vector is near, its words are nowhere.
    const near = sharedMatching(world, engine, {
      ...readers,
      provider: { ...readers.provider, embed: (texts) => readers.provider.embed(texts.map(() => 'zirconia kiln')) },
    });
    await near.follow();
    expect(idsOf(await near.match(request({ en: 'blorf' })))).not.toContain(id);
    await encoded(world, readers, [id]);
    await inTransaction(world.admin, (tx) => enqueue(tx, 'match.encode', { listingId: id }));
    await drain(world);
    expect(idsOf(await near.match(request({ en: 'blorf' })))[0]).toBe(id);
  });
});

describe('a search engine that is away', () => {
  it('leaves questions to search, which says so', async () => {
    stand.suffer('frozen');
    const failed = await asked({ vi: 'máy sấy' }).catch((error: unknown) => error);
    expect(isMatcherAway(failed)).toBe(true);
    expect(isMatcherAway(await asked({ vi: 'máy sấy' }).catch((error: unknown) => error))).toBe(true);
    world.ctx.matching = shared;
    const { status, body } = await as(world, visitor).call(matchText, { body: { text: 'máy sấy cho cà phê' } });
    expect([status, body.limitations.includes('search_only'), body.items.length > 0]).toEqual([200, true, true]);
    stand.suffer('none');
  });

  it('is asked again after a moment', async () => {
    await expect.poll(() => asked({ vi: 'máy sấy' }).then(idsOf, () => []), { timeout: 5000, interval: 100 }).not.toEqual([]);
  });
});

describe('the words of the market', () => {
  it('are counted anew when enough of it has changed, within the hour when little has, and not when nothing has', async () => {
    world.clock.forward(1000);
    await ran('match.market');
    const before = await marketVersion(world.ctx.db);
    world.clock.forward(1000);
    await ran('match.market');
    expect(await marketVersion(world.ctx.db)).toBe(before);
    const standing = await marketStanding(world.ctx.db);
    expect(standing).toMatchObject({ counted: standing?.documents, changed: 0 });
    await putOnMarket(world, [{ title: 'Máy mới' }]);
    await ran('match.market');
    expect(await marketVersion(world.ctx.db)).toBe((before ?? 0) + 1);
  });

  it('are counted anew where another model came: the mirror is built anew with its vectors', async () => {
    const second = { ...readers, provider: bagOfWords('second') };
    await encoded(world, second, ids);
    expect(await world.ctx.search.mirror?.check()).toMatchObject({ state: 'foreign', differs: ['embedders'] });
    await ran('search.reconcile');
    expect(await world.ctx.search.mirror?.check()).toMatchObject({ state: 'ready' });
    const other = sharedMatching(world, engine, second);
    await other.follow();
    expect((await other.match(request({ vi: 'máy sấy' }))).matches.length).toBeGreaterThan(5);
  });

  it('are nobody’s business where one process holds the listings', async () => {
    const before = await marketVersion(world.ctx.db);
    await world.admin.updateTable('marketWords').set({ edition: -1 }).execute();
    world.ctx.config.matchCandidates = 'memory';
    await ran('match.market');
    expect(await marketVersion(world.ctx.db)).toBe(before);
  });

  it('are readable and writable by those who need them alone', async () => {
    const app = createDb({ url: world.database.url('app'), poolSize: 1 });
    await expect(app.updateTable('marketWords').set({ version: 9 }).execute()).rejects.toThrow('permission denied');
    await app.destroy();
  });
});

describe('MATCH_CANDIDATES', () => {
  const read = (more: Record<string, string>) => () => readConfig({ DATABASE_URL: 'postgres://localhost/none', ...more }).matchCandidates;
  it('is the memory of one process by default, and ends the start when it cannot be', () => {
    expect([read({})(), read({ MATCH_CANDIDATES: 'memory' })()]).toEqual(['memory', 'memory']);
    const meili = { MEILI_URL: 'http://127.0.0.1:7700', MEILI_KEY: 'a-key-of-sixteen' };
    expect(read({ MATCH_CANDIDATES: 'meilisearch', ...meili })()).toBe('meilisearch');
    expect(read({ MATCH_CANDIDATES: 'meilisearch' })).toThrow('MATCH_CANDIDATES: meilisearch needs MEILI_URL');
    expect(read({ MATCH_CANDIDATES: 'elsewhere', ...meili })).toThrow('MATCH_CANDIDATES: must be memory or meilisearch');
  });
});
