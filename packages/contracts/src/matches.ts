import { SIDES } from '@ketnoi/domain/listing-fields';
import { BANDS, EVIDENCE_KINDS, FEATURES, FEEDBACK_REASONS, LIMITATIONS, MATCH_VERDICTS, REMOVALS, UNKNOWN_TO } from '@ketnoi/domain/match';
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { Card, Ranges } from './listing-shapes.ts';
import { Bilingual, Code, closed, IdParams, LanguageCode, nullable, oneOf, Paragraphs, Uuid } from './shapes.ts';

/** Text of one side with the parts that count. */
const Snippet = closed({ text: Type.String(), ranges: Ranges });

const Evidence = closed({
  kind: oneOf(EVIDENCE_KINDS),
  asked: nullable(Snippet),
  found: nullable(Snippet),
  /** Null where it neither fits nor fails. */
  fits: nullable(Type.Boolean()),
  /** The entry of the table that says that both mean the same. */
  entry: nullable(closed({ from: Type.String(), to: Type.String(), table: Type.String() })),
  scheme: nullable(Type.String()),
  code: nullable(Type.String()),
});

export const MatchReason = closed({
  feature: oneOf(FEATURES),
  /** Points with one decimal; those of all reasons add up to the score. */
  contribution: Type.Number(),
  known: Type.Boolean(),
  unknownTo: nullable(oneOf(UNKNOWN_TO)),
  /** The reason in a sentence, in the reader's language. */
  text: Type.String(),
  evidence: Type.Array(Evidence),
});
export type MatchReason = Static<typeof MatchReason>;

export const Matched = closed({
  /** Null where nobody can be asked about it: questions that are not kept, and readers who are not of the asking side. */
  matchId: nullable(Uuid),
  ...Card.properties,
  /** Null when a search answered instead of matching. */
  score: nullable(Type.Number()),
  band: nullable(oneOf(BANDS)),
  reasons: Type.Array(MatchReason),
});
export type Matched = Static<typeof Matched>;

const RemovedCount = closed({ reason: oneOf(REMOVALS), count: Type.Integer() });

const MatchAnswer = closed({
  items: Type.Array(Matched),
  /** What was taken out before ranking, and why. */
  removed: Type.Array(RemovedCount),
  ranker: Type.String(),
  limitations: Type.Array(oneOf(LIMITATIONS)),
  /** Listings looked at. */
  considered: Type.Integer(),
});

const matchLimit = Type.Optional(Type.Integer({ minimum: 1, maximum: 50 }));

export const listMatches = endpoint({
  method: 'GET',
  url: '/api/listings/:id/matches',
  access: 'public',
  summary: 'Ranked counterparts of a listing with the reasons: of a need its offers, of an offer its needs',
  params: IdParams,
  query: closed({ limit: matchLimit, ranker: Type.Optional(Code), lang: Type.Optional(LanguageCode) }),
  response: {
    200: closed({
      ...MatchAnswer.properties,
      /** What the listing could say to be matched more closely: names of its fields. For those who may edit it, else empty. */
      unknown: Type.Array(Type.String()),
      /** Answers hidden by feedback of this side. */
      dismissed: Type.Integer(),
    }),
  },
});

export const listRemoved = endpoint({
  method: 'GET',
  url: '/api/listings/:id/matches/removed',
  access: 'public',
  summary: 'What was taken out before ranking for one reason, at most 100',
  params: IdParams,
  query: closed({ reason: oneOf(REMOVALS), lang: Type.Optional(LanguageCode) }),
  response: { 200: closed({ items: Type.Array(Card) }) },
});

export const listSimilar = endpoint({
  method: 'GET',
  url: '/api/listings/:id/similar',
  access: 'public',
  summary: 'Listings of the same side that speak of the same thing',
  params: IdParams,
  query: closed({ limit: matchLimit, lang: Type.Optional(LanguageCode) }),
  response: { 200: MatchAnswer },
});

export const matchText = endpoint({
  method: 'POST',
  url: '/api/match',
  access: 'public',
  summary: 'Match a text that is not kept: the question box',
  idempotent: false,
  body: closed({
    text: Paragraphs(4000),
    language: Type.Optional(LanguageCode),
    side: Type.Optional(oneOf(SIDES)),
    /** What a need or an offer that is posted would say in its fields: the least TRL takes out what is below it, the rest moves the order. */
    filters: Type.Optional(
      closed({
        trlMin: Type.Optional(Type.Integer({ minimum: 1, maximum: 9 })),
        province: Type.Optional(Code),
        country: Type.Optional(Code),
        sectors: Type.Optional(Type.Array(Code, { maxItems: 5 })),
        fields: Type.Optional(Type.Array(Code, { maxItems: 5 })),
        modes: Type.Optional(Type.Array(Code, { maxItems: 10 })),
      }),
    ),
    limit: matchLimit,
  }),
  response: { 200: MatchAnswer },
  problems: ['listing.code_unknown'],
});

const Verdict = closed({
  id: Uuid,
  verdict: oneOf(MATCH_VERDICTS),
  reason: nullable(oneOf(FEEDBACK_REASONS)),
  note: nullable(Type.String()),
});

export const sendMatchFeedback = endpoint({
  method: 'POST',
  url: '/api/matches/:id/feedback',
  access: 'editor',
  summary: 'Say that a match fits, or why it does not: hides the pair and moves the later ranking of this listing',
  params: IdParams,
  body: closed({
    verdict: oneOf(MATCH_VERDICTS),
    /** Required when it does not fit. */
    reason: Type.Optional(oneOf(FEEDBACK_REASONS)),
    note: Type.Optional(Paragraphs(500)),
  }),
  response: { 200: Verdict },
  problems: ['match.reason_missing'],
});

export const undoMatchFeedback = endpoint({
  method: 'DELETE',
  url: '/api/matches/:id/feedback',
  access: 'editor',
  summary: 'Take back what was said of a match: it is shown and ranked as before',
  params: IdParams,
  response: { 204: null },
});

export const listDismissed = endpoint({
  method: 'GET',
  url: '/api/listings/:id/matches/dismissed',
  access: 'editor',
  summary: 'Matches hidden by feedback of this side, newest first, to be taken back',
  params: IdParams,
  response: {
    200: closed({
      items: Type.Array(
        closed({ matchId: Uuid, ...Card.properties, reason: nullable(oneOf(FEEDBACK_REASONS)), note: nullable(Type.String()) }),
      ),
    }),
  },
});

export const listCoaching = endpoint({
  method: 'GET',
  url: '/api/listings/:id/coaching',
  access: 'editor',
  summary: 'What those who passed a listing over missed, without saying who: for its owner',
  params: IdParams,
  response: {
    200: closed({
      items: Type.Array(closed({ reason: oneOf(FEEDBACK_REASONS), advice: Bilingual(500), fields: Type.Array(Type.String()) })),
    }),
  },
});

export const matcherStanding = endpoint({
  method: 'GET',
  url: '/api/matching',
  access: 'public',
  summary: 'Which ranker is in use, how many listings it holds, and what it goes without',
  response: {
    200: closed({
      ready: Type.Boolean(),
      listings: Type.Integer(),
      done: Type.Integer(),
      ranker: Type.String(),
      limitations: Type.Array(oneOf(LIMITATIONS)),
    }),
  },
});
