import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withdrawListing } from '@ketnoi/contracts/listings';
import type { ListingDetail } from '@ketnoi/contracts/listing-shapes';
import { upsertVectors } from '@ketnoi/db/listing-vectors';
import { matchListings } from '@ketnoi/db/match-listings';
import type { ListingId } from '@ketnoi/domain/ids';
import type { EmbeddingProvider } from '@ketnoi/matching/embedding';
import type { Db } from '@ketnoi/db/database';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MatchEngine } from '../src/matching/engine.ts';
import type { MatchAnswer } from '../src/matching/port.ts';
import { askedFor } from './support/asked-for.ts';
import type { Caller } from './support/as.ts';
import { testWorld, type World } from './support/context.ts';
import { given } from './support/given.ts';
import { drain } from './support/jobs.ts';
import { both, completeOffer, published } from './support/listings.ts';
import { unreadHere } from './support/matching.ts';
import { steps } from './support/steps.ts';

let world: World;
let people: { writer: Caller; moderator: Caller };
let first: ListingDetail;
let file = '';
let said: string[] = [];

const log = pino({ level: 'info' }, { write: (line: string) => void said.push((JSON.parse(line) as { msg: string }).msg) });

const provider: EmbeddingProvider = {
  model: 'flat',
  dimensions: 16,
  close: async () => undefined,
  embed: async (texts) => texts.map(() => new Float32Array(16).fill(0.25)),
};

beforeAll(async () => {
  world = await testWorld();
  const organisation = await given.organisation(world);
  people = { writer: await given.person(world, { organisation }), moderator: await given.person(world, { grant: 'moderator' }) };
  first = await shown('Lò nung gốm', 'Pottery kiln');
  await shown('Máy bóc lụa chuối', 'Banana fibre stripper');
  file = join(world.ctx.config.dataFolder, 'match-index.bin');
});
beforeEach(() => {
  said = [];
});
afterAll(() => world.close());

async function shown(vi: string, en: string): Promise<ListingDetail> {
  const listing = await published(world, people, completeOffer({ texts: { title: both(vi, en), summary: both(`${vi}.`, `${en}.`) } }));
  await drain(world);
  return listing;
}

/** An engine as a worker starts it, with the snapshot of the one before it. */
async function started(db: Db = world.ctx.db): Promise<MatchEngine> {
  const engine = unreadHere({ ...world.ctx, db, log, snapshot: file, readers: { provider } });
  await engine.follow();
  return engine;
}

function asked(engine: MatchEngine, vi: string): Promise<MatchAnswer> {
  return engine.match(askedFor({ vi }));
}

const TAKEN_UP = 'matching index taken up from its snapshot';
const OF_NO_USE = 'the snapshot of the matching index is of no use; it is read anew';

describe('the snapshot of a matching index', () => {
  it('gives the next start the same answers', async () => {
    const engine = await started();
    await engine.keep();
    const before = await asked(engine, 'lò nung gốm');
    const next = await started();
    expect(said).toContain(TAKEN_UP);
    expect(before.matches[0]?.listingId).toBe(first.id);
    expect(await asked(next, 'lò nung gốm')).toEqual(before);
  });

  it('is brought up to date: with what came, without what was hidden, and with the vectors made since', async () => {
    await (await started()).keep();
    const gone = await shown('Bẫy ruồi đục quả', 'Fruit fly trap');
    await (await started()).keep();
    await steps(world).step(people.writer, withdrawListing, { ...gone, body: { reason: 'owner_request' } });
    const come = await shown('Kính thiên văn', 'Telescope');
    const ids: ListingId[] = [first.id as ListingId];
    const [{ version } = { version: 0 }] = await matchListings(world.ctx.db, { ids });
    const row = {
      digests: Buffer.alloc(8),
      bytes: Buffer.alloc(16, 1),
      scales: Buffer.from(new Float32Array([0.25]).buffer),
      isComplete: true,
    };
    await upsertVectors(world.admin, { rows: ids.map((listingId) => ({ listingId, model: 'flat', version, ...row })), now: new Date() });
    const next = await started();
    expect(said).toContain(TAKEN_UP);
    const answer = await asked(next, 'kính thiên văn bẫy ruồi lò nung');
    const found = answer.matches.map(({ listingId }) => listingId);
    expect(found).toContain(come.id);
    expect(found).not.toContain(gone.id);
    const meaning = answer.matches.find(({ listingId }) => listingId === first.id)?.reasons.find(({ feature }) => feature === 'meaning');
    expect(meaning?.known).toBe(true);
  });

  it('is of no use when a byte of it is wrong, when it is cut off, or when it is something else: all is read anew', async () => {
    const whole = await started().then(async (engine) => {
      await shown('Dao cạo vỏ quế', 'Cinnamon bark knife');
      await engine.follow();
      await engine.keep();
      return readFileSync(file);
    });
    const flipped = Buffer.from(whole);
    flipped[whole.length - 40] = (flipped[whole.length - 40] ?? 0) ^ 1;
    for (const damaged of [flipped, whole.subarray(0, whole.length - 9), Buffer.from('something else')]) {
      said = [];
      writeFileSync(file, damaged);
      const engine = await started();
      expect(said).toContain(OF_NO_USE);
      expect((await asked(engine, 'dao cạo vỏ quế')).matches[0]?.reasons.length).toBeGreaterThan(0);
    }
  });

  it('is not taken up when texts are read with other tables by now', async () => {
    const engine = await started();
    await engine.keep();
    await world.admin
      .updateTable('classification')
      .set({ parent: null })
      .where('scheme', '=', 'st_field')
      .where('parent', 'is not', null)
      .execute();
    said = [];
    // Codes are kept for a minute by each handle; this one has read none yet.
    await started(world.admin);
    expect(said).not.toContain(TAKEN_UP);
    expect(said).toContain('matching index ready');
  });
});
