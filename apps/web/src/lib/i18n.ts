import type { Language } from '@ketnoi/domain/language';
import { use } from 'react';
import type { fields } from '../locales/vi/fields.ts';
import type { home } from '../locales/vi/home.ts';
import type { listing } from '../locales/vi/listing.ts';
import type { search } from '../locales/vi/search.ts';
import type { shell } from '../locales/vi/shell.ts';
import type { forms } from '../locales/vi/forms.ts';
import type { accounts } from '../locales/vi/accounts.ts';
import type { listingForm } from '../locales/vi/listing-form.ts';
import type { workspace } from '../locales/vi/workspace.ts';
import type { review } from '../locales/vi/review.ts';
import type { alerts } from '../locales/vi/alerts.ts';
import type { searchMore } from '../locales/vi/search-more.ts';
import type { suggest } from '../locales/vi/suggest.ts';
import type { matches } from '../locales/vi/matches.ts';
import type { aboutMatching } from '../locales/vi/about-matching.ts';
import type { broker } from '../locales/vi/broker.ts';
import type { dictionary } from '../locales/vi/dictionary.ts';
import { language } from './language.ts';

/**
 * The words of the product by area; an area is loaded with the route that speaks it. The Vietnamese file gives the keys,
 * the English one is checked against it, so a missing or extra key does not compile.
 */
type Words = {
  shell: typeof shell;
  fields: typeof fields;
  home: typeof home;
  search: typeof search;
  listing: typeof listing;
  forms: typeof forms;
  accounts: typeof accounts;
  listingForm: typeof listingForm;
  workspace: typeof workspace;
  review: typeof review;
  alerts: typeof alerts;
  searchMore: typeof searchMore;
  suggest: typeof suggest;
  matches: typeof matches;
  aboutMatching: typeof aboutMatching;
  broker: typeof broker;
  dictionary: typeof dictionary;
};

export type Area = keyof Words;

const files: { [Name in Area]: Record<Language, () => Promise<Words[Name]>> } = {
  shell: {
    vi: async () => (await import('../locales/vi/shell.ts')).shell,
    en: async () => (await import('../locales/en/shell.ts')).shell,
  },
  fields: {
    vi: async () => (await import('../locales/vi/fields.ts')).fields,
    en: async () => (await import('../locales/en/fields.ts')).fields,
  },
  home: {
    vi: async () => (await import('../locales/vi/home.ts')).home,
    en: async () => (await import('../locales/en/home.ts')).home,
  },
  search: {
    vi: async () => (await import('../locales/vi/search.ts')).search,
    en: async () => (await import('../locales/en/search.ts')).search,
  },
  listing: {
    vi: async () => (await import('../locales/vi/listing.ts')).listing,
    en: async () => (await import('../locales/en/listing.ts')).listing,
  },
  forms: {
    vi: async () => (await import('../locales/vi/forms.ts')).forms,
    en: async () => (await import('../locales/en/forms.ts')).forms,
  },
  accounts: {
    vi: async () => (await import('../locales/vi/accounts.ts')).accounts,
    en: async () => (await import('../locales/en/accounts.ts')).accounts,
  },
  listingForm: {
    vi: async () => (await import('../locales/vi/listing-form.ts')).listingForm,
    en: async () => (await import('../locales/en/listing-form.ts')).listingForm,
  },
  workspace: {
    vi: async () => (await import('../locales/vi/workspace.ts')).workspace,
    en: async () => (await import('../locales/en/workspace.ts')).workspace,
  },
  review: {
    vi: async () => (await import('../locales/vi/review.ts')).review,
    en: async () => (await import('../locales/en/review.ts')).review,
  },
  alerts: {
    vi: async () => (await import('../locales/vi/alerts.ts')).alerts,
    en: async () => (await import('../locales/en/alerts.ts')).alerts,
  },
  searchMore: {
    vi: async () => (await import('../locales/vi/search-more.ts')).searchMore,
    en: async () => (await import('../locales/en/search-more.ts')).searchMore,
  },
  suggest: {
    vi: async () => (await import('../locales/vi/suggest.ts')).suggest,
    en: async () => (await import('../locales/en/suggest.ts')).suggest,
  },
  matches: {
    vi: async () => (await import('../locales/vi/matches.ts')).matches,
    en: async () => (await import('../locales/en/matches.ts')).matches,
  },
  aboutMatching: {
    vi: async () => (await import('../locales/vi/about-matching.ts')).aboutMatching,
    en: async () => (await import('../locales/en/about-matching.ts')).aboutMatching,
  },
  broker: {
    vi: async () => (await import('../locales/vi/broker.ts')).broker,
    en: async () => (await import('../locales/en/broker.ts')).broker,
  },
  dictionary: {
    vi: async () => (await import('../locales/vi/dictionary.ts')).dictionary,
    en: async () => (await import('../locales/en/dictionary.ts')).dictionary,
  },
};

const loaded: Partial<Words> = {};
const pending = new Map<Area, Promise<void>>();

async function load(area: Area): Promise<void> {
  Object.assign(loaded, { [area]: await files[area][language]() });
}

/** Loads the words of an area once; routes await it beside their page. */
export function loadWords(area: Area): Promise<void> {
  let promise = pending.get(area);
  if (promise === undefined) {
    promise = load(area);
    pending.set(area, promise);
  }
  return promise;
}

/** The words of an area in the language of the document. Waits (suspends) when the route did not load them. */
export function useWords<Name extends Area>(area: Name): Words[Name] {
  if (loaded[area] === undefined) use(loadWords(area));
  return loaded[area] as Words[Name];
}
