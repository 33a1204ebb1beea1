import { AUDIENCES, KINDS, OFFER_KINDS, SIDES } from '@ketnoi/domain/listing-fields';
import { CLOSE_OUTCOMES, LISTING_STATES, REVIEW_FINDINGS, type ReviewFinding } from '@ketnoi/domain/listing';
import type { ProblemCode } from '@ketnoi/domain/problems';
import { Type, type Static } from 'typebox';
import { endpoint, type Endpoint } from './endpoint.ts';
import { Can, Card, ListingContent, ListingDetail, OrganisationRef } from './listing-shapes.ts';
import { Bilingual, Code, closed, IdParams, Instant, Line, nullable, oneOf, Page, pageQuery, Paragraphs, Several, Uuid } from './shapes.ts';

/** A listing's id, or the reference it got at first publication. */
const ListingParams = closed({
  id: Type.String({ pattern: '^([0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[A-Z]{2,8}-T[ON]-[0-9]{4}-[0-9]{6,12})$' }),
});

const filling: ProblemCode[] = ['listing.code_unknown', 'listing.content_invalid'];
const found: ProblemCode[] = ['record.not_found'];

export const createListing = endpoint({
  method: 'POST',
  url: '/api/listings',
  access: 'editor',
  summary: 'Start a draft of an offer or a need; entered for another organisation it will need that one’s consent',
  body: closed({
    side: oneOf(SIDES),
    kind: oneOf(KINDS),
    ownerOrganisationId: Type.Optional(Uuid),
    masked: Type.Optional(Type.Boolean()),
    audience: Type.Optional(oneOf(AUDIENCES)),
    openForInterest: Type.Optional(Type.Boolean()),
    textLicence: Type.Optional(Line(120)),
    ...ListingContent,
  }),
  response: { 201: ListingDetail },
  problems: [...filling, 'listing.owner_unknown'],
});

export const editListing = endpoint({
  method: 'PATCH',
  url: '/api/listings/:id',
  access: 'editor',
  summary:
    'Change fields one by one; null takes one away. What was submitted or published stays as it is: the change makes the next version',
  params: IdParams,
  body: closed({
    kind: Type.Optional(oneOf(OFFER_KINDS)),
    masked: Type.Optional(Type.Boolean()),
    audience: Type.Optional(oneOf(AUDIENCES)),
    openForInterest: Type.Optional(Type.Boolean()),
    textLicence: Type.Optional(nullable(Line(120))),
    ...ListingContent,
  }),
  response: { 200: ListingDetail },
  conditional: true,
  problems: [...found, ...filling, 'listing.action_not_possible', 'listing.foreign_origin'],
});

export const readListing = endpoint({
  method: 'GET',
  url: '/api/listings/:id',
  access: 'public',
  summary: 'One listing by id or reference, as this caller may see it',
  params: ListingParams,
  query: closed({
    /** For its own people and moderators; without it they get the newest version they work on. */
    shows: Type.Optional(oneOf(['draft', 'review', 'published'])),
    lang: Type.Optional(oneOf(['vi', 'en'])),
  }),
  response: { 200: ListingDetail },
  problems: found,
});

const ListingPage = closed({
  items: Type.Array(Card),
  /** Counted up to 1,001. */
  total: Type.Integer(),
  totalIsExact: Type.Boolean(),
  next: nullable(Type.String()),
});

export const listListings = endpoint({
  method: 'GET',
  url: '/api/listings',
  access: 'public',
  summary: 'Published listings, newest first, without a text query',
  query: closed({
    side: Type.Optional(oneOf(SIDES)),
    kind: Several(oneOf(KINDS)),
    sector: Several(Code),
    province: Several(Code),
    organisation: Type.Optional(Uuid),
    sort: Type.Optional(oneOf(['newest'])),
    lang: Type.Optional(oneOf(['vi', 'en'])),
    ...pageQuery,
  }),
  response: { 200: ListingPage },
  problems: ['request.cursor_invalid'],
});

/** A listing of the acting organisation in whatever state, as its workspace lists it. */
export const MyListing = closed({
  id: Uuid,
  version: Type.Integer(),
  reference: nullable(Type.String()),
  side: oneOf(SIDES),
  kind: oneOf(KINDS),
  title: Bilingual(120),
  state: oneOf(LISTING_STATES),
  progress: nullable(Type.String()),
  audience: oneOf(AUDIENCES),
  masked: Type.Boolean(),
  openForInterest: Type.Boolean(),
  ownerOrganisationId: Uuid,
  enteringOrganisationId: Uuid,
  hasDraft: Type.Boolean(),
  hasReview: Type.Boolean(),
  missing: Type.Array(Type.String()),
  quality: Type.Integer({ minimum: 0, maximum: 100 }),
  notice: nullable(Bilingual(1000)),
  /** Until when a moderator decides on what waits for review. */
  reviewDueAt: nullable(Instant),
  publishedAt: nullable(Instant),
  expiresAt: nullable(Instant),
  updatedAt: Instant,
  can: Can,
});
export type MyListing = Static<typeof MyListing>;

export const listMyListings = endpoint({
  method: 'GET',
  url: '/api/listings/mine',
  access: 'member',
  summary: 'What the acting organisation owns or entered, in every state, last changed first',
  query: closed({
    side: Type.Optional(oneOf(SIDES)),
    state: Several(oneOf(LISTING_STATES)),
    lang: Type.Optional(oneOf(['vi', 'en'])),
    ...pageQuery,
  }),
  response: { 200: Page(MyListing) },
  problems: ['request.cursor_invalid'],
});

/** A version that waits for a moderator. */
export const ReviewTask = closed({
  id: Uuid,
  version: Type.Integer(),
  reference: nullable(Type.String()),
  side: oneOf(SIDES),
  kind: oneOf(KINDS),
  title: Bilingual(120),
  organisation: OrganisationRef,
  masked: Type.Boolean(),
  versionNumber: Type.Integer(),
  /** The listing is published; this is its next version. */
  isSuccessor: Type.Boolean(),
  quality: Type.Integer({ minimum: 0, maximum: 100 }),
  submittedAt: Instant,
  dueAt: nullable(Instant),
  overdue: Type.Boolean(),
  waitingHours: Type.Integer(),
  /** Belongs to an organisation of the caller, who may therefore not decide it. */
  own: Type.Boolean(),
});
export type ReviewTask = Static<typeof ReviewTask>;

export const listReviewQueue = endpoint({
  method: 'GET',
  url: '/api/listings/review',
  access: 'moderator',
  summary: 'What waits for review, longest waiting first',
  query: closed({ side: Type.Optional(oneOf(SIDES)), lang: Type.Optional(oneOf(['vi', 'en'])), ...pageQuery }),
  response: { 200: Page(ReviewTask) },
  problems: ['request.cursor_invalid'],
});

const deciding: ProblemCode[] = ['record.not_found', 'listing.action_not_possible', 'listing.foreign_origin'];

/** A step in the life of a listing: POST with If-Match, answered with the listing as it then stands. */
const act = <const Declared extends Pick<Endpoint, 'url' | 'access' | 'summary'> & Partial<Pick<Endpoint, 'body' | 'problems'>>>(
  declared: Declared,
) => endpoint({ ...declared, method: 'POST', params: IdParams, response: { 200: ListingDetail }, conditional: true });

export const submitListing = act({
  url: '/api/listings/:id/submit',
  access: 'editor',
  summary: 'Hand in the draft: to the owner’s consent, to review, or to publication where no review is due',
  problems: [...deciding, 'listing.incomplete', 'listing.banned_technology', 'account.email_unverified'],
});

export const confirmListing = act({
  url: '/api/listings/:id/confirm',
  access: 'editor',
  summary: 'The owner consents to what was entered for it',
  problems: [...deciding, 'account.email_unverified'],
});

export const publishListing = act({
  url: '/api/listings/:id/publish',
  access: 'moderator',
  summary: 'Decide that the version in review is published, with the moderator’s own look at the list of technologies if given',
  body: closed({
    listCheck: Type.Optional(closed({ status: Code, basis: Line(300) })),
    note: Type.Optional(Paragraphs(2000)),
  }),
  problems: [...deciding, 'listing.own_moderation', 'listing.banned_technology', 'listing.code_unknown'],
});

export const returnListing = act({
  url: '/api/listings/:id/return',
  access: 'account',
  summary: 'Send back what is in review with findings, or, as its owner, what was entered in its name',
  body: closed({
    findings: Type.Array(
      closed({
        code: oneOf(Object.keys(REVIEW_FINDINGS) as ReviewFinding[]),
        field: Type.Optional(Line(60)),
        note: Type.Optional(Line(500)),
      }),
      { maxItems: 40 },
    ),
    note: Paragraphs(2000),
  }),
  problems: [...deciding, 'listing.own_moderation', 'listing.findings_required'],
});

export const reviseListing = act({
  url: '/api/listings/:id/revise',
  access: 'editor',
  summary: 'Take up a returned listing again as a draft',
  problems: deciding,
});

export const holdListing = act({
  url: '/api/listings/:id/hold',
  access: 'account',
  summary: 'Take a published listing out of sight for a while',
  problems: [...deciding, 'listing.own_moderation'],
});

export const resumeListing = act({
  url: '/api/listings/:id/resume',
  access: 'account',
  summary: 'Show a listing again that was on hold',
  problems: [...deciding, 'listing.own_moderation'],
});

export const flagListing = act({
  url: '/api/listings/:id/flag',
  access: 'moderator',
  summary: 'Take a published listing out of sight because something about it must be checked',
  body: closed({ note: Paragraphs(2000) }),
  problems: [...deciding, 'listing.own_moderation'],
});

export const clearListing = act({
  url: '/api/listings/:id/clear',
  access: 'moderator',
  summary: 'Show a flagged listing again',
  problems: [...deciding, 'listing.own_moderation'],
});

export const withdrawListing = act({
  url: '/api/listings/:id/withdraw',
  access: 'account',
  summary: 'Take a listing away for good; it is gone for everyone else at once',
  problems: [...deciding, 'listing.own_moderation'],
});

export const retractListing = act({
  url: '/api/listings/:id/retract',
  access: 'account',
  summary: 'Declare that what was published does not hold; the notice stays wherever the listing appears',
  body: closed({ notice: closed({ vi: Line(1000), en: Line(1000) }) }),
  problems: [...deciding, 'listing.own_moderation'],
});

export const renewListing = act({
  url: '/api/listings/:id/renew',
  access: 'editor',
  summary: 'Publish for another term, once, from 30 days before the end to a year after it',
  problems: [...deciding, 'listing.not_renewable'],
});

export const closeListing = act({
  url: '/api/listings/:id/close',
  access: 'editor',
  summary: 'End a listing with its outcome',
  body: closed({ outcome: oneOf(CLOSE_OUTCOMES) }),
  problems: [...deciding, 'listing.outcome_unfit'],
});
