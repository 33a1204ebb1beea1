import type { Actor } from './actor.ts';
import { belongsTo } from './actor.ts';
import type { AccountId, OrganisationId } from './ids.ts';
import type { StateGraph } from './state.ts';
import { localDay, shiftDay, startOfDay } from './working-days.ts';

/** So many searches one account may keep. */
export const SAVED_SEARCHES_MOST = 100;

/** How often a search may write to its owner: within a minute or so, each morning, or each Monday morning. */
export const RHYTHMS = ['at_once', 'daily', 'weekly'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

/** The hour of the exchange's day at which daily and weekly letters leave. */
const MORNING_HOUR = 7;
const HOUR_MILLIS = 3_600_000;

/** Letters that leave at once keep so many milliseconds between them: an import of a thousand listings is one piece of news, not fifty. */
export const LETTERS_APART_MILLIS = 5 * 60_000;

/** What was found longer ago than this is no news any more and goes into no letter. */
export const NEWS_DAYS = 14;

const isMonday = (day: string): boolean => new Date(`${day}T00:00:00Z`).getUTCDay() === 1;
const morningOf = (day: string): Date => new Date(startOfDay(day).getTime() + MORNING_HOUR * HOUR_MILLIS);

/** The latest moment, now or before, at which letters of this rhythm leave; what was found by then belongs into one. */
export function lastSending(rhythm: Rhythm, now: Date): Date {
  if (rhythm === 'at_once') return now;
  let day = localDay(now);
  if (morningOf(day) > now) day = shiftDay(day, -1);
  while (rhythm === 'weekly' && !isMonday(day)) day = shiftDay(day, -1);
  return morningOf(day);
}

/** The next moment at which letters of this rhythm leave. */
export function nextSending(rhythm: Rhythm, now: Date): Date {
  if (rhythm === 'at_once') return now;
  let day = localDay(now);
  if (morningOf(day) <= now) day = shiftDay(day, 1);
  while (rhythm === 'weekly' && !isMonday(day)) day = shiftDay(day, 1);
  return morningOf(day);
}

/**
 * How strong a listing must be to alert. `title`: all the words in its title or keywords. `all_words`: all the words anywhere in its public
 * text, which is what a search lists as found. `most_words`: the more telling half of the words, which is what a search lists as closest.
 * A synonym or a translation stands for its words in each. A search without words alerts of all that its filters leave.
 */
export const THRESHOLDS = ['title', 'all_words', 'most_words'] as const;
export type Threshold = (typeof THRESHOLDS)[number];

export const SAVED_SEARCH_STATES = ['active', 'paused', 'deleted'] as const;
export type SavedSearchState = (typeof SAVED_SEARCH_STATES)[number];

type SavedSearchStep = 'pause' | 'unsubscribe' | 'resume' | 'delete';

/** The life of a saved search. Who holds the signed link of a letter may only silence it. */
export const SAVED_SEARCH_GRAPH = {
  active: {
    pause: { to: 'paused', by: ['owner'] },
    unsubscribe: { to: 'paused', by: ['link'] },
    delete: { to: 'deleted', by: ['owner'] },
  },
  paused: { resume: { to: 'active', by: ['owner'] }, delete: { to: 'deleted', by: ['owner'] } },
  deleted: {},
} as const satisfies StateGraph<SavedSearchState, SavedSearchStep, 'owner' | 'link'>;

export const SAVED_SEARCH_ACTIONS = ['edit', 'pause', 'resume', 'test', 'delete'] as const;
export type SavedSearchAction = (typeof SAVED_SEARCH_ACTIONS)[number];

type Subject = { accountId: AccountId; organisationId: OrganisationId | null; paused: boolean };

/** Is it the actor's to know of? A search tells what a firm is looking for: nobody but its owner learns that it exists. */
export function ownsSavedSearch(actor: Actor, search: Pick<Subject, 'accountId'>): boolean {
  return actor.kind === 'account' && actor.accountId === search.accountId;
}

/** Somebody who saved it for an organisation and has left that since: it then alerts of nothing and can only be deleted. */
export function isOrphaned(actor: Actor, search: Pick<Subject, 'organisationId'>): boolean {
  return search.organisationId !== null && !belongsTo(actor, search.organisationId);
}

/** What the actor may do with a saved search now. */
export function savedSearchActions(actor: Actor, search: Subject): SavedSearchAction[] {
  if (!ownsSavedSearch(actor, search)) return [];
  if (isOrphaned(actor, search)) return ['delete'];
  return SAVED_SEARCH_ACTIONS.filter((action) => action !== (search.paused ? 'pause' : 'resume'));
}
