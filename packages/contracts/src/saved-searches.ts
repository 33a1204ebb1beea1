import { RHYTHMS, SAVED_SEARCH_ACTIONS, THRESHOLDS } from '@ketnoi/domain/saved-search';
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { Card } from './listing-shapes.ts';
import { searchFilters, Words } from './search.ts';
import { closed, IdParams, Instant, LanguageCode, Line, nullable, oneOf, Page, pageQuery, Uuid } from './shapes.ts';

/** What is searched for, in the names of `GET /api/search`; at least words or one filter. */
const SavedQuery = closed({
  q: Type.Optional(Words),
  ...searchFilters,
  /** Only the words typed: no synonyms, no translations. */
  exact: Type.Optional(Type.Boolean()),
  /** False: not the words of the other language. */
  translate: Type.Optional(Type.Boolean()),
});
export type SavedQuery = Static<typeof SavedQuery>;

const settings = {
  name: Line(120),
  query: SavedQuery,
  /** The reader's, taken when the words do not tell theirs. */
  language: LanguageCode,
  rhythm: oneOf(RHYTHMS),
  /** How strong a listing must be to alert: all words in title or keywords, all words anywhere, or the more telling half of them. */
  threshold: oneOf(THRESHOLDS),
};

/** A search that is kept; nobody but its owner learns that it exists. */
export const SavedSearch = closed({
  id: Uuid,
  version: Type.Integer(),
  ...settings,
  /** In whose name it was saved; alerts end when its owner leaves that organisation. */
  organisationId: nullable(Uuid),
  /** Why it alerts of nothing at present; null while it does. */
  stopped: nullable(oneOf(['paused', 'unsubscribed', 'left_organisation', 'email_unverified'])),
  pausedAt: nullable(Instant),
  /** Listings found since that are shown now and that its owner has not looked at; counted up to 100. */
  newCount: Type.Integer({ minimum: 0, maximum: 100 }),
  /** When it last found a listing, and when a letter last told of one. */
  lastAlertAt: nullable(Instant),
  lastSentAt: nullable(Instant),
  /** When the next letter goes out if there is something to tell; null while it is stopped, and where it writes at once. */
  nextSendAt: nullable(Instant),
  createdAt: Instant,
  updatedAt: Instant,
  can: Type.Array(oneOf(SAVED_SEARCH_ACTIONS)),
});
export type SavedSearch = Static<typeof SavedSearch>;

/** One listing a search found: new to the exchange, or published anew with another text. */
const Alert = closed({ card: Card, reason: oneOf(['new', 'changed']), at: Instant, seen: Type.Boolean(), sentAt: nullable(Instant) });

const unsaveable = ['listing.code_unknown', 'saved_search.empty'] as const;

export const listSavedSearches = endpoint({
  method: 'GET',
  url: '/api/saved-searches',
  access: 'account',
  summary: 'The caller’s saved searches, newest first, at most a hundred',
  response: { 200: Page(SavedSearch) },
});

export const saveSearch = endpoint({
  method: 'POST',
  url: '/api/saved-searches',
  access: 'account',
  summary: 'Save a search, so that new listings it would find are told of; for the acting organisation where there is one',
  body: closed({
    ...settings,
    language: Type.Optional(LanguageCode),
    rhythm: Type.Optional(settings.rhythm),
    threshold: Type.Optional(settings.threshold),
  }),
  response: { 201: SavedSearch },
  problems: [...unsaveable, 'saved_search.too_many'],
});

export const getSavedSearch = endpoint({
  method: 'GET',
  url: '/api/saved-searches/:id',
  access: 'account',
  summary: 'One of the caller’s saved searches',
  params: IdParams,
  response: { 200: SavedSearch },
});

export const changeSavedSearch = endpoint({
  method: 'PATCH',
  url: '/api/saved-searches/:id',
  access: 'account',
  summary: 'Change a saved search; what it found before stays listed, letters tell of what the new one finds',
  params: IdParams,
  conditional: true,
  body: Type.Partial(closed(settings), { additionalProperties: false, minProperties: 1 }),
  response: { 200: SavedSearch },
  problems: unsaveable,
});

export const deleteSavedSearch = endpoint({
  method: 'DELETE',
  url: '/api/saved-searches/:id',
  access: 'account',
  summary: 'Delete a saved search with all it found',
  params: IdParams,
  response: { 204: null },
});

export const pauseSavedSearch = endpoint({
  method: 'POST',
  url: '/api/saved-searches/:id/pause',
  access: 'account',
  summary: 'Let a saved search rest: it finds nothing and writes nothing until it is resumed',
  params: IdParams,
  conditional: true,
  response: { 200: SavedSearch },
  problems: ['saved_search.action_not_possible'],
});

export const resumeSavedSearch = endpoint({
  method: 'POST',
  url: '/api/saved-searches/:id/resume',
  access: 'account',
  summary: 'Let a paused search go on with what is published from now on',
  params: IdParams,
  conditional: true,
  response: { 200: SavedSearch },
  problems: ['saved_search.action_not_possible'],
});

export const testSavedSearch = endpoint({
  method: 'POST',
  url: '/api/saved-searches/:id/test',
  access: 'account',
  summary: 'The newest of the listings shown now that this search would alert of, at most twenty; nothing is sent or kept',
  params: IdParams,
  idempotent: false,
  response: { 200: closed({ items: Type.Array(Card), total: Type.Integer(), totalIsExact: Type.Boolean() }) },
  problems: ['saved_search.action_not_possible'],
});

export const listAlerts = endpoint({
  method: 'GET',
  url: '/api/saved-searches/:id/alerts',
  access: 'account',
  summary: 'What a saved search has found, latest first; listings that are shown now',
  params: IdParams,
  query: closed({ unseen: Type.Optional(Type.Boolean()), lang: Type.Optional(LanguageCode), ...pageQuery }),
  response: { 200: Page(Alert) },
  problems: ['request.cursor_invalid'],
});

export const markAlertsSeen = endpoint({
  method: 'POST',
  url: '/api/saved-searches/:id/alerts/seen',
  access: 'account',
  summary: 'Mark what a saved search has found as looked at: all of it, or all up to a moment',
  params: IdParams,
  body: closed({ upTo: Type.Optional(Instant) }),
  response: { 200: SavedSearch },
});

const LinkParams = closed({ token: Type.String({ minLength: 1, maxLength: 200 }) });

/** What a link of a letter silences. It says nothing of what is searched for. */
const Subscription = closed({
  /** The address the letters go to, masked. */
  email: Type.String(),
  /** How many saved searches the link covers, and how many of them write at present. */
  searches: Type.Integer(),
  active: Type.Integer(),
});

export const readSubscription = endpoint({
  method: 'GET',
  url: '/api/saved-searches/unsubscribe/:token',
  access: 'public',
  summary: 'What the signed link of a letter would silence; changes nothing',
  params: LinkParams,
  response: { 200: Subscription },
  problems: ['saved_search.link_invalid'],
});

export const unsubscribe = endpoint({
  method: 'POST',
  url: '/api/saved-searches/unsubscribe/:token',
  access: 'public',
  summary: 'Pause the saved searches that a signed link covers, without signing in (one click, RFC 8058)',
  params: LinkParams,
  idempotent: false,
  staleTokenAllowed: true,
  consumes: ['application/x-www-form-urlencoded', 'multipart/form-data'],
  form: { 'List-Unsubscribe': Type.Optional(oneOf(['One-Click'])) },
  response: { 200: Subscription },
  problems: ['saved_search.link_invalid'],
});
