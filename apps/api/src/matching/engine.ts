import { codeTables } from '@ketnoi/db/classifications';
import type { Db } from '@ketnoi/db/database';
import { matchListings, type MatchListing } from '@ketnoi/db/match-listings';
import type { Clock } from '@ketnoi/domain/clock';
import type { Bilingual } from '@ketnoi/domain/language';
import type { Side } from '@ketnoi/domain/listing-kinds';
import type { Limitation } from '@ketnoi/domain/match';
import { featureReader, type FeatureReader } from '@ketnoi/matching/features';
import type { MatchModel } from '@ketnoi/matching/model';
import { asksNothing, matchQuery, type MatchQuery } from '@ketnoi/matching/query';
import type { Logger } from 'pino';
import { ranked, scoredOnly, withReasons, type Means } from './answering.ts';
import type { Candidates } from './candidates.ts';
import { classifier } from './classifying.ts';
import { wholeText } from './documents.ts';
import { askingOf, matchedText } from './facts-of.ts';
import { heldCandidates } from './held-candidates.ts';
import type { Asking, ClassifyAnswer, ClassifyRequest, MatchAnswer, Matching, MatchRequest, Pair } from './port.ts';
import type { Readers } from './readers.ts';
import type { Shelf } from './shelf.ts';
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
  /** Where the listings come from; without, all that is shown is held in memory, and written down at `snapshot` for the next start. */
  candidates?: Candidates;
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

type Engine = MatchEngineParts & { candidates: Candidates; reader: FeatureReader; suggest: ReturnType<typeof classifier> };

type Explained = Awaited<ReturnType<Matching['explain']>>[number];

/** Looks again so often when what was ranked had changed meanwhile. */
const LOOKS = 3;

/** Ranks what its candidates are, by default all that is shown. It follows the database before each answer. */
export function createMatchEngine(parts: MatchEngineParts): MatchEngine {
  const candidates = parts.candidates ?? heldCandidates(parts);
  const engine: Engine = { ...parts, candidates, reader: featureReader(parts.words.tables), suggest: classifier({ ...parts, candidates }) };
  return {
    match: (request) => match(engine, request),
    explain: (pairs) => explain(engine, pairs),
    classify: (request) => classify(engine, request),
    follow: () => current(engine),
    keep: candidates.keep,
    close: async () => {
      const { provider, statics } = await parts.readers.opened;
      await Promise.all([provider?.close(), statics?.close()]);
    },
    standing: async () => {
      const { isReady, listings, done } = candidates.standing();
      return { ready: isReady, listings, done, ranker: (await parts.modelOf(null)).name, limitations: limitationsOf(engine) };
    },
  };
}

function limitationsOf({ readers, candidates }: Engine): Limitation[] {
  const { provider, statics } = readers.current();
  const { isReady, hasNoSimd } = candidates.standing();
  return [
    ...(isReady ? [] : (['loading'] as const)),
    ...(provider === null ? (['no_encoder'] as const) : []),
    ...(statics === null ? (['no_static_vectors'] as const) : []),
    ...(hasNoSimd ? (['no_simd'] as const) : []),
  ];
}

async function current({ words, candidates }: Engine): Promise<void> {
  await words.renew('lately');
  await candidates.follow();
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

/** What a question is answered with, but for the listings. */
async function askedWith(engine: Engine, asking: Asking, ranker: string | null): Promise<Omit<Means, 'shelf'>> {
  const { reader, words, clock } = engine;
  const asked = wholeText(asking);
  const [query, model] = await Promise.all([queryOf(engine, asked), engine.modelOf(ranker)]);
  return { reader, tables: words.tables, asked, query, model, today: clock.now() };
}

type Texts = { texts: Map<string, Bilingual>; changed: string[] };

/** Texts of listings as they are shown now, of those that are and say what the shelf has of them, and which do not. */
async function textsNow(db: Db, shelf: Shelf, ids: readonly string[]): Promise<Texts> {
  const shown = await matchListings(db, { ids });
  const same = shown.filter(({ listingId, version }) => shelf.known.get(listingId)?.version === version);
  const texts = new Map<string, Bilingual>(same.map((listing) => [listing.listingId, wholeText(matchedText(listing))]));
  return { texts, changed: ids.filter((id) => !texts.has(id)) };
}

async function match(engine: Engine, request: MatchRequest): Promise<MatchAnswer> {
  const { db, candidates } = engine;
  if (!candidates.standing().isReady) {
    const ranker = (await engine.modelOf(request.ranker)).name;
    return { matches: [], removed: [], considered: 0, ranker, limitations: limitationsOf(engine) };
  }
  await current(engine);
  const { side, taught, asking } = request;
  const asked = await askedWith(engine, asking, request.ranker);
  if (asksNothing(asked.query))
    return { matches: [], removed: [], considered: 0, ranker: asked.model.name, limitations: limitationsOf(engine) };
  const shelf = await candidates.shelfFor({ side, asked: asked.asked, query: asked.query, also: [...taught.liked, ...taught.wrongTopic] });
  const means = { ...asked, shelf };
  for (let look = 1; ; look += 1) {
    const { best, removed, considered } = ranked(means, request);
    const ids = best.map(({ id }) => id);
    const { texts, changed } = await textsNow(db, shelf, ids);
    if (changed.length > 0 && look < LOOKS) {
      await candidates.renew(shelf, changed);
      continue;
    }
    const kept = still(shelf, best, side).filter(({ id }) => texts.has(id));
    const matches = withReasons(means, kept, { side, texts });
    return { matches, removed, considered, ranker: means.model.name, limitations: limitationsOf(engine) };
  }
}

/** What was ranked and has kept its number while texts were read: what changed meanwhile has another. */
function still<One extends { doc: number; id: string }>(shelf: Shelf, best: readonly One[], side: Side): One[] {
  return best.filter(({ id, doc }) => shelf.sides[side].docOf(id) === doc);
}

async function explain(engine: Engine, pairs: readonly Pair[]): Promise<Explained[]> {
  const { db, candidates } = engine;
  if (!candidates.standing().isReady) return [];
  await current(engine);
  const codes = await codeTables(db);
  const needs = await matchListings(db, { ids: [...new Set(pairs.map(({ needId }) => needId))] });
  const byNeed = new Map<string, MatchListing>(needs.map((need) => [need.listingId, need]));
  const found: Explained[] = [];
  for (const [needId, some] of Map.groupBy(pairs, (pair) => pair.needId)) {
    const need = byNeed.get(needId);
    if (need?.side !== 'need') continue;
    const ids = some.map(({ offerId }) => offerId);
    const shelf = await candidates.shelfOf(ids);
    const before = await textsNow(db, shelf, ids);
    await candidates.renew(shelf, before.changed);
    const { texts } = before.changed.length === 0 ? before : await textsNow(db, shelf, ids);
    const asking = askingOf(need, codes);
    const means = { ...(await askedWith(engine, asking, null)), shelf };
    const scored = scoredOnly(means, asking.facts, { side: 'offer', ids: ids.filter((id) => texts.has(id)) });
    const matches = withReasons(means, scored, { side: 'offer', texts });
    found.push(...matches.map((one) => ({ needId, offerId: one.listingId, match: one })));
  }
  return found;
}

async function classify(engine: Engine, request: ClassifyRequest): Promise<ClassifyAnswer> {
  const asked = wholeText(request);
  const nothing = { fields: [], sectors: [], near: [], terms: { vi: [], en: [] }, limitations: limitationsOf(engine) };
  if (!engine.candidates.standing().isReady || (asked.vi === null && asked.en === null)) return nothing;
  await current(engine);
  const found = await engine.suggest(request, { asked, query: await queryOf(engine, asked) });
  return { ...found, limitations: limitationsOf(engine) };
}
