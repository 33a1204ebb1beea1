import type { Bilingual } from '@ketnoi/domain/language';
import type { Side } from '@ketnoi/domain/listing-kinds';
import type { Match } from '@ketnoi/matching/answer';
import { unknownFacts, type MatchFacts } from '@ketnoi/matching/facts';
import type { FeatureReader } from '@ketnoi/matching/features';
import { matchAll, matchOnly, type Scored } from '@ketnoi/matching/match';
import type { MatchModel } from '@ketnoi/matching/model';
import type { MatchQuery } from '@ketnoi/matching/query';
import type { Spreading } from '@ketnoi/matching/spread';
import type { Asking, MatchAnswer, MatchRequest } from './port.ts';
import type { Shelf } from './shelf.ts';

/** The text that is asked with, in each language that has any. */
export function askedText({ title, text }: Asking): Bilingual {
  const of = (language: keyof Bilingual): string | null =>
    [title[language], text[language]].filter((part) => part !== null && part !== '').join('. ') || null;
  return { vi: of('vi'), en: of('en') };
}

/** What answers are made with, besides a request. */
export type Means = { shelf: Shelf; query: MatchQuery; reader: FeatureReader; model: MatchModel; today: Date };

const MOST_REMOVED_IDS = 100;
const NEW_MILLIS = 30 * 24 * 3_600_000;
const TENTHS = 10;

/** The best of one side for a request, and what hard filters took out. */
export function ranked(means: Means, request: MatchRequest): Pick<MatchAnswer, 'matches' | 'removed' | 'considered'> {
  const { shelf, query, model, today } = means;
  const shelved = shelf.sides[request.side];
  const docsOf = (ids: readonly string[]): number[] => ids.flatMap((id) => shelved.docOf(id) ?? []);
  const { matches, removed } = matchAll(shelved.collection(), query, {
    ...asking(means, request.asking.facts, request.side),
    limit: request.limit,
    taught: { liked: docsOf(request.taught.liked), wrongTopic: docsOf(request.taught.wrongTopic) },
    similar: request.similar,
    filtered: request.filtered,
    denied: new Set(request.asking.listingId === null ? [] : [request.asking.listingId]),
    excluded: new Set(request.hidden),
    spreading: request.similar ? null : spreading(model, today),
  });
  return {
    matches: matches.map((one) => matchOf(shelf, one)),
    removed: removed.map(({ reason, ids }) => ({ reason, count: ids.length, listingIds: ids.slice(0, MOST_REMOVED_IDS) })),
    considered: shelved.size(),
  };
}

/** Scores of listings that are known already, in the order given. */
export function scoredPairs(means: Means, asked: Asking, found: { side: Side; ids: readonly string[] }): Match[] {
  const shelved = means.shelf.sides[found.side];
  const docs = found.ids.flatMap((id) => shelved.docOf(id) ?? []);
  const scored = matchOnly(shelved.collection(), means.query, { ...asking(means, asked.facts, found.side), docs });
  return scored.map((one) => matchOf(means.shelf, one));
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

function matchOf(shelf: Shelf, { id, score, band, reasons }: Scored): Match {
  return { listingId: id, version: shelf.known.get(id)?.version ?? 0, score, band, reasons };
}
