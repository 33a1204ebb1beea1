import { codeTables } from '@ketnoi/db/classifications';
import type { Db } from '@ketnoi/db/database';
import { matchListings, type MatchListing } from '@ketnoi/db/match-listings';
import type { Moment } from '@ketnoi/db/search-changes';
import type { Clock } from '@ketnoi/domain/clock';
import type { Bilingual } from '@ketnoi/domain/language';
import type { Side } from '@ketnoi/domain/listing-kinds';
import type { Limitation } from '@ketnoi/domain/match';
import { featureReader, type FeatureReader } from '@ketnoi/matching/features';
import type { MatchModel } from '@ketnoi/matching/model';
import { matchQuery, type MatchQuery } from '@ketnoi/matching/query';
import type { Logger } from 'pino';
import { ranked, scoredOnly, withReasons, type Means } from './answering.ts';
import { wholeText } from './documents.ts';
import { askingOf, matchedText } from './facts-of.ts';
import { follow, type Follower } from './follow.ts';
import type { Asking, MatchAnswer, Matching, MatchRequest, Pair } from './port.ts';
import type { Readers } from './readers.ts';
import { readSnapshot, stampOf, writeSnapshot } from './snapshot.ts';
import { removeSections } from './snapshot-file.ts';
import { emptyShelf, type Shelf } from './shelf.ts';
import type { MatchTables } from './tables.ts';

/** What an engine is made of. Without readers of texts words alone count. */
export type MatchEngineParts = {
  db: Db;
  clock: Clock;
  words: MatchTables;
  readers: Readers;
  /** The active ranker, or another by its name. */
  modelOf: (name: string | null) => Promise<MatchModel>;
  log: Pick<Logger, 'info' | 'warn'>;
  /** Where the index is written down for the next start; null keeps it in memory alone. */
  snapshot?: string | null;
};

/** An engine answers while it is being read, that it is. */
export type MatchEngine = Matching & {
  /** Brings the index up to date; reads it whole when it is called first. */
  follow: () => Promise<void>;
  /** Writes the index down, when it changed since it was last. */
  keep: () => Promise<void>;
  close: () => Promise<void>;
};

/** An index over what is shown, how it follows, and how far it is. */
type Engine = MatchEngineParts & {
  shelf: Shelf;
  follower: Follower;
  reader: FeatureReader;
  isReady: boolean;
  done: number;
  /** What was written down last. */
  kept: Moment | null;
};

type Explained = Awaited<ReturnType<Matching['explain']>>[number];

/** Looks again so often when what was ranked had changed meanwhile. */
const LOOKS = 3;
const SAY_EVERY = 5000;

/** An index over what is shown, and answers from it. It follows the database before each. */
export function createMatchEngine(parts: MatchEngineParts): MatchEngine {
  const shelf = emptyShelf(parts.words.tables);
  const progress = (done: number): void => {
    if (Math.floor(done / SAY_EVERY) > Math.floor(engine.done / SAY_EVERY))
      parts.log.info({ listings: done }, 'matching index: being read');
    engine.done = done;
  };
  const follower = follow({ ...parts, shelf, progress, takeUp: () => takeUp(engine) });
  const engine: Engine = { ...parts, shelf, follower, reader: featureReader(parts.words.tables), isReady: false, done: 0, kept: null };
  return {
    match: (request) => match(engine, request),
    explain: (pairs) => explain(engine, pairs),
    follow: () => current(engine),
    keep: () => keep(engine),
    close: async () => {
      const { provider, statics } = await parts.readers.opened;
      await Promise.all([provider?.close(), statics?.close()]);
    },
    standing: async () => ({
      ready: engine.isReady,
      listings: shelf.known.size,
      done: engine.isReady ? shelf.known.size : engine.done,
      ranker: (await parts.modelOf(null)).name,
      limitations: limitationsOf(engine),
    }),
  };
}

function limitationsOf({ isReady, readers, shelf }: Engine): Limitation[] {
  const { provider, statics } = readers.current();
  const hasNoSimd = shelf.sides.offer.vectorsOf('encoded')?.vectors().table.kernel === 'plain';
  return [
    ...(isReady ? [] : (['loading'] as const)),
    ...(provider === null ? (['no_encoder'] as const) : []),
    ...(statics === null ? (['no_static_vectors'] as const) : []),
    ...(hasNoSimd ? (['no_simd'] as const) : []),
  ];
}

async function current(engine: Engine): Promise<void> {
  const began = performance.now();
  await engine.words.renew('lately');
  await engine.follower.upToDate();
  if (engine.isReady) return;
  engine.isReady = true;
  const { size } = engine.shelf.known;
  engine.log.info({ listings: size, seconds: Math.round(performance.now() - began) / 1000 }, 'matching index ready');
}

async function stampNow({ db, words }: Engine): Promise<string> {
  return stampOf({ codes: await codeTables(db), edition: words.edition() ?? 0 });
}

/** A snapshot that is damaged, or of other tables, is of no use: all is read from the database then. */
async function takeUp(engine: Engine): Promise<Moment | null> {
  const { snapshot, shelf, log } = engine;
  if (snapshot === undefined || snapshot === null) return null;
  const began = performance.now();
  try {
    const moment = await readSnapshot(snapshot, shelf, await stampNow(engine));
    if (moment === null) return null;
    engine.kept = moment;
    log.info(
      { listings: shelf.known.size, seconds: Math.round(performance.now() - began) / 1000 },
      'matching index taken up from its snapshot',
    );
    return moment;
  } catch (error) {
    log.warn({ err: error, file: snapshot }, 'the snapshot of the matching index is of no use; it is read anew');
    await removeSections(snapshot);
    return null;
  }
}

async function keep(engine: Engine): Promise<void> {
  const { snapshot, shelf, follower, kept } = engine;
  const moment = follower.moment();
  if (snapshot === undefined || snapshot === null || moment === null || !engine.isReady || !shelf.isChanged()) return;
  if (kept?.snapshot === moment.snapshot && kept.server === moment.server) return;
  await writeSnapshot(snapshot, shelf, { stamp: await stampNow(engine), moment });
  engine.kept = moment;
}

/** A reader that fails at a question leaves it to words. */
async function queryOf({ words: { tables }, readers, log }: Engine, asked: Bilingual): Promise<MatchQuery> {
  try {
    return await matchQuery(asked, { tables, ...readers.current() });
  } catch (error) {
    log.warn({ err: error }, 'a question could not be encoded; words answer it');
    return matchQuery(asked, { tables, provider: null, statics: readers.current().statics });
  }
}

async function meansFor(engine: Engine, asking: Asking, ranker: string | null): Promise<Means> {
  const { shelf, reader, words, clock } = engine;
  const asked = wholeText(asking);
  const [query, model] = await Promise.all([queryOf(engine, asked), engine.modelOf(ranker)]);
  return { shelf, reader, tables: words.tables, asked, query, model, today: clock.now() };
}

/** Texts of listings as they are shown now, of those that are and say what the shelf has of them, and which do not. */
async function textsNow({ db, shelf }: Engine, ids: readonly string[]): Promise<{ texts: Map<string, Bilingual>; changed: string[] }> {
  const shown = await matchListings(db, { ids });
  const same = shown.filter(({ listingId, version }) => shelf.known.get(listingId)?.version === version);
  const texts = new Map<string, Bilingual>(same.map((listing) => [listing.listingId, wholeText(matchedText(listing))]));
  return { texts, changed: ids.filter((id) => !texts.has(id)) };
}

async function match(engine: Engine, request: MatchRequest): Promise<MatchAnswer> {
  if (!engine.isReady) {
    const ranker = (await engine.modelOf(request.ranker)).name;
    return { matches: [], removed: [], considered: 0, ranker, limitations: limitationsOf(engine) };
  }
  await current(engine);
  const means = await meansFor(engine, request.asking, request.ranker);
  for (let look = 1; ; look += 1) {
    const { best, removed, considered } = ranked(means, request);
    const { texts, changed } = await textsNow(
      engine,
      best.map(({ id }) => id),
    );
    if (changed.length > 0 && look < LOOKS) {
      await engine.follower.renew(changed);
      continue;
    }
    const matches = withReasons(
      means,
      still(engine, best, request.side).filter(({ id }) => texts.has(id)),
      { side: request.side, texts },
    );
    return { matches, removed, considered, ranker: means.model.name, limitations: limitationsOf(engine) };
  }
}

/** What was ranked and has kept its number while texts were read: what changed meanwhile has another. */
function still<One extends { doc: number; id: string }>({ shelf }: Engine, best: readonly One[], side: Side): One[] {
  return best.filter(({ id, doc }) => shelf.sides[side].docOf(id) === doc);
}

async function explain(engine: Engine, pairs: readonly Pair[]): Promise<Explained[]> {
  if (!engine.isReady) return [];
  await current(engine);
  const codes = await codeTables(engine.db);
  const needs = await matchListings(engine.db, { ids: [...new Set(pairs.map(({ needId }) => needId))] });
  const byNeed = new Map<string, MatchListing>(needs.map((need) => [need.listingId, need]));
  const found: Explained[] = [];
  for (const [needId, some] of Map.groupBy(pairs, (pair) => pair.needId)) {
    const need = byNeed.get(needId);
    if (need?.side !== 'need') continue;
    const ids = some.map(({ offerId }) => offerId);
    const before = await textsNow(engine, ids);
    await engine.follower.renew(before.changed);
    const { texts } = before.changed.length === 0 ? before : await textsNow(engine, ids);
    const asking = askingOf(need, codes);
    const means = await meansFor(engine, asking, null);
    const scored = scoredOnly(means, asking.facts, { side: 'offer', ids: ids.filter((id) => texts.has(id)) });
    const matches = withReasons(means, scored, { side: 'offer', texts });
    found.push(...matches.map((one) => ({ needId, offerId: one.listingId, match: one })));
  }
  return found;
}
