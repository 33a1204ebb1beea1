import type { Removal } from '@ketnoi/domain/match';
import { isPast } from './fact-features.ts';
import type { MatchFacts } from './facts.ts';
import type { FeatureReader } from './features.ts';
import { isSameTerm } from './keyword-terms.ts';
import { sidesOf, type Sides } from './measured.ts';

/** A hard filter: whether two sides can never come together. */
type Filter = { reason: Removal; removes: (sides: Sides, reader: FeatureReader) => boolean };

/** In the order in which a reason is given: what the law says, then what somebody declared, then what does not fit. */
const FILTERS: readonly Filter[] = [
  { reason: 'prohibited', removes: ({ found, offer }) => found.techClass === 'prohibited' || offer.techClass === 'prohibited' },
  {
    reason: 'own_organisation',
    removes: ({ asked, found }) => asked.organisationId !== null && asked.organisationId === found.organisationId,
  },
  { reason: 'closed_for_interest', removes: ({ found }) => !found.openForInterest },
  { reason: 'exclusive', removes: ({ offer }) => offer.exclusivelyTaken },
  {
    reason: 'territory',
    removes: ({ need, offer }) => need.country !== null && offer.territories.length > 0 && !offer.territories.includes(need.country),
  },
  { reason: 'deadline', removes: isOver },
  { reason: 'trl_below_minimum', removes: ({ need, offer }) => need.trl !== null && offer.trl !== null && offer.trl < need.trl },
  { reason: 'not_wanted', removes: isNotWanted },
];

/** Similar listings are only looked at, nothing comes of them: the law alone takes out. */
const OF_SIMILAR: ReadonlySet<Removal> = new Set(['prohibited']);

/** The first reason to take a listing out, null when it stays. */
export function removalOf(
  asked: MatchFacts,
  found: MatchFacts,
  { reader, today, similar }: { reader: FeatureReader; today: Date; similar: boolean },
): Removal | null {
  const sides = sidesOf(asked, found, today);
  return FILTERS.find(({ reason, removes }) => (!similar || OF_SIMILAR.has(reason)) && removes(sides, reader))?.reason ?? null;
}

/** The found side's own time is over: an offer that ran out, a need whose end is past. */
function isOver({ found, today }: Sides): boolean {
  if (found.expiresAt !== null && found.expiresAt.getTime() <= today.getTime()) return true;
  return found.side === 'need' && found.endsOn !== null && isPast(found.endsOn, today);
}

/** One of the technologies of the offer is one that the need will not take, by name. */
function isNotWanted({ need, offer }: Sides, reader: FeatureReader): boolean {
  if (need.notWanted.length === 0) return false;
  const refused = reader.notWanted(need);
  const technologies = reader.elements(offer).filter(({ type }) => type !== 'application');
  return technologies.some((term) => refused.some((other) => isSameTerm(term, other)));
}
