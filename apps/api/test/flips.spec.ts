import { holdListing, withdrawListing } from '@ketnoi/contracts/listings';
import { inTransaction } from '@ketnoi/db/transaction';
import type { ListingId } from '@ketnoi/domain/ids';
import { FEEDS } from '@ketnoi/domain/pages';
import { enqueue } from '@ketnoi/jobs/enqueue';
import { insertListing } from '@ketnoi/testing/listings';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, type Caller } from './support/as.ts';
import { testWorld, type World } from './support/context.ts';
import { given } from './support/given.ts';
import { drain } from './support/jobs.ts';

/** The small form of `npm run drill -- flips`: listings are hidden while others search, and no search that begins afterwards has them. */
const FLIPS = 100;

type Flip = { id: ListingId; word: string; hiddenAt: number };
type Reading = { path: string; began: number; ended: number; words: Set<string> };

let world: World;
let owner: Caller;
const flips: Flip[] = [];

const letters = (n: number): string => String.fromCodePoint(97 + Math.floor(n / 26), 97 + (n % 26));
/** Far from each other, so that no typing error leads from one to the next. */
const wordOf = (n: number): string => `zq${letters(n).repeat(4)}`;

beforeAll(async () => {
  world = await testWorld();
  const organisation = await given.organisation(world);
  owner = await given.person(world, { organisation });
  for (let n = 0; n < FLIPS; n += 1) {
    const word = wordOf(n);
    const title = { vi: `Máy thử ${word}`, en: `Trial machine ${word}` };
    flips.push({ id: await insertListing(world.admin, { title, organisationId: organisation }), word, hiddenAt: Infinity });
  }
  await inTransaction(world.admin, async (tx) => {
    for (const { id } of flips) await enqueue(tx, 'listing.index', { listingId: id });
  });
  await drain(world);
});
afterAll(() => world.close());

/** Hides them one after the other; what is newest stands first everywhere. */
async function hide(): Promise<void> {
  for (const [at, flip] of flips.toReversed().entries()) {
    const act = at % 2 === 0 ? withdrawListing : holdListing;
    const { status, problem } = await as(world, owner).call(act, { params: { id: flip.id } }, { version: 1 });
    expect([status, problem.code]).toEqual([200, undefined]);
    flip.hiddenAt = performance.now();
  }
}

async function read(path: string): Promise<Reading> {
  const began = performance.now();
  const { statusCode, body } = await world.app.inject({ url: path });
  expect([path, statusCode]).toEqual([path, 200]);
  return { path, began, ended: performance.now(), words: new Set(body.match(/zq[a-z]{8}/gu)) };
}

describe('a listing that is hidden', () => {
  it('is in no answer to what was asked after its hiding was answered, in a hundred of a hundred', async () => {
    const paths = [
      '/api/search?q=m%C3%A1y%20th%E1%BB%AD&limit=20',
      '/api/search?sort=newest&limit=20',
      '/api/search?q=trial%20machine&lang=en&facets=kind,sector&limit=20',
      '/api/listings?limit=20',
      '/api/suggest?q=zq',
      '/api/suggest?q=m%C3%A1y%20th',
      `${FEEDS.listings}?q=m%C3%A1y`,
      FEEDS.embed,
    ];
    const readings: Reading[] = [];
    let isOver = false;
    const reader = async (): Promise<void> => {
      for (let n = 0; !isOver; n += 1) readings.push(await read(paths[n % paths.length] ?? ''));
    };
    const reads = reader();
    await hide();
    isOver = true;
    await reads;

    const late = readings.flatMap(({ path, began, words }) =>
      flips.filter(({ word, hiddenAt }) => words.has(word) && began > hiddenAt).map(({ word }) => `${path} told of ${word}`),
    );
    expect(late).toEqual([]);
    // There was a race: some were told of by answers that were on their way while they were hidden.
    const crossed = readings.filter(({ began, ended, words }) =>
      flips.some(({ word, hiddenAt }) => words.has(word) && began < hiddenAt && hiddenAt < ended),
    );
    expect(crossed.length).toBeGreaterThan(0);
    for (const path of paths) {
      const told = readings.filter((one) => one.path === path && one.words.size > 0);
      expect([path, told.length > 0]).toEqual([path, true]);
      expect([path, [...(await read(path)).words]]).toEqual([path, []]);
    }
  }, 60_000);
});
