import { codeTables } from '@ketnoi/db/classifications';
import type { Db } from '@ketnoi/db/database';
import { matchListings, type MatchListing } from '@ketnoi/db/match-listings';
import type { Clock } from '@ketnoi/domain/clock';
import type { Limitation } from '@ketnoi/domain/match';
import { featureReader, type FeatureReader } from '@ketnoi/matching/features';
import type { MatchModel } from '@ketnoi/matching/model';
import { matchQuery, type MatchQuery } from '@ketnoi/matching/query';
import type { Logger } from 'pino';
import { askedText, ranked, scoredPairs, type Means } from './answering.ts';
import { askingOf } from './facts-of.ts';
import { follow, type Follower } from './follow.ts';
import type { Asking, MatchAnswer, Matching, MatchRequest, Pair } from './port.ts';
import type { Provider } from './provider.ts';
import { emptyShelf, type Shelf } from './shelf.ts';
import type { MatchTables } from './tables.ts';

/** What an engine is made of. Without a provider of vectors words alone count. */
export type MatchEngineParts = {
  db: Db;
  clock: Clock;
  words: MatchTables;
  provider: Provider;
  /** The active ranker, or another by its name. */
  modelOf: (name: string | null) => Promise<MatchModel>;
  log: Pick<Logger, 'info' | 'warn'>;
};

/** An engine answers while it is being read, that it is. */
export type MatchEngine = Matching & {
  /** Brings the index up to date; reads it whole when it is called first. */
  follow: () => Promise<void>;
  close: () => Promise<void>;
};

/** An index over what is shown, how it follows, and how far it is. */
type Engine = MatchEngineParts & { shelf: Shelf; follower: Follower; reader: FeatureReader; isReady: boolean; done: number };

type Explained = Awaited<ReturnType<Matching['explain']>>[number];

/** Looks again so often when what was ranked had changed meanwhile. */
const LOOKS = 3;

/** An index over what is shown, and answers from it. It follows the database before each. */
export function createMatchEngine(parts: MatchEngineParts): MatchEngine {
  const shelf = emptyShelf(parts.words.tables);
  const follower = follow(parts, shelf, (done) => {
    engine.done = done;
  });
  const engine: Engine = { ...parts, shelf, follower, reader: featureReader(parts.words.tables), isReady: false, done: 0 };
  return {
    match: (request) => match(engine, request),
    explain: (pairs) => explain(engine, pairs),
    follow: () => current(engine),
    close: async () => {
      await (await parts.provider.opened)?.close();
    },
    standing: async () => ({
      ready: engine.isReady,
      listings: shelf.known.size,
      done: engine.done,
      ranker: (await parts.modelOf(null)).name,
      limitations: limitationsOf(engine),
    }),
  };
}

function limitationsOf({ isReady, provider }: Engine): Limitation[] {
  return [...(isReady ? [] : (['loading'] as const)), ...(provider.current() === null ? (['no_encoder'] as const) : [])];
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

/** Of what was ranked that which is no more shown, or says something else by now. */
async function stale({ db, shelf }: Engine, ids: readonly string[]): Promise<string[]> {
  const shown = new Map<string, number>((await matchListings(db, { ids })).map(({ listingId, version }) => [listingId, version]));
  return ids.filter((id) => shown.get(id) !== shelf.known.get(id)?.version);
}

/** An encoder that fails at a question leaves it to words. */
async function queryOf({ words: { tables }, provider, log }: Engine, asking: Asking): Promise<MatchQuery> {
  const text = askedText(asking);
  try {
    return await matchQuery(text, { tables, provider: provider.current() });
  } catch (error) {
    log.warn({ err: error }, 'a question could not be encoded; words answer it');
    return matchQuery(text, { tables, provider: null });
  }
}

async function meansFor(engine: Engine, asking: Asking, ranker: string | null): Promise<Means> {
  const { shelf, reader } = engine;
  const query = await queryOf(engine, asking);
  return { shelf, query, reader, model: await engine.modelOf(ranker), today: engine.clock.now() };
}

async function match(engine: Engine, request: MatchRequest): Promise<MatchAnswer> {
  if (!engine.isReady) {
    const ranker = (await engine.modelOf(request.ranker)).name;
    return { matches: [], removed: [], considered: 0, ranker, limitations: limitationsOf(engine) };
  }
  await current(engine);
  const means = await meansFor(engine, request.asking, request.ranker);
  let answer = ranked(means, request);
  for (let look = 1; look <= LOOKS; look += 1) {
    const changed = await stale(
      engine,
      answer.matches.map(({ listingId }) => listingId),
    );
    if (changed.length === 0) break;
    await engine.follower.renew(changed);
    answer =
      look < LOOKS
        ? ranked(means, request)
        : { ...answer, matches: answer.matches.filter(({ listingId }) => !changed.includes(listingId)) };
  }
  return { ...answer, ranker: means.model.name, limitations: limitationsOf(engine) };
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
    const asking = askingOf(need, codes);
    const ids = some.map(({ offerId }) => offerId);
    const changed = await stale(engine, ids);
    await engine.follower.renew(changed);
    const scored = scoredPairs(await meansFor(engine, asking, null), asking, { side: 'offer', ids });
    found.push(...scored.map((match) => ({ needId, offerId: match.listingId, match })));
  }
  return found;
}
