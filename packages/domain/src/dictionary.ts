import { hasGrant, type Actor } from './actor.ts';
import type { StateGraph } from './state.ts';

/** An entry of an exchange's own dictionary holds until it is withdrawn; then the lists shipped with the product speak again. */
export const DICTIONARY_STATES = ['active', 'withdrawn'] as const;
export type DictionaryState = (typeof DICTIONARY_STATES)[number];

const DICTIONARY_GRAPH = {
  active: { correct: { to: 'active', by: ['editor'] }, withdraw: { to: 'withdrawn', by: ['editor'] } },
  withdrawn: {},
} as const satisfies StateGraph<DictionaryState, 'correct' | 'withdraw', 'editor'>;

/** A term has at most so many signs and words, and so many meanings. */
export const TERM_SIGNS = 80;
export const TERM_WORDS = 8;
export const MEANINGS_MOST = 8;

/** A word of one need alone might tell of it: words are shown from so many needs on. */
export const NEEDS_LEAST = 2;

export type DictionaryAction = 'correct' | 'withdraw';

/**
 * Who keeps the dictionary: everybody who holds a grant for the whole exchange. Moderators read every need and are the first to meet a word that nobody
 * knows; operators and administrators answer for the exchange. What one of them says changes what everyone finds, and each act is written down,
 * versioned and taken back in one step.
 */
export function keepsDictionary(actor: Actor): boolean {
  return hasGrant(actor, 'moderator') || hasGrant(actor, 'operator') || hasGrant(actor, 'admin');
}

/** What the actor may do with an entry now. */
export function dictionaryActions(actor: Actor, entry: { state: DictionaryState }): DictionaryAction[] {
  return keepsDictionary(actor) ? (Object.keys(DICTIONARY_GRAPH[entry.state]) as DictionaryAction[]) : [];
}

/** The capacity in which an editor acts, the widest grant he holds. */
export function dictionaryCapacity(actor: Actor): string {
  if (hasGrant(actor, 'admin')) return 'platform_admin';
  return hasGrant(actor, 'operator') ? 'operator' : 'moderator';
}
