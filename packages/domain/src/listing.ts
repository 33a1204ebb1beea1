import type { StateGraph } from './state.ts';

export const LISTING_STATES = [
  'draft',
  'client_check',
  'in_review',
  'returned',
  'published',
  'on_hold',
  'flagged',
  'expiring',
  'expired',
  'archived',
  'withdrawn',
  'closed_deal',
  'closed_owner',
  'retracted',
] as const;
export type ListingState = (typeof LISTING_STATES)[number];

export const LISTING_ACTIONS = [
  'submit',
  'confirm',
  'publish',
  'return',
  'revise',
  'hold',
  'resume',
  'flag',
  'clear',
  'withdraw',
  'retract',
  'approach_expiry',
  'expire',
  'renew',
  'archive',
  'close_deal',
  'close_owner',
] as const;
export type ListingAction = (typeof LISTING_ACTIONS)[number];

/** owner: an editor of the owning organisation; entrant: an editor of the organisation that entered it; clock: the platform's own timer. */
export type ListingActor = 'owner' | 'entrant' | 'moderator' | 'clock';

const live = {
  hold: { to: 'on_hold', by: ['owner', 'moderator'] },
  flag: { to: 'flagged', by: ['moderator'] },
  withdraw: { to: 'withdrawn', by: ['owner'] },
  retract: { to: 'retracted', by: ['owner', 'moderator'] },
  close_deal: { to: 'closed_deal', by: ['owner'] },
  close_owner: { to: 'closed_owner', by: ['owner'] },
} as const;

/**
 * The life of a listing, offers and needs alike (workflows, section 3). `submit` leads to `client_check` when somebody else than the owner
 * entered the record (the capability takes `confirm` at once when the owner's consent is on file), and a renewed listing is `published` again.
 */
export const LISTING_GRAPH: StateGraph<ListingState, ListingAction, ListingActor> = {
  draft: { submit: { to: 'client_check', by: ['owner', 'entrant'] }, withdraw: { to: 'withdrawn', by: ['owner', 'entrant'] } },
  client_check: { confirm: { to: 'in_review', by: ['owner'] }, return: { to: 'returned', by: ['owner', 'moderator'] } },
  in_review: { publish: { to: 'published', by: ['moderator', 'clock'] }, return: { to: 'returned', by: ['moderator'] } },
  returned: { revise: { to: 'draft', by: ['owner', 'entrant'] }, withdraw: { to: 'withdrawn', by: ['owner', 'entrant'] } },
  published: { ...live, approach_expiry: { to: 'expiring', by: ['clock'] } },
  expiring: { ...live, renew: { to: 'published', by: ['owner'] }, expire: { to: 'expired', by: ['clock'] } },
  on_hold: {
    resume: { to: 'published', by: ['owner', 'moderator'] },
    withdraw: { to: 'withdrawn', by: ['owner'] },
    retract: { to: 'retracted', by: ['owner', 'moderator'] },
  },
  flagged: { clear: { to: 'published', by: ['moderator'] }, withdraw: { to: 'withdrawn', by: ['owner', 'moderator'] } },
  expired: {
    renew: { to: 'published', by: ['owner'] },
    archive: { to: 'archived', by: ['clock', 'owner'] },
    retract: { to: 'retracted', by: ['owner', 'moderator'] },
  },
  archived: { retract: { to: 'retracted', by: ['owner', 'moderator'] } },
  withdrawn: {},
  closed_deal: {},
  closed_owner: {},
  retracted: {},
};

/** What a person may be offered to do; `edit` is no step of the graph, `close` stands for both ways of closing. */
export const LISTING_ACTS = [
  'edit',
  'submit',
  'confirm',
  'publish',
  'return',
  'revise',
  'hold',
  'resume',
  'flag',
  'clear',
  'withdraw',
  'retract',
  'renew',
  'close',
] as const;
export type ListingAct = (typeof LISTING_ACTS)[number];

/** How a listing ended; `deal` for a transfer brought about, the rest by the owner's word. The last three are outcomes of needs. */
export const CLOSE_OUTCOMES = ['deal', 'owner_decision', 'solved', 'partly_solved', 'no_source_found'] as const;
export type CloseOutcome = (typeof CLOSE_OUTCOMES)[number];

/** The edge an outcome takes, and how far it says a need has come. */
export function closingOf(outcome: CloseOutcome): { action: 'close_deal' | 'close_owner'; progress: NeedProgress | null } {
  if (outcome === 'deal') return { action: 'close_deal', progress: 'solved' };
  return { action: 'close_owner', progress: outcome === 'owner_decision' ? null : outcome };
}

/**
 * The life of one version that succeeds a published one: the listing itself stays where it is meanwhile. A version replaced by a newer
 * one before its review ends as `superseded`.
 */
export const VERSION_STATES = ['draft', 'in_review', 'published', 'returned', 'superseded'] as const;
export type VersionState = (typeof VERSION_STATES)[number];
export const VERSION_GRAPH: StateGraph<VersionState, 'submit' | 'publish' | 'return' | 'supersede', ListingActor> = {
  draft: { submit: { to: 'in_review', by: ['owner'] } },
  in_review: {
    publish: { to: 'published', by: ['moderator', 'clock'] },
    return: { to: 'returned', by: ['moderator'] },
    supersede: { to: 'superseded', by: ['owner'] },
  },
  published: {},
  returned: {},
  superseded: {},
};

/** States in which a further version may be written and handed in while the listing stays where it is. */
export const SUCCEEDING_STATES = [
  'in_review',
  'published',
  'expiring',
  'on_hold',
  'flagged',
  'expired',
] as const satisfies readonly ListingState[];

/** States in which the published version is shown to everyone (for a public audience). */
export const SHOWN_STATES = ['published', 'expiring'] as const satisfies readonly ListingState[];

/** States of a listing that was public and has ended: its address says so. One on hold or under a flag is only not found. */
export const ENDED_STATES = ['expired', 'archived', 'withdrawn', 'closed_deal', 'closed_owner'] as const satisfies readonly ListingState[];

/** How far a published need has come; a second column beside the state (workflows, section 2). */
export const NEED_PROGRESS = [
  'open',
  'matching',
  'shortlisted',
  'in_contact',
  'met',
  'solved',
  'partly_solved',
  'no_source_found',
] as const;
export type NeedProgress = (typeof NEED_PROGRESS)[number];

/** First term and renewal in days, notice before the end, latest renewal after it (EEN's published rules). */
export const LISTING_TERM = { days: 365, noticeDays: 14, renewableDays: 30, lateRenewalDays: 365, renewals: 1 } as const;

export const FINDING_LEVELS = ['blocker', 'major', 'minor'] as const;

/** Reasons a reviewer may give, each with its level (workflows, section 3). */
export const REVIEW_FINDINGS = {
  wrong_type: 'blocker',
  plain_advert: 'blocker',
  no_partner_role: 'blocker',
  banned_technology: 'blocker',
  masked_owner_leaked: 'blocker',
  missing_co_owner_consent: 'blocker',
  unsupported_claim: 'blocker',
  unclear_problem: 'major',
  weak_evidence: 'major',
  wrong_classification: 'major',
  language_quality: 'minor',
  missing_translation: 'minor',
} as const satisfies Record<string, (typeof FINDING_LEVELS)[number]>;
export type ReviewFinding = keyof typeof REVIEW_FINDINGS;
