import type { Bilingual } from '@ketnoi/domain/language';
import type { Side } from '@ketnoi/domain/listing-kinds';
import type { Match } from '@ketnoi/matching/answer';
import { explained } from '@ketnoi/matching/explain';
import { unknownFacts, type MatchFacts } from '@ketnoi/matching/facts';
import type { FeatureReader } from '@ketnoi/matching/features';
import { matchAll, matchOnly, type RemovedBy, type Scored } from '@ketnoi/matching/match';
import type { MatchModel } from '@ketnoi/matching/model';
import type { MatchQuery, QueryTables } from '@ketnoi/matching/query';
import type { Spreading } from '@ketnoi/matching/spread';
import type { MatchAnswer, MatchRequest } from './port.ts';
import type { Shelf } from './shelf.ts';

/** What answers are made with, besides a request. */
export type Means = {
  shelf: Shelf;
  tables: QueryTables;
  asked: Bilingual;
  query: MatchQuery;
  reader: FeatureReader;
  model: MatchModel;
  today: Date;
};

const MOST_REMOVED_IDS = 100;
const NEW_MILLIS = 30 * 24 * 3_600_000;
const TENTHS = 10;

/** The best of one side for a request, and what hard filters took out. */
export function ranked(means: Means, request: MatchRequest): { best: readonly Scored[] } & Pick<MatchAnswer, 'removed' | 'considered'> {
  const { shelf, query, model, today } = means;
  const shelved = shelf.sides[request.side];
  const docsOf = (ids: readonly string[]): number[] => ids.flatMap((id) => shelved.docOf(id) ?? []);
  const { matches, removed } = matchAll(shelved.collection(), query, {
    ...asking(means, request.asking.facts, request.side),
    limit: request.limit,
    taught: { liked: docsOf(request.taught.liked), wrongTopic: docsOf(request.taught.wrongTopic) },
    similar: request.similar,
    denied: new Set(request.asking.listingId === null ? [] : [request.asking.listingId]),
    excluded: new Set(request.hidden),
    spreading: request.similar ? null : spreading(model, today),
  });
  const itself = request.asking.listingId !== null && shelved.docOf(request.asking.listingId) !== undefined ? 1 : 0;
  return { best: matches, removed: removed.map(counted), considered: shelved.size() - itself };
}

const counted = ({ reason, ids }: RemovedBy): MatchAnswer['removed'][number] => ({
  reason,
  count: ids.length,
  listingIds: ids.slice(0, MOST_REMOVED_IDS),
});

/** Scores of listings that are known already, in the order given; those that are not on the shelf are left out. */
export function scoredOnly(means: Means, facts: MatchFacts, found: { side: Side; ids: readonly string[] }): Scored[] {
  const shelved = means.shelf.sides[found.side];
  const docs = found.ids.flatMap((id) => shelved.docOf(id) ?? []);
  return matchOnly(shelved.collection(), means.query, { ...asking(means, facts, found.side), docs });
}

/** Adds to reasons what they rest on in the texts of both sides, `texts` being those of the found ones by their ids. */
export function withReasons(means: Means, best: readonly Scored[], found: { side: Side; texts: ReadonlyMap<string, Bilingual> }): Match[] {
  const { shelf, query, model, tables, asked } = means;
  const collection = shelf.sides[found.side].collection();
  const nothing: Bilingual = { vi: null, en: null };
  const textsOf = (doc: number): Bilingual => found.texts.get(collection.documents[doc]?.id ?? '') ?? nothing;
  return explained(best, { collection, query, model, tables, asked, textsOf }).map(({ id, score, band, reasons }) => ({
    listingId: id,
    version: shelf.known.get(id)?.version ?? 0,
    score,
    band,
    reasons,
  }));
}

function asking({ shelf, reader, model, today }: Means, facts: MatchFacts, side: Side) {
  const { documents } = shelf.sides[side].collection();
  const nothing = unknownFacts(side);
  const factsOf = (doc: number): MatchFacts => shelf.known.get(documents[doc]?.id ?? '')?.facts ?? nothing;
  return { facts, factsOf, reader, model, today };
}

function spreading(model: MatchModel, today: Date): Spreading {
  return { least: model.bands.possible * TENTHS, newSince: new Date(today.getTime() - NEW_MILLIS) };
}
