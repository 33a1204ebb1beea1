import type { SignedIn } from './actor.ts';
import { actionsFrom, type StateGraph } from './state.ts';
import { shiftDay } from './working-days.ts';

/** What one broker's organisation made of a pair of a need and an offer that was suggested to all of them. */
export const PAIR_STATES = ['suggested', 'shortlisted', 'rejected', 'later', 'stale'] as const;
export type PairState = (typeof PAIR_STATES)[number];

/** What a broker decides, and that he takes it back. */
export const PAIR_ACTIONS = ['accept', 'reject', 'later', 'reopen'] as const;
export type PairAction = (typeof PAIR_ACTIONS)[number];

/** States a decision leads to. */
export const DECISION_STATES = ['shortlisted', 'rejected', 'later'] as const satisfies readonly PairState[];
export type DecisionState = (typeof DECISION_STATES)[number];

/**
 * broker: an editor of a verified organisation with a checked capacity for brokerage; clock: the platform's own, when the day of a pair laid aside has come;
 * matcher: whoever suggests, when better pairs took its place, or it is among the best again.
 */
export const PAIR_GRAPH = {
  suggested: {
    accept: { to: 'shortlisted', by: ['broker'] },
    reject: { to: 'rejected', by: ['broker'] },
    later: { to: 'later', by: ['broker'] },
    lapse: { to: 'stale', by: ['matcher'] },
  },
  later: {
    accept: { to: 'shortlisted', by: ['broker'] },
    reject: { to: 'rejected', by: ['broker'] },
    later: { to: 'later', by: ['broker'] },
    reopen: { to: 'suggested', by: ['broker'] },
    resume: { to: 'suggested', by: ['clock'] },
  },
  shortlisted: { reject: { to: 'rejected', by: ['broker'] }, reopen: { to: 'suggested', by: ['broker'] } },
  rejected: { accept: { to: 'shortlisted', by: ['broker'] }, reopen: { to: 'suggested', by: ['broker'] } },
  stale: { revive: { to: 'suggested', by: ['matcher'] } },
} as const satisfies StateGraph<PairState, PairAction | 'lapse' | 'resume' | 'revive', 'broker' | 'clock' | 'matcher'>;

/** Why a broker does not take a pair up. */
export const PAIR_REJECTIONS = ['wrong_topic', 'too_early', 'price', 'region', 'already_in_touch', 'too_little_said', 'other'] as const;
export type PairRejection = (typeof PAIR_REJECTIONS)[number];

/** So many pairs of a need are suggested, and so often an offer may come anew into the queue within a week, whoever would like to see it. */
export const SUGGESTED = { perNeed: 5, perOfferAWeek: 10, newForDays: 14 } as const;

/** A pair may be laid aside for so many days. */
const LATER_DAYS_MOST = 180;

/** Is a pair one of the matcher's best no more, and what stands of it in one organisation? `until` as YYYY-MM-DD. */
type Standing = { dropped: boolean; decision: { state: DecisionState; until: string | null } | null };

/** The state of a pair for one organisation on this day of the exchange. */
export function pairState({ dropped, decision }: Standing, today: string): PairState {
  const isDue = decision?.state === 'later' && decision.until !== null && decision.until <= today;
  if (decision !== null && !isDue) return decision.state;
  return dropped ? 'stale' : 'suggested';
}

/** What a broker may do with a pair in this state. */
export function pairActions(state: PairState): PairAction[] {
  return actionsFrom(PAIR_GRAPH, state).filter((action): action is PairAction => (PAIR_ACTIONS as readonly string[]).includes(action));
}

/** Does this person act for a broker? `brokerage`: the organisation's capacity was checked and holds today. */
export function isBroker(actor: SignedIn, brokerage: boolean): boolean {
  return brokerage && actor.acting !== null && actor.acting.verified && actor.acting.role !== 'viewer';
}

/** Whether a pair may be laid aside until this day. */
export function isLaterDay(until: string, today: string): boolean {
  return until > today && until <= shiftDay(today, LATER_DAYS_MOST);
}
