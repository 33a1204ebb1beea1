import { BANDS } from '@ketnoi/domain/match';
import { DECISION_STATES, PAIR_ACTIONS, PAIR_REJECTIONS, PAIR_STATES } from '@ketnoi/domain/suggested-pair';
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { Card } from './listing-shapes.ts';
import { MatchReason } from './matches.ts';
import {
  Bilingual,
  closed,
  DateOnly,
  IdParams,
  Instant,
  LanguageCode,
  nullable,
  oneOf,
  Page,
  pageQuery,
  Paragraphs,
  Uuid,
} from './shapes.ts';

const Decision = closed({
  state: oneOf(DECISION_STATES),
  /** Of a rejection. */
  reason: nullable(oneOf(PAIR_REJECTIONS)),
  note: nullable(Type.String()),
  /** The day a pair laid aside comes back. */
  until: nullable(DateOnly),
  at: Instant,
  /** Name of the colleague who decided. */
  by: Type.String(),
});

/** What the own organisation decided of another pair of the same need or the same offer. */
const Earlier = closed({
  pairId: Uuid,
  /** Which listing both pairs share. */
  shares: oneOf(['need', 'offer']),
  /** The other listing of that pair; null when it is not shown to everyone any more. */
  other: nullable(closed({ id: Uuid, title: Bilingual(120) })),
  decision: Decision,
});

export const SuggestedPair = closed({
  id: Uuid,
  state: oneOf(PAIR_STATES),
  can: Type.Array(oneOf(PAIR_ACTIONS)),
  /** How well the two suit each other: the harmonic mean of the two scores below as they were when the pair was last looked at. One decimal. */
  score: Type.Number(),
  /** How well the offer suits the need: the sum of the contributions of the reasons, worked out now. Null when no matcher answers. */
  scoreForNeed: nullable(Type.Number()),
  /** How well the need suits what the offer is for, when last looked at. */
  scoreForOffer: Type.Number(),
  band: nullable(oneOf(BANDS)),
  /** Why the offer suits the need; empty when no matcher answers. */
  reasons: Type.Array(MatchReason),
  /** One of the two was published within the last fortnight. */
  isNew: Type.Boolean(),
  suggestedAt: Instant,
  lookedAt: Instant,
  need: Card,
  offer: Card,
  /** What the own organisation decided; null of a pair that waits, also of one whose day has come. */
  decision: nullable(Decision),
  /** Latest first, at most five. */
  earlier: Type.Array(Earlier),
});
export type SuggestedPair = Static<typeof SuggestedPair>;

/** What became of a pair by a decision. */
const Decided = closed({
  id: Uuid,
  state: SuggestedPair.properties.state,
  can: SuggestedPair.properties.can,
  decision: SuggestedPair.properties.decision,
});

const notABroker = ['broker.capacity_missing', 'organisation.required'] as const;
const decided = [...notABroker, 'suggested_pair.action_not_possible'] as const;

export const listSuggestedPairs = endpoint({
  method: 'GET',
  url: '/api/broker/pairs',
  access: 'editor',
  summary: 'Pairs of a need and an offer worth a call, of listings that everyone may see; for brokers',
  query: closed({
    /** Default `suggested`. */
    state: Type.Optional(oneOf(PAIR_STATES)),
    /** `best` (default) for pairs that wait: one in ten is of a new listing, no organisation crowds out the others. Others come latest first. */
    sort: Type.Optional(oneOf(['best', 'newest'])),
    lang: Type.Optional(LanguageCode),
    ...pageQuery,
  }),
  response: { 200: Page(SuggestedPair) },
  problems: [...notABroker, 'request.cursor_invalid'],
});

export const getSuggestedPair = endpoint({
  method: 'GET',
  url: '/api/broker/pairs/:id',
  access: 'editor',
  summary: 'One suggested pair with its reasons; for brokers',
  params: IdParams,
  query: closed({ lang: Type.Optional(LanguageCode) }),
  response: { 200: SuggestedPair },
  problems: notABroker,
});

export const acceptPair = endpoint({
  method: 'POST',
  url: '/api/broker/pairs/:id/accept',
  access: 'editor',
  summary: 'Put a suggested pair on the own shortlist',
  params: IdParams,
  response: { 200: Decided },
  problems: decided,
});

export const rejectPair = endpoint({
  method: 'POST',
  url: '/api/broker/pairs/:id/reject',
  access: 'editor',
  summary: 'Reject a suggested pair with a reason; only the own organisation sees it',
  params: IdParams,
  body: closed({ reason: oneOf(PAIR_REJECTIONS), note: Type.Optional(Paragraphs(500)) }),
  response: { 200: Decided },
  problems: decided,
});

export const postponePair = endpoint({
  method: 'POST',
  url: '/api/broker/pairs/:id/later',
  access: 'editor',
  summary: 'Lay a suggested pair aside until a day, tomorrow or within 180 days',
  params: IdParams,
  body: closed({ until: DateOnly, note: Type.Optional(Paragraphs(500)) }),
  response: { 200: Decided },
  problems: [...decided, 'suggested_pair.later_date'],
});

export const reopenPair = endpoint({
  method: 'POST',
  url: '/api/broker/pairs/:id/reopen',
  access: 'editor',
  summary: 'Take back what the own organisation decided of a pair: it waits again',
  params: IdParams,
  response: { 200: Decided },
  problems: decided,
});
