import type { Side } from './listing-kinds.ts';

/** The side that a side looks for. */
export const COUNTERPART: Readonly<Record<Side, Side>> = { need: 'offer', offer: 'need' };

/** What a score is made of, as people read it. Each speaks of what is known, or says that it is unknown. */
export const FEATURES = [
  'meaning',
  'words',
  'figures',
  'elements',
  'field',
  'sector',
  'maturity',
  'budget',
  'place',
  'modes',
  'ip',
  'time',
  'trust',
  'feedback',
] as const;
export type Feature = (typeof FEATURES)[number];

/**
 * What a contribution rests on. `word`: the same word. `translation`: words of two languages, by an entry of a table. `sentence`: the two nearest
 * sentences. `figure`: a quantity or a code. `class`: a code of a classification. `level` to `trust`: facts. `missing`: what the asking side speaks of and the
 * other does not.
 */
export const EVIDENCE_KINDS = [
  'word',
  'translation',
  'sentence',
  'figure',
  'class',
  'level',
  'amount',
  'place',
  'mode',
  'ip',
  'time',
  'trust',
  'missing',
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** Which side does not say what a feature would need. */
export const UNKNOWN_TO = ['asking', 'found', 'both'] as const;
export type UnknownTo = (typeof UNKNOWN_TO)[number];

export const BANDS = ['strong', 'possible', 'weak'] as const;
export type Band = (typeof BANDS)[number];

/** Why a listing was taken out before ranking. */
export const REMOVALS = [
  'prohibited',
  'territory',
  'exclusive',
  'deadline',
  'trl_below_minimum',
  'closed_for_interest',
  'own_organisation',
  'excluded',
  'not_wanted',
] as const;
export type Removal = (typeof REMOVALS)[number];

/** What is switched off or not there yet; ranking goes on without it. */
export const LIMITATIONS = ['loading', 'no_encoder', 'no_static_vectors', 'no_lexicon', 'no_simd', 'search_only'] as const;
export type Limitation = (typeof LIMITATIONS)[number];

export const MATCH_VERDICTS = ['relevant', 'not_relevant'] as const;
export type MatchVerdict = (typeof MATCH_VERDICTS)[number];

/** Why not this one. */
export const FEEDBACK_REASONS = ['wrong_topic', 'too_early', 'price', 'region', 'already_known', 'other'] as const;
export type FeedbackReason = (typeof FEEDBACK_REASONS)[number];
