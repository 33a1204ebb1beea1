import type { ListingId } from '@ketnoi/domain/ids';
import type { Bilingual, Language } from '@ketnoi/domain/language';
import type { Facet, SearchSort } from '@ketnoi/domain/search';
import type { QueryPlan } from '@ketnoi/language/query';
import type { LivingTables } from './living-tables.ts';

/** What a search is narrowed by: values of one facet are alternatives, facets combine. `trl` holds levels, `openForInterest` holds `true`. */
export type Filters = Partial<Record<Facet, readonly string[]>>;

/** The sort values of the last hit of a page, for the same search to go on from. */
export type Position = readonly (string | number)[];

export type SearchRequest = {
  /** As typed; empty to browse what the filters leave, newest first. */
  text: string;
  /** The reader's, taken when the words do not tell theirs. */
  language: Language;
  filters: Filters;
  sort: SearchSort;
  facets: readonly Facet[];
  limit: number;
  after: Position | null;
  /** Only the words typed: no synonyms, translations, corrections, and nothing that holds only some of the words. */
  exact: boolean;
  /** False leaves out what says the same in the other language. */
  translate?: boolean;
};

export type Hit = { listingId: ListingId; version: number; score: number };
export type FacetCount = { code: string; count: number };
export type FacetCounts = Partial<Record<Facet, readonly FacetCount[]>>;
export type EngineName = 'postgresql' | 'meilisearch';

/** What an engine found. With words counting stops at 1,001; without, PostgreSQL counts all once its facets are in memory. */
export type Found = {
  hits: readonly Hit[];
  total: number;
  /** Then the facets are exact too. */
  totalIsExact: boolean;
  /** Nothing holds all the words; these are the closest. */
  closest: boolean;
  facets: FacetCounts;
  next: Position | null;
};

/** How a query was read, for the page to say. */
export type Understanding = {
  understoodAs: string | null;
  alsoSearched: readonly { text: string; kind: 'synonym' | 'translation'; language: Language | null }[];
  /** Words left out because no listing has them or because they were too many. */
  dropped: readonly string[];
  /** No listing holds all the words: these are the closest. */
  closest: boolean;
};

export type SearchResult = Omit<Found, 'closest'> & {
  reading: Understanding;
  /** Queries to offer instead of the one typed. */
  corrections: readonly string[];
  /** What was searched in the end; highlights are made with it. Null when nothing was typed. */
  plan: QueryPlan | null;
  engine: EngineName;
};

/** A shown listing as it is searched: its public projection and nothing else. Codes of fields and sectors come with all codes above them. */
export type SearchDocument = {
  listingId: ListingId;
  version: number;
  reference: string;
  side: string;
  kind: string;
  title: Bilingual;
  summary: Bilingual;
  keywords: Record<Language, readonly string[]>;
  /** All other public text. */
  description: Bilingual;
  /** Names it is found by beside its own words: its organisation's, its province's present and former ones, the numbers of its titles. */
  names: readonly string[];
  /** Patent classes; codes that stand in a text are found there. */
  codes: readonly string[];
  province: string | null;
  region: string | null;
  trl: number | null;
  techClass: string | null;
  organisationType: string | null;
  country: string | null;
  openForInterest: boolean;
  sectors: readonly string[];
  fields: readonly string[];
  ipStatuses: readonly string[];
  transferModes: readonly string[];
  languages: readonly string[];
  verified: boolean;
  completeness: number;
  publishedAt: Date;
  expiresAt: Date;
};

/** What makes listings close to a query none of them answers whole: a weight for each term of the plan, and the share of it they must hold. */
export type Closeness = { weights: readonly number[]; share: number };

/** One planned question to an engine. With `closest`, listings are accepted that hold part of the terms, ranked by the weight of what they hold. */
export type EngineQuery = Omit<SearchRequest, 'text' | 'language' | 'exact' | 'translate'> & {
  plan: QueryPlan | null;
  closest: Closeness | null;
};

/** All documents in pages, from the beginning each time it is called. */
export type Documents = () => AsyncIterable<readonly SearchDocument[]>;

/** How far a rebuild has come. */
export type Progress = (done: number) => void;

/** A search engine behind the port. It finds and counts; what it finds is re-read and re-authorised by the caller. */
export type Engine = {
  name: EngineName;
  find: (query: EngineQuery) => Promise<Found>;
  /** Adds or replaces; returns when it can be found. Older versions never replace newer ones. */
  index: (documents: readonly SearchDocument[]) => Promise<void>;
  /** Takes out; unknown ids are no error. */
  remove: (ids: readonly ListingId[]) => Promise<void>;
  /** Fills a new index aside from the given documents, then puts it in the live one's place; no search meanwhile finds it empty. */
  rebuild: (documents: Documents, progress: Progress) => Promise<{ documents: number }>;
};

/**
 * How an engine beside PostgreSQL stands: `ready` to be asked; `unbuilt`, without an index of ours; `foreign`, with an index that has other
 * settings than ours, named in `differs`; or `away`, and why.
 */
export type Standing = {
  state: 'ready' | 'unbuilt' | 'foreign' | 'away';
  /** Null when it is not told. */
  version: string | null;
  isRecordedVersion: boolean | null;
  differs: readonly string[];
  why?: string;
};

export type Held = { id: string; version: number };

/**
 * The index of an engine beside PostgreSQL, as those who keep it see it. Its changes throw an error of the name `EngineAway` (see `isAway`)
 * when the engine cannot take any.
 */
export type Mirror = Pick<Engine, 'index' | 'remove' | 'rebuild'> & {
  /** Asks the engine how it stands. */
  check: () => Promise<Standing>;
  /** Whether a rebuild was begun and not finished. */
  hasUnfinishedRebuild: () => Promise<boolean>;
  /** What the index holds, in an order that stays as it is while nothing changes. */
  held: (page: { offset: number; limit: number }) => Promise<Held[]>;
  /** What it holds of these. */
  heldOf: (ids: readonly string[]) => Promise<Held[]>;
  /** Whether changes are refused without being tried, since one failed because the engine was away. */
  isAway: () => boolean;
  /** Lets changes through again; the first that fails closes the way anew. */
  tryAgain: () => void;
  /** Whether a change has gone through since it was asked last after the engine was away. */
  hasReturned: () => boolean;
};

/** Who answers searches at the moment, and what those who watch over the service should know of it. */
export type Answering = { engine: EngineName; remark: string | null };

/** What features call. */
export type Search = {
  search: (request: SearchRequest) => Promise<SearchResult>;
  /** What searches are read with, and every other text. */
  tables: LivingTables;
  /** These three write PostgreSQL's index. */
  index: Engine['index'];
  remove: Engine['remove'];
  rebuild: Engine['rebuild'];
  answering: () => Promise<Answering>;
  /** The engine beside PostgreSQL, where there is one. */
  mirror: Mirror | null;
};
