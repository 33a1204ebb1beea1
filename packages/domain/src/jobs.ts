import type { DictionaryEntryId, ImportId, ListingId, MailId } from './ids.ts';

/** Every kind of work done behind a request, with what it carries: ids alone, the handler reads the rest anew. */
export type JobPayloads = {
  /** Brings one listing's document in the search index up to its present state, or takes it out. */
  'listing.index': { listingId: ListingId };
  /** The same in the search engine beside PostgreSQL, where there is one. */
  'listing.mirror': { listingId: ListingId };
  /** Hands one stored letter to the mail server. */
  'mail.send': { mailId: MailId };
  /** Reads the rows of one import that are not read yet. */
  'import.run': { importId: ImportId };
  /** Tells the saved searches of one listing that is new or says something new. */
  'alert.match': { listingId: ListingId };
  /** Writes the letters about what saved searches found. */
  'alert.digest': Record<string, never>;
  /** Keeps saved searches in order: those whose words are read otherwise by now are planned anew, news that missed them is made up for. */
  'alert.plan': Record<string, never>;
  /** Does what has fallen due: notices, expiry, archive, breaches. */
  'clock.tick': Record<string, never>;
  /** Compares what is shown with what the search indexes hold, and has what differs indexed anew. */
  'search.reconcile': Record<string, never>;
  /** Has everything read anew that an entry of the dictionary touches. */
  'dictionary.apply': { entryId: DictionaryEntryId };
  /** Collects the words of one need that no table knows, or forgets them with it. */
  'dictionary.collect': { listingId: ListingId };
  /** The same for needs whose present version was not read. */
  'dictionary.sweep': Record<string, never>;
  /** Makes the vectors of what one shown listing says, those of them that it lacks. */
  'match.encode': { listingId: ListingId };
  /** Has vectors made that are missing or of a model used no more, and forgets the old ones. */
  'match.renew': Record<string, never>;
  /** Counts how rare words are among all that is shown, when enough of it has changed; only where candidates come from the search engine. */
  'match.market': Record<string, never>;
  /** Looks which pairs of one listing that is shown are worth a broker's call. */
  'match.suggest': { listingId: ListingId };
  /** Has the next few listings looked at that were not, or not in their present version, by the ranker in use. */
  'match.walk': Record<string, never>;
};

export type JobName = keyof JobPayloads;

type JobKind<Name extends JobName> = {
  /** What the work is about. At most one job of a key waits and at most one runs: a burst of changes collapses, none overtakes another. */
  key: (payload: JobPayloads[Name]) => string;
  /** How many are claimed at once. */
  batch: number;
  /** Done again and again in this rhythm, without anybody asking. */
  everySeconds?: number;
};

/** The closed table of jobs; each also has its queue, made by a migration. */
export const JOBS: { readonly [Name in JobName]: JobKind<Name> } = {
  'listing.index': { key: (payload) => payload.listingId, batch: 200 },
  'listing.mirror': { key: (payload) => payload.listingId, batch: 200 },
  'alert.match': { key: (payload) => payload.listingId, batch: 200 },
  'alert.digest': { key: () => 'all', batch: 1, everySeconds: 30 },
  'alert.plan': { key: () => 'all', batch: 1, everySeconds: 3600 },
  'mail.send': { key: (payload) => payload.mailId, batch: 20 },
  'import.run': { key: (payload) => payload.importId, batch: 1 },
  'clock.tick': { key: () => 'tick', batch: 1, everySeconds: 60 },
  'search.reconcile': { key: () => 'all', batch: 1, everySeconds: 900 },
  'dictionary.apply': { key: (payload) => payload.entryId, batch: 20 },
  'dictionary.collect': { key: (payload) => payload.listingId, batch: 200 },
  'dictionary.sweep': { key: () => 'all', batch: 1, everySeconds: 900 },
  'match.encode': { key: (payload) => payload.listingId, batch: 8 },
  'match.renew': { key: () => 'all', batch: 1, everySeconds: 60 },
  'match.market': { key: () => 'all', batch: 1, everySeconds: 60 },
  'match.suggest': { key: (payload) => payload.listingId, batch: 10 },
  'match.walk': { key: () => 'all', batch: 1, everySeconds: 15 },
};

export const JOB_NAMES = Object.keys(JOBS) as JobName[];

/** How often a job is tried before it is laid aside as dead. */
export const JOB_ATTEMPTS = 12;
