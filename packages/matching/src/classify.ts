import type { Collection } from './collection.ts';
import type { MatchQuery } from './query.ts';
import { rank } from './rank.ts';

/** What a text is compared with: documents whose codes are known, and the names of the classes themselves, each with its one code. */
export type Labelled = {
  neighbours: Collection;
  /** The codes of a neighbour, by its number. */
  codesOf: (doc: number) => readonly string[];
  /** Where there are any: a document a class, its id the code. */
  classes: Collection | null;
};

/** A code that may be the right one, `share` of all votes from 0 to 1, and the neighbours that speak for it, nearest first. */
export type Suggestion = { code: string; share: number; neighbours: readonly number[] };

export type ClassifyOptions = {
  limit: number;
  /** Not asked: the text itself, where it is among the labelled ones. */
  except?: (doc: number) => boolean;
};

/** Of how many neighbours the codes are asked, and how much less a later one counts. */
const NEIGHBOURS = 12;
const LATER = 3;
/** What the nearest class name counts beside the nearest neighbour. */
const CLASS_SHARE = 0.35;
const CLASSES = 5;

/**
 * The codes of the labelled documents nearest to a text, the n-th nearest voting 1 / (n + 3) for each of its codes, and of the classes whose names are
 * nearest. To be confirmed by whoever knows: never to be set in silence. Codes with equal votes stand by name.
 */
export function suggestCodes(
  query: MatchQuery,
  { neighbours, codesOf, classes }: Labelled,
  { limit, except }: ClassifyOptions,
): Suggestion[] {
  const votes = new Map<string, { votes: number; neighbours: number[] }>();
  const vote = (code: string, count: number, neighbour: number | null): void => {
    const found = votes.get(code) ?? { votes: 0, neighbours: [] };
    found.votes += count;
    if (neighbour !== null) found.neighbours.push(neighbour);
    votes.set(code, found);
  };
  const asked = rank(neighbours, query, { limit: Infinity, task: 'need-offer' }).filter(({ doc }) => except?.(doc) !== true);
  const near = asked.filter(({ doc }) => codesOf(doc).length > 0).slice(0, NEIGHBOURS);
  for (const [at, { doc }] of near.entries()) for (const code of new Set(codesOf(doc))) vote(code, 1 / (at + LATER), doc);
  const named = classes === null ? [] : rank(classes, query, { limit: CLASSES, task: 'need-offer' });
  for (const [at, { doc }] of named.entries()) vote(classes?.documents[doc]?.id ?? '', CLASS_SHARE / (at + LATER), null);
  const all = [...votes.values()].reduce((sum, found) => sum + found.votes, 0);
  return [...votes]
    .map(([code, found]): Suggestion => ({ code, share: found.votes / all, neighbours: found.neighbours }))
    .sort((one, other) => other.share - one.share || (one.code < other.code ? -1 : 1))
    .slice(0, limit);
}
