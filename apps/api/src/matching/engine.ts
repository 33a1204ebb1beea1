import { codeTables } from '@ketnoi/db/classifications';
import type { Db } from '@ketnoi/db/database';
import { matchListings } from '@ketnoi/db/match-listings';
import type { Limitation } from '@ketnoi/domain/match';
import type { EmbeddingProvider } from '@ketnoi/matching/embedding';
import { matchQuery, type QueryTables } from '@ketnoi/matching/query';
import { askedText, ranked } from './answering.ts';
import { askingOf } from './facts-of.ts';
import { follow, type Follower } from './follow.ts';
import type { MatchAnswer, Matching, MatchRequest, Pair } from './port.ts';
import { emptyShelf, type Shelf } from './shelf.ts';

/** What an engine is made of. Without a provider of vectors words alone count. */
export type MatchEngineParts = { db: Db; tables: QueryTables; provider: EmbeddingProvider | null };

/** An index over what is shown, how it follows, and how far it is. */
type Engine = MatchEngineParts & { shelf: Shelf; follower: Follower; isReady: boolean; done: number };

/** Looks again so often when what was ranked had changed meanwhile. */
const LOOKS = 3;
const RANKER = 'shipped-1';

/** The index of this process over what is shown, and answers from it. It is read at the first call and follows the database before each. */
export function createMatchEngine(parts: MatchEngineParts): Matching {
  const shelf = emptyShelf(parts.tables);
  const follower = follow(parts.db, shelf, (done) => {
    engine.done = done;
  });
  const engine: Engine = { ...parts, shelf, follower, isReady: false, done: 0 };
  return {
    match: (request) => match(engine, request),
    explain: (pairs) => explain(engine, pairs),
    standing: async () => ({
      ready: engine.isReady,
      listings: shelf.known.size,
      done: engine.done,
      ranker: RANKER,
      limitations: limitationsOf(engine),
    }),
  };
}

function limitationsOf({ isReady, provider }: Engine): Limitation[] {
  return [...(isReady ? [] : (['loading'] as const)), ...(provider === null ? (['no_encoder'] as const) : [])];
}

async function current(engine: Engine): Promise<void> {
  await engine.follower.upToDate();
  engine.isReady = true;
}

/** Of what was ranked that which is no more shown, or says something else by now. */
async function stale({ db, shelf }: Engine, ids: readonly string[]): Promise<string[]> {
  const shown = new Map<string, number>((await matchListings(db, { ids })).map(({ listingId, version }) => [listingId, version]));
  return ids.filter((id) => shown.get(id) !== shelf.known.get(id)?.version);
}

async function match(engine: Engine, request: MatchRequest): Promise<MatchAnswer> {
  const { shelf, tables, provider } = engine;
  await current(engine);
  const query = await matchQuery(askedText(request.asking), { tables, provider });
  let matches = ranked(shelf, query, request);
  for (let look = 1; look <= LOOKS; look += 1) {
    const changed = await stale(
      engine,
      matches.map(({ listingId }) => listingId),
    );
    if (changed.length === 0) break;
    await engine.follower.renew(changed);
    matches = look < LOOKS ? ranked(shelf, query, request) : matches.filter(({ listingId }) => !changed.includes(listingId));
  }
  const considered = shelf.sides[request.side].size();
  return { matches, removed: [], ranker: request.ranker ?? RANKER, limitations: limitationsOf(engine), considered };
}

async function explain(engine: Engine, pairs: readonly Pair[]): ReturnType<Matching['explain']> {
  await current(engine);
  const codes = await codeTables(engine.db);
  const found: Awaited<ReturnType<Matching['explain']>>[number][] = [];
  for (const pair of pairs) {
    const [need] = await matchListings(engine.db, { ids: [pair.needId] });
    if (need === undefined) continue;
    const { matches } = await match(engine, {
      asking: askingOf(need, codes),
      side: 'offer',
      limit: Infinity,
      hidden: [],
      taught: { liked: [], wrongTopic: [] },
      similar: false,
      filtered: true,
      language: null,
      ranker: null,
    });
    const one = matches.find(({ listingId }) => listingId === pair.offerId);
    if (one !== undefined) found.push({ ...pair, match: one });
  }
  return found;
}
