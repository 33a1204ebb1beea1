import type { MatchFacts } from './facts.ts';

/** How the first places are shared out. */
export type Spreading = {
  /** From how many tenths what is new may take the last of the first places. */
  least: number;
  /** Published since then is new. */
  newSince: Date;
  /** Shown so often lately that it stands back behind the first places. */
  isShownOften?: (id: string) => boolean;
};

/** The places that are shared out, and how many of them one organisation may take. */
const FIRST = 10;
const MOST_OF_ONE = 3;

/**
 * Shares out the first ten places of a list that is ordered by score: at most three to one organisation (a masked one is nobody's), none to what was shown
 * too often, the tenth to the best of what is new when no other of the ten is. All others keep their order. The same list gives the same places.
 */
export function spread<One extends { id: string; score: number }>(
  ordered: readonly One[],
  { least, newSince, isShownOften = () => false }: Spreading,
  factsOf: (one: One) => MatchFacts,
): One[] {
  const counts = new Map<string, number>();
  const isHeld = (one: One): boolean => {
    if (isShownOften(one.id)) return true;
    const { organisationId } = factsOf(one);
    if (organisationId === null) return false;
    const count = (counts.get(organisationId) ?? 0) + 1;
    if (count <= MOST_OF_ONE) counts.set(organisationId, count);
    return count > MOST_OF_ONE;
  };
  const first: One[] = [];
  for (const one of ordered) {
    if (first.length === FIRST) break;
    if (!isHeld(one)) first.push(one);
  }
  const isNew = (one: One): boolean => (factsOf(one).publishedAt?.getTime() ?? -Infinity) >= newSince.getTime();
  const taken = new Set(first);
  const fresh = first.some(isNew) ? undefined : ordered.find((one) => !taken.has(one) && one.score >= least && isNew(one) && !isHeld(one));
  if (fresh !== undefined && first.length === FIRST) first.splice(FIRST - 1, 1, fresh);
  const placed = new Set(first);
  return [...first, ...ordered.filter((one) => !placed.has(one))];
}
