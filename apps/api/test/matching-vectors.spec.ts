import { editListing, publishListing, submitListing, withdrawListing } from '@ketnoi/contracts/listings';
import type { ListingDetail } from '@ketnoi/contracts/listing-shapes';
import { findVectors, listUnencoded, removeOtherVectors, type VectorRow } from '@ketnoi/db/listing-vectors';
import { unitsOf } from '@ketnoi/language/units';
import type { EmbeddingProvider } from '@ketnoi/matching/embedding';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeListings } from '../src/matching/encode-listings.ts';
import type { MatchAnswer, Matching } from '../src/matching/port.ts';
import { matchTables } from '../src/matching/tables.ts';
import { askedFor } from './support/asked-for.ts';
import type { Caller } from './support/as.ts';
import { testWorld, type World } from './support/context.ts';
import { given } from './support/given.ts';
import { drain } from './support/jobs.ts';
import { both, completeOffer, published } from './support/listings.ts';
import { matchingHere } from './support/matching.ts';
import { steps } from './support/steps.ts';

const DIMENSIONS = 32;

/** Vectors of the words alone, which remember the texts they were made of. */
function bagOfWords(model: string): EmbeddingProvider & { read: string[] } {
  const read: string[] = [];
  const vectorOf = (text: string): Float32Array => {
    const vector = new Float32Array(DIMENSIONS);
    for (const word of unitsOf(text, 'english').words) {
      const place = Array.from(word).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % DIMENSIONS, 7);
      vector[place] = (vector[place] ?? 0) + 1;
    }
    const length = Math.hypot(...vector) || 1;
    return vector.map((value) => value / length);
  };
  return {
    model,
    dimensions: DIMENSIONS,
    read,
    close: async () => undefined,
    embed: async (texts) => {
      read.push(...texts);
      return texts.map(vectorOf);
    },
  };
}

let world: World;
let people: { writer: Caller; moderator: Caller };
beforeAll(async () => {
  world = await testWorld();
  const organisation = await given.organisation(world);
  people = { writer: await given.person(world, { organisation }), moderator: await given.person(world, { grant: 'moderator' }) };
});
afterAll(() => world.close());

const offerOf = (title: string, rest: string) =>
  completeOffer({
    texts: {
      title: both('Máy', title),
      summary: both('Máy.', rest),
      technicalDetail: both('Bí mật', 'Confidential firing curve of the kiln'),
    },
  });

async function shown(title: string, rest: string): Promise<ListingDetail> {
  const listing = await published(world, people, offerOf(title, rest));
  await drain(world);
  return listing;
}

async function encode(provider: EmbeddingProvider, ids: readonly string[], signal = new AbortController().signal): Promise<void> {
  const db = world.admin;
  const words = matchTables(world.ctx.search.tables);
  await encodeListings({ db, clock: world.clock, words, readers: { provider, statics: null }, signal }, ids);
}

const rowOf = async (id: string, model: string): Promise<VectorRow | undefined> =>
  (await findVectors(world.ctx.db, { ids: [id], models: [model] }))[0];

function asked(matching: Matching, en: string): Promise<MatchAnswer> {
  return matching.match(askedFor({ en }));
}

const here = (provider: EmbeddingProvider): Matching =>
  matchingHere({ ...world.ctx, log: pino({ level: 'silent' }), readers: { provider } });

const meaningKnown = ({ matches }: MatchAnswer, id: string): boolean | undefined =>
  matches.find(({ listingId }) => listingId === id)?.reasons.find(({ feature }) => feature === 'meaning')?.known;

describe('the vectors of a listing', () => {
  it('are made of what everyone may read, and of nothing else', async () => {
    const provider = bagOfWords('public');
    const { id } = await shown('Kiln for bricks', 'Fires bricks with little gas. Saves a third of the fuel.');
    await encode(provider, [id]);
    expect(provider.read.join('\n')).toContain('Fires bricks with little gas');
    expect(provider.read.join('\n')).not.toContain('Confidential');
    expect(await rowOf(id, 'public')).toMatchObject({ isComplete: true });
  });

  it('are not made again of sentences that stay as they were', async () => {
    const provider = bagOfWords('again');
    const go = steps(world);
    const listing = await shown('Dryer for tea', 'Dries tea leaves in one hour. Keeps the scent of the leaves.');
    await encode(provider, [listing.id]);
    const before = await rowOf(listing.id, 'again');
    provider.read.length = 0;
    await encode(provider, [listing.id]);
    expect(provider.read).toEqual([]);
    const texts = { summary: both('Máy.', 'Dries tea leaves in one hour. Keeps the colour of the leaves.') };
    const draft = await go.step(people.writer, editListing, { ...listing, body: { texts } });
    const handedIn = await go.step(people.writer, submitListing, { ...draft });
    await go.step(people.moderator, publishListing, { ...handedIn, body: {} });
    await drain(world);
    await encode(provider, [listing.id]);
    expect(provider.read).toContain('Keeps the colour of the leaves.');
    expect(provider.read.filter((text) => text.endsWith('Dries tea leaves in one hour.'))).toEqual([]);
    expect((await rowOf(listing.id, 'again'))?.version).toBeGreaterThan(before?.version ?? Infinity);
  });

  it('count in answers as soon as they are there, and go with the listing', async () => {
    const provider = bagOfWords('live');
    const matching = here(provider);
    const listing = await shown('Press for sesame oil', 'Presses sesame seeds cold.');
    expect(meaningKnown(await asked(matching, 'press sesame seeds for oil'), listing.id)).toBe(false);
    await encode(provider, [listing.id]);
    expect(meaningKnown(await asked(matching, 'press sesame seeds for oil'), listing.id)).toBe(true);
    await steps(world).step(people.writer, withdrawListing, { ...listing, body: { reason: 'owner_request' } });
    expect(await rowOf(listing.id, 'live')).toBeUndefined();
    await encode(provider, [listing.id]);
    expect(await rowOf(listing.id, 'live')).toBeUndefined();
  });

  it('are asked for anew when the model changes, not compared with the old ones meanwhile, which are forgotten in the end', async () => {
    const [old, next] = [bagOfWords('old'), bagOfWords('new')];
    const { id } = await shown('Peeler for longan', 'Peels longan fruit gently.');
    await encode(old, [id]);
    const missing = async () => (await listUnencoded(world.ctx.db, { models: ['new'], limit: 500 })).map(({ listingId }) => listingId);
    expect(await missing()).toContain(id);
    expect(meaningKnown(await asked(here(next), 'peel longan'), id)).toBe(false);
    await removeOtherVectors(world.admin, { models: ['new'], limit: 500 });
    expect(await rowOf(id, 'old')).toBeDefined();
    await encode(next, [id]);
    expect(await missing()).not.toContain(id);
    expect(meaningKnown(await asked(here(next), 'peel longan'), id)).toBe(true);
    await removeOtherVectors(world.admin, { models: ['new'], limit: 500 });
    expect(await rowOf(id, 'old')).toBeUndefined();
  });

  it('are left for later when the worker is told to stop, and do without an encoder that fails at a question', async () => {
    const provider = bagOfWords('stopped');
    const { id } = await shown('Net for crabs', 'Catches crabs.');
    await expect(encode(provider, [id], AbortSignal.abort())).rejects.toThrow('abort');
    expect(await rowOf(id, 'stopped')).toBeUndefined();
    await encode(provider, [id]);
    const failing = { ...provider, embed: async () => Promise.reject(new Error('the runtime is broken')) };
    const answer = await asked(here(failing), 'catch crabs with a net');
    expect(answer.matches[0]?.listingId).toBe(id);
    expect(meaningKnown(answer, id)).toBe(false);
  });
});
