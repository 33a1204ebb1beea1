import { belongsTo, hasGrant, type Actor } from './actor.ts';
import type { OrganisationId } from './ids.ts';
import {
  LISTING_ACTS,
  LISTING_GRAPH,
  LISTING_TERM,
  SHOWN_STATES,
  SUCCEEDING_STATES,
  VERSION_GRAPH,
  type ListingAct,
  type ListingActor,
  type ListingState,
} from './listing.ts';
import type { Audience } from './listing-fields.ts';
import type { ProblemCode } from './problems.ts';
import { TIERS, type Tier } from './tiers.ts';

const DAY = 86_400_000;

/** What the policy asks of a listing. */
export type ListingSubject = {
  state: ListingState;
  audience: Audience;
  /** Its home is another exchange. */
  foreign: boolean;
  ownerOrganisationId: OrganisationId;
  enteringOrganisationId: OrganisationId;
  hasDraft: boolean;
  /** A version waits for a moderator. */
  inReview: boolean;
  /** A version was handed in and is not published: it waits for consent or review, or was sent back. */
  handedIn: boolean;
  hasPublished: boolean;
  expiresAt: Date | null;
  renewals: number;
};

/** What an actor is to a listing. */
export type Standing = {
  /** A person of the owning or entering organisation, in whatever role. */
  own: boolean;
  roles: readonly ListingActor[];
  /** A moderator who belongs to one of its organisations and therefore does not moderate it. */
  conflicted: boolean;
};

/** Acts and roles by the organisation the actor acts for; knowledge by all he belongs to. */
export function standingOf(actor: Actor, subject: ListingSubject): Standing {
  if (actor.kind === 'anonymous') return { own: false, roles: [], conflicted: false };
  if (actor.kind === 'system') return { own: true, roles: ['owner', 'entrant', 'clock'], conflicted: false };
  const own = belongsTo(actor, subject.ownerOrganisationId) || belongsTo(actor, subject.enteringOrganisationId);
  const acting = actor.acting !== null && actor.acting.role !== 'viewer' ? actor.acting.organisationId : null;
  const moderates = hasGrant(actor, 'moderator') || hasGrant(actor, 'admin');
  const roles: ListingActor[] = [];
  if (acting === subject.ownerOrganisationId) roles.push('owner');
  if (acting === subject.enteringOrganisationId) roles.push('entrant');
  if (moderates && !own) roles.push('moderator');
  return { own, roles, conflicted: moderates && own };
}

/** Is it shown to everyone? A retracted listing stays, with its notice. */
export function isPublic(subject: Pick<ListingSubject, 'state' | 'audience' | 'hasPublished'>): boolean {
  const shown = (SHOWN_STATES as readonly ListingState[]).includes(subject.state) || subject.state === 'retracted';
  return shown && subject.audience === 'public' && subject.hasPublished;
}

/** May this actor know that the listing exists? Moderators know what was ever handed in and not taken back to a draft. */
export function mayKnow(standing: Standing, subject: ListingSubject): boolean {
  if (isPublic(subject) || standing.own) return true;
  return standing.roles.includes('moderator') && (subject.handedIn || subject.hasPublished);
}

/** The tiers of a listing this actor may read. Counterparties under NDA and in a data room join with those nouns. */
export function readableTiers(standing: Standing, isVerifiedMember: boolean): readonly Tier[] {
  if (standing.own) return TIERS;
  return standing.roles.includes('moderator') || isVerifiedMember ? ['public', 'member'] : ['public'];
}

const isSucceeding = (state: ListingState): boolean => (SUCCEEDING_STATES as readonly ListingState[]).includes(state);

/** From 30 days before the end to a year after it, once. */
function isRenewable(subject: Pick<ListingSubject, 'expiresAt' | 'renewals'>, now: Date): boolean {
  if (subject.expiresAt === null || subject.renewals >= LISTING_TERM.renewals) return false;
  const end = subject.expiresAt.getTime();
  return now.getTime() >= end - LISTING_TERM.renewableDays * DAY && now.getTime() <= end + LISTING_TERM.lateRenewalDays * DAY;
}

/** Who may do it in this state; null when the state does not allow it at all. Later versions of a listing have a life of their own. */
function doers(act: ListingAct, subject: ListingSubject): readonly ListingActor[] | null {
  const { state } = subject;
  const graph = LISTING_GRAPH[state];
  if (act === 'edit') return state === 'draft' || state === 'returned' || isSucceeding(state) ? ['owner', 'entrant'] : null;
  if (act === 'close') return graph.close_owner?.by ?? null;
  if (act === 'submit' && isSucceeding(state)) return subject.hasDraft ? (VERSION_GRAPH.draft.submit?.by ?? null) : null;
  if ((act === 'publish' || act === 'return') && isSucceeding(state))
    return subject.inReview ? (VERSION_GRAPH.in_review[act]?.by ?? null) : null;
  return graph[act]?.by ?? null;
}

/** Who may ever do it, whatever the state: tells a refusal for good from a refusal for now. */
const EVER: Readonly<Record<ListingAct, readonly ListingActor[]>> = {
  edit: ['owner', 'entrant'],
  submit: ['owner', 'entrant'],
  confirm: ['owner'],
  publish: ['moderator', 'clock'],
  return: ['owner', 'moderator'],
  revise: ['owner', 'entrant'],
  hold: ['owner', 'moderator'],
  resume: ['owner', 'moderator'],
  flag: ['moderator'],
  clear: ['moderator'],
  withdraw: ['owner', 'entrant', 'moderator'],
  retract: ['owner', 'moderator'],
  renew: ['owner'],
  close: ['owner'],
};

const holdsOne = (standing: Standing, roles: readonly ListingActor[]): boolean => roles.some((role) => standing.roles.includes(role));

/** Why the actor may not do it now, or null when he may. What he may not know of is not found, never forbidden. */
export function refusalOf(act: ListingAct, standing: Standing, listing: { subject: ListingSubject; now: Date }): ProblemCode | null {
  const { subject, now } = listing;
  if (!mayKnow(standing, subject)) return 'record.not_found';
  const allowed = doers(act, subject);
  const moderators = (allowed ?? EVER[act]).includes('moderator');
  if (standing.conflicted && moderators && !holdsOne(standing, allowed ?? EVER[act])) return 'listing.own_moderation';
  if (!holdsOne(standing, EVER[act])) return 'access.forbidden';
  if (subject.foreign) return 'listing.foreign_origin';
  if (allowed === null) return 'listing.action_not_possible';
  if (!holdsOne(standing, allowed)) return 'access.forbidden';
  return act === 'renew' && !isRenewable(subject, now) ? 'listing.not_renewable' : null;
}

/** Everything the actor may do to the listing now, in the order of `LISTING_ACTS`. */
export function actsOf(standing: Standing, subject: ListingSubject, now: Date): ListingAct[] {
  return standing.roles.length === 0 ? [] : LISTING_ACTS.filter((act) => refusalOf(act, standing, { subject, now }) === null);
}
