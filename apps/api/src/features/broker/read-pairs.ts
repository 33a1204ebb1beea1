import { bestPairs, earlierDecisions, findBrokerPair, latestPairs, type BrokerPairRow, type EarlierRow } from '@ketnoi/db/broker-pairs';
import { hitRows, type HitRow } from '@ketnoi/db/listing-hits';
import type { SignedIn } from '@ketnoi/domain/actor';
import type { SuggestedPairId } from '@ketnoi/domain/ids';
import { problem } from '@ketnoi/domain/problems';
import { SUGGESTED, type PairState } from '@ketnoi/domain/suggested-pair';
import type { Match } from '@ketnoi/matching/answer';
import type { Ctx } from '../../context.ts';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { isMatcherAway } from '../../matching/client.ts';
import { asBroker, brokerOf, type Broker } from './broker.ts';

const PAGE = 10;
/** Reasons are worked out for each pair when it is read: a page holds so many at most. */
const PAGE_MOST = 30;
const EARLIER_READ = 200;
const DAY_MILLIS = 86_400_000;

/** A pair as it stands at this moment. Without reasons where no matcher answers, or one of the two says something else by now. */
export type ReadPair = { row: BrokerPairRow; need: HitRow; offer: HitRow; match: Match | null; earlier: readonly EarlierRow[] };

export type ReadPage = { pairs: readonly ReadPair[]; next: string | null; broker: Broker };

type Asked = {
  state?: PairState | undefined;
  sort?: 'best' | 'newest' | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
};

/** Pairs in a state, for a broker: of listings that everyone may see at this moment, with what became of earlier ones in his own organisation alone. */
export async function readPairs(ctx: Ctx, actor: SignedIn, asked: Asked): Promise<ReadPage> {
  const broker = await brokerOf(ctx, actor);
  const { state = 'suggested', sort = 'best' } = asked;
  const limit = Math.min(asked.limit ?? PAGE, PAGE_MOST);
  const isBest = state === 'suggested' && sort === 'best';
  const { rows, next } = await (isBest ? best : latest)(ctx, broker, { state, limit, cursor: asked.cursor });
  return { pairs: await standingNow(ctx, broker, rows), next, broker };
}

/** One pair that a broker may know of. */
export async function readPair(ctx: Ctx, actor: SignedIn, id: SuggestedPairId): Promise<{ pair: ReadPair; broker: Broker }> {
  const broker = await brokerOf(ctx, actor);
  const row = await asBroker(ctx, broker, (tx) => findBrokerPair(tx, { id, organisationId: broker.organisationId }));
  const [pair] = row === null ? [] : await standingNow(ctx, broker, [row]);
  if (pair === undefined) throw problem('record.not_found');
  return { pair, broker };
}

type Paging = { state: PairState; limit: number; cursor: string | undefined };
type Rows = { rows: readonly BrokerPairRow[]; next: string | null };

/** Places are those of the moment the first page was read. */
async function best(ctx: Ctx, broker: Broker, { limit, cursor }: Paging): Promise<Rows> {
  const bind = ['broker-pairs', broker.organisationId, 'best'];
  const [asOf, place, id] = cursor === undefined ? [] : decodeCursor(ctx.keys, { bind, cursor });
  const moment = asOf === undefined ? broker.now : new Date(String(asOf));
  const after = asOf === undefined ? null : { place: String(place), id: String(id) };
  const newsSince = new Date(moment.getTime() - SUGGESTED.newForDays * DAY_MILLIS);
  const { organisationId, today } = broker;
  const rows = await asBroker(ctx, broker, (tx) =>
    bestPairs(tx, { organisationId, today, asOf: moment, newsSince, after, limit: limit + 1 }),
  );
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const next = last === undefined ? null : encodeCursor(ctx.keys, { bind, values: [moment.toISOString(), last.place, last.id] });
  return { rows: rows.slice(0, limit), next };
}

async function latest(ctx: Ctx, broker: Broker, { state, limit, cursor }: Paging): Promise<Rows> {
  const bind = ['broker-pairs', broker.organisationId, state];
  const [at, id] = cursor === undefined ? [] : decodeCursor(ctx.keys, { bind, cursor });
  const after = at === undefined ? null : { at: String(at), id: String(id) };
  const { organisationId, today } = broker;
  const rows = await asBroker(ctx, broker, (tx) => latestPairs(tx, { organisationId, today, state, after, limit: limit + 1 }));
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const next = last === undefined ? null : encodeCursor(ctx.keys, { bind, values: [last.at.toISOString(), last.id] });
  return { rows: rows.slice(0, limit), next };
}

async function standingNow(ctx: Ctx, broker: Broker, rows: readonly BrokerPairRow[]): Promise<ReadPair[]> {
  if (rows.length === 0) return [];
  const [needIds, offerIds] = [rows.map(({ needId }) => needId), rows.map(({ offerId }) => offerId)];
  const { organisationId } = broker;
  const earlier = await asBroker(ctx, broker, (tx) => earlierDecisions(tx, { organisationId, needIds, offerIds, limit: EARLIER_READ }));
  const matches = await explained(ctx, rows);
  // Read last: whatever was found before, each listing leaves only if everyone may see it now, and is told of as it is now.
  const hits = await hitRows(ctx.db, { ids: [...needIds, ...offerIds] });
  return rows.flatMap((row) => {
    const [need, offer] = [hits.get(row.needId), hits.get(row.offerId)];
    if (need?.card.openForInterest !== true || offer?.card.openForInterest !== true) return [];
    const match = matches.get(`${row.needId} ${row.offerId}`) ?? null;
    const others = earlier.filter((one) => one.pairId !== row.id && (one.needId === row.needId || one.offerId === row.offerId));
    return [{ row, need, offer, match: match?.version === offer.version ? match : null, earlier: others }];
  });
}

async function explained(ctx: Ctx, rows: readonly BrokerPairRow[]): Promise<ReadonlyMap<string, Match>> {
  try {
    const found = await ctx.matching.explain(rows.map(({ needId, offerId }) => ({ needId, offerId })));
    return new Map(found.map(({ needId, offerId, match }) => [`${needId} ${offerId}`, match]));
  } catch (error) {
    if (!isMatcherAway(error)) throw error;
    ctx.log.warn({ failure: 'MatcherAway' }, 'pairs are shown without reasons');
    return new Map();
  }
}
