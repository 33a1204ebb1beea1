import type { Side } from '@ketnoi/domain/listing-kinds';
import type { Bilingual, Language } from '@ketnoi/domain/language';
import type { Limitation, Removal } from '@ketnoi/domain/match';
import type { Match } from '@ketnoi/matching/answer';
import type { MatchFacts } from '@ketnoi/matching/facts';

/** Who or what asks: the text in its languages (a question has one), and its facts. Only what the other side may see. */
export type Asking = {
  title: Bilingual;
  text: Bilingual;
  facts: MatchFacts;
  /** The asking listing itself, never answered with. */
  listingId: string | null;
};

/** What was said of earlier answers: these move the ranking of this one asker. */
export type Taught = { liked: readonly string[]; wrongTopic: readonly string[] };

export type MatchRequest = {
  asking: Asking;
  /** Which side is looked for; the side of `asking` itself for similar listings. */
  side: Side;
  limit: number;
  /** Listings not to be shown: dismissed before, or declared. */
  hidden: readonly string[];
  taught: Taught;
  /** Similar listings are ranked by text and class alone. */
  similar: boolean;
  /** Language of a question that does not say; guessed when null. */
  language: Language | null;
  /** A ranker other than the active one, for looking at both side by side. */
  ranker: string | null;
};

export type MatchAnswer = {
  /** Best first. */
  matches: readonly Match[];
  /** What hard filters took out of the candidates, with the ids of up to 100 a reason. */
  removed: readonly { reason: Removal; count: number; listingIds: readonly string[] }[];
  ranker: string;
  limitations: readonly Limitation[];
  /** How many listings were looked at. */
  considered: number;
};

/** A pair to be scored, both of them shown listings. */
export type Pair = { needId: string; offerId: string };

/** A text whose classes are asked for: only what anyone may see of a listing. */
export type ClassifyRequest = { title: Bilingual; text: Bilingual; side: Side; listingId: string | null };

/** A listing as it was when it was looked at. */
export type NamedListing = { listingId: string; version: number };

/** A code that may be the right one: `share` of all votes from 0 to 1, the labelled listings that speak for it, and whether its own name does. */
export type SuggestedCode = { code: string; share: number; named: boolean; neighbours: readonly NamedListing[] };

/** What may suit a text, the likeliest first: to be confirmed by whoever knows. */
export type ClassifyAnswer = {
  fields: readonly SuggestedCode[];
  sectors: readonly SuggestedCode[];
  /** The listings nearest to it, nearest first, whatever their codes. */
  near: readonly NamedListing[];
  /** Its own telling terms, the most telling first. */
  terms: Readonly<Record<Language, readonly string[]>>;
  limitations: readonly Limitation[];
};

export type MatchStanding = { ready: boolean; listings: number; done: number; ranker: string; limitations: readonly Limitation[] };

/** Matching as features see it. Every call throws an error of the name `MatcherAway` when no matcher answers; callers fall back to search. */
export type Matching = {
  match: (request: MatchRequest) => Promise<MatchAnswer>;
  /** The same for pairs already known; a pair of which one is not shown is left out. */
  explain: (pairs: readonly Pair[]) => Promise<readonly (Pair & { match: Match })[]>;
  standing: () => Promise<MatchStanding>;
  /** Fields, sectors and terms of a text, from what is near it. */
  classify: (request: ClassifyRequest) => Promise<ClassifyAnswer>;
};
