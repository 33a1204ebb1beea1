import type { EvidenceKind, UnknownTo } from '@ketnoi/domain/match';
import type { Evidence, Snippet } from './answer.ts';
import type { MatchFacts } from './facts.ts';

/** Two sides that are compared: who asks, what was found, and which of them is the need and which the offer. */
export type Sides = { asked: MatchFacts; found: MatchFacts; need: MatchFacts; offer: MatchFacts; today: Date };

/**
 * What a feature says of two sides: from -1, the worst, to 1, the best; or nothing, since someone is silent. What it rests on is only made when it is
 * shown.
 */
export type Measured =
  | { value: number; evidence: () => readonly Evidence[] }
  | { value: null; unknownTo: UnknownTo; evidence: () => readonly Evidence[] };

/** Two sides as they are compared on a day. Of two needs or two offers the asking one stands as the need. */
export function sidesOf(asked: MatchFacts, found: MatchFacts, today: Date): Sides {
  const isOffer = asked.side === 'offer' && found.side === 'need';
  return { asked, found, need: isOffer ? found : asked, offer: isOffer ? asked : found, today };
}

/** Says who is silent; null when nobody is. Each of `asked` and `found` is whether that side says something. */
export function silence(asked: boolean, found: boolean): UnknownTo | null {
  if (asked && found) return null;
  if (!asked && !found) return 'both';
  return asked ? 'found' : 'asking';
}

/** Nothing is known. */
export function unknown(unknownTo: UnknownTo, evidence: () => readonly Evidence[] = () => []): Measured {
  return { value: null, unknownTo, evidence };
}

/** Evidence with nothing but what is given. */
export function evidence(kind: EvidenceKind, given: Partial<Evidence>): Evidence {
  return { kind, asked: null, found: null, fits: null, entry: null, scheme: null, code: null, ...given };
}

/** A text of which no part counts more than another; null of nothing. */
export function plain(text: string | number | null): Snippet | null {
  return text === null || text === '' ? null : { text: String(text), ranges: [] };
}

/** What need and offer say, as the asking side and the found one. */
export function turned({ asked, need }: Sides, ofNeed: Snippet | null, ofOffer: Snippet | null): Pick<Evidence, 'asked' | 'found'> {
  return asked === need ? { asked: ofNeed, found: ofOffer } : { asked: ofOffer, found: ofNeed };
}

/** Who is silent, where need and offer each say something or not. */
export function silent({ asked, need }: Sides, ofNeed: boolean, ofOffer: boolean): UnknownTo | null {
  return asked === need ? silence(ofNeed, ofOffer) : silence(ofOffer, ofNeed);
}
