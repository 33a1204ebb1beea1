import type { Facet } from '@ketnoi/domain/search';
import type { Settings } from 'meilisearch';
import { embedderOf, type VectorModel } from './vectors.ts';

/** The attribute each facet is filtered and counted by. */
export const ATTRIBUTES: Readonly<Record<Facet, string>> = {
  side: 'side',
  kind: 'kind',
  field: 'fields',
  sector: 'sectors',
  province: 'province',
  region: 'region',
  trl: 'trl',
  techClass: 'techClass',
  ipStatus: 'ipStatus',
  transferMode: 'transferModes',
  country: 'country',
  organisationType: 'organisationType',
  language: 'languages',
  openForInterest: 'openForInterest',
};

/** Which attributes a query looks in: all in plain letters, those of one language, or those with the marks spelt out. */
export type Look = 'plain' | 'vi' | 'en' | 'marks';

const named = (parts: readonly string[], suffixes: readonly string[]): string[] =>
  parts.flatMap((part) => suffixes.map((suffix) => `${part}_${suffix}`));

/**
 * How far a query looks. `everything` is what the product asks; `headings` leaves descriptions and names out, as the recordings in the specs
 * were made.
 */
export type Reach = 'everything' | 'headings';

/** The attributes of a query, in the form the recordings have them: codes first, then part by part. */
export function searchedAttributes(look: Look, reach: Reach): string[] {
  const suffixes: Record<Look, readonly string[]> = { plain: ['vi', 'en'], vi: ['vi'], en: ['en'], marks: ['marks'] };
  const parts = ['title', 'keywords', 'summary', ...(reach === 'everything' ? ['description'] : [])];
  const names = reach === 'everything' && look !== 'en' ? ['names'] : [];
  return ['reference', 'codes', ...named(parts, suffixes[look]), ...names];
}

/**
 * The settings of our index. Order of attributes is rank: codes, then title over keywords over summary over description, spelt-out marks above
 * plain letters. `sort` as the first rule makes "newest" strict and changes nothing where no order is asked. Only ids and versions ever leave.
 */
export const settings = {
  searchableAttributes: ['reference', 'codes', ...named(['title', 'keywords', 'summary', 'description'], ['marks', 'vi', 'en']), 'names'],
  filterableAttributes: [...Object.values(ATTRIBUTES), 'publishedAt', 'expiresAt'],
  sortableAttributes: ['publishedAt', 'expiresAt'],
  displayedAttributes: ['id', 'version'],
  rankingRules: ['sort', 'words', 'typo', 'proximity', 'attributeRank', 'wordPosition', 'exactness'],
  typoTolerance: {
    enabled: true,
    minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 },
    disableOnAttributes: ['reference', 'codes', ...named(['title', 'keywords', 'summary', 'description'], ['marks'])],
    disableOnWords: [],
    disableOnNumbers: true,
  },
  faceting: { maxValuesPerFacet: 300, sortFacetValuesBy: { '*': 'count' } },
  pagination: { maxTotalHits: 1000 },
  searchCutoffMs: 1500,
  synonyms: {},
  stopWords: [],
} satisfies Settings;

/** The settings of an index whose documents carry vectors by these models. */
export function settingsWith(models: readonly VectorModel[]): Settings {
  const embedders = models.map(({ model, dimensions }) => [embedderOf(model), { source: 'userProvided', dimensions }] as const);
  return { ...settings, embedders: Object.fromEntries(embedders) };
}

/** The names of the embedders of an index. */
export function embeddersIn(theirs: unknown): string[] {
  const { embedders } = (typeof theirs === 'object' && theirs !== null ? theirs : {}) as { embedders?: unknown };
  return typeof embedders === 'object' && embedders !== null ? Object.keys(embedders) : [];
}

/** Lists whose order means nothing: the engine gives some of them back sorted. */
const UNORDERED: ReadonlySet<string> = new Set([
  'filterableAttributes',
  'sortableAttributes',
  'disableOnAttributes',
  'disableOnWords',
  'stopWords',
]);

function isSame(ours: unknown, theirs: unknown, name: string): boolean {
  if (Array.isArray(ours)) {
    if (!Array.isArray(theirs) || ours.length !== theirs.length) return false;
    const sorted = (list: readonly unknown[]): unknown[] => (UNORDERED.has(name) ? list.map(String).toSorted() : [...list]);
    return JSON.stringify(sorted(ours)) === JSON.stringify(sorted(theirs));
  }
  if (typeof ours !== 'object' || ours === null) return ours === theirs;
  if (typeof theirs !== 'object' || theirs === null) return Object.keys(ours).length === 0 && theirs === undefined;
  if (Object.keys(ours).length === 0) return Object.keys(theirs).length === 0;
  return Object.entries(ours).every(([key, value]) => isSame(value, (theirs as Record<string, unknown>)[key], key));
}

/** The names of the wanted settings that an index does not have as we want them; what we do not set may be as it is. */
export function differingSettings(theirs: unknown, wanted: Settings): string[] {
  const given = typeof theirs === 'object' && theirs !== null ? (theirs as Record<string, unknown>) : {};
  return Object.entries(wanted)
    .filter(([name, ours]) => !isSame(ours, given[name], name))
    .map(([name]) => name);
}
