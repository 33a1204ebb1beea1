import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { Card, Origin, Texts, Translation, Values } from './listing-shapes.ts';
import { closed, Instant, nullable, Uuid } from './shapes.ts';

/** One change: the listing as everyone may see it now, or a tombstone for one that everyone could see once. */
export const FeedEntry = closed({
  id: Uuid,
  reference: nullable(Type.String()),
  version: Type.Integer(),
  changedAt: Instant,
  gone: Type.Boolean(),
  listing: nullable(
    closed({
      card: Card,
      versionNumber: Type.Integer(),
      masked: Type.Boolean(),
      texts: Texts,
      values: Values,
      translations: Type.Array(Translation),
      origin: Origin,
    }),
  ),
});
export type FeedEntry = Static<typeof FeedEntry>;

export const readFeed = endpoint({
  method: 'GET',
  url: '/api/feed',
  access: 'public',
  summary:
    'What has changed among the public listings of this exchange since a place in the feed, oldest change first; a listing appears with its last change',
  query: closed({
    /** Where the reader has got to: the `next` of its last answer; without it, from the beginning. */
    after: Type.Optional(Type.String({ maxLength: 600 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  response: {
    200: closed({
      items: Type.Array(FeedEntry),
      /** To be kept and given as `after` next time, also when nothing was new; null while the feed is empty. */
      next: nullable(Type.String()),
      /** There may be more at once. */
      more: Type.Boolean(),
    }),
  },
  problems: ['request.cursor_invalid'],
});
