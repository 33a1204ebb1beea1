import { MOST_COMPARED } from './search-params.ts';

/* What stands in the addresses of the work pages; what they do not know is left out. */

type Raw = Record<string, unknown>;

const text = (raw: Raw, name: string, longest = 200): string | undefined => {
  const value = raw[name];
  return typeof value === 'string' && value !== '' && value.length <= longest ? value : undefined;
};

function known<Names extends string>(raw: Raw, names: Readonly<Record<Names, number>>): { [Name in Names]?: string } {
  const found = (Object.entries(names) as [Names, number][]).flatMap(([name, longest]) => {
    const value = text(raw, name, longest);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(found) as { [Name in Names]?: string };
}

/** Sign-in and sign-up: where to go afterwards. */
export const readReturn = (raw: Raw): { returnTo?: string } => known(raw, { returnTo: 2000 });

/** A form of a listing: which draft, which step or field; for a new need also what was typed before. */
export const readForm = (raw: Raw): { draft?: string; step?: string; field?: string; problem?: string; volume?: string; endsOn?: string } =>
  known(raw, { draft: 60, step: 40, field: 40, problem: 8000, volume: 1000, endsOn: 20 });

/** The workspace: which side, which states. */
export const readWorkspace = (raw: Raw): { side?: string; show?: string } => known(raw, { side: 10, show: 20 });

const ALERT_VIEWS = ['found', 'test', 'edit', 'delete'] as const;
export type AlertView = (typeof ALERT_VIEWS)[number];

/** The saved searches: which one is open, and at what. */
export function readAlerts(raw: Raw): { open?: string; view?: AlertView } {
  const { open } = known(raw, { open: 60 });
  const view = ALERT_VIEWS.find((one) => one === raw['view']);
  return { ...(open === undefined ? {} : { open }), ...(view === undefined ? {} : { view }) };
}

/** The review queue: which listing is open. */
export const readReview = (raw: Raw): { listing?: string; side?: string } => known(raw, { listing: 60, side: 10 });

export const DICTIONARY_VIEWS = ['entries', 'unknown'] as const;
type DictionaryView = (typeof DICTIONARY_VIEWS)[number];

/** The dictionary: which part, and the word to begin a new entry with. */
export function readDictionary(raw: Raw): { view?: DictionaryView; term?: string } {
  const view = DICTIONARY_VIEWS.find((one) => one === raw['view']);
  return { ...known(raw, { term: 80 }), ...(view === undefined ? {} : { view }) };
}

/** The matches of a listing: their order, whether all are shown, what is compared. */
export type MatchesState = { sort?: 'trl'; all?: true; compare?: string[] };

/** The ids of what is compared. */
export function readCompared(raw: Raw): { compare?: string[] } {
  const ids = [raw['compare']].flat().filter((one) => typeof one === 'string' && one !== '' && one.length <= 60) as string[];
  return ids.length === 0 ? {} : { compare: [...new Set(ids)].slice(0, MOST_COMPARED) };
}

export const readMatches = (raw: Raw): MatchesState => ({
  ...(raw['sort'] === 'trl' ? { sort: 'trl' } : {}),
  ...(['1', 'true', true].includes(raw['all'] as string | true) ? { all: true } : {}),
  ...readCompared(raw),
});

const PAIR_STATES = ['shortlisted', 'later', 'rejected'] as const;

/** The broker's queue: which state is looked at; those that wait without a word. */
export function readBroker(raw: Raw): { state?: (typeof PAIR_STATES)[number] } {
  const state = PAIR_STATES.find((one) => one === raw['state']);
  return state === undefined ? {} : { state };
}
