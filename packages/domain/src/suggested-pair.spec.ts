import { describe, expect, it } from 'vitest';
import type { SignedIn } from './actor.ts';
import type { AccountId, OrganisationId, SessionId } from './ids.ts';
import { actionsFrom, next, type StateGraph } from './state.ts';
import { isBroker, isLaterDay, PAIR_ACTIONS, PAIR_GRAPH, PAIR_STATES, pairActions, pairState } from './suggested-pair.ts';

const graph: StateGraph<(typeof PAIR_STATES)[number], string, string> = PAIR_GRAPH;

function broker(over: { role?: 'owner' | 'admin' | 'editor' | 'viewer'; verified?: boolean } = {}): SignedIn {
  const acting = { organisationId: 'o' as OrganisationId, role: over.role ?? 'editor', verified: over.verified ?? true, trusted: false };
  const accountId = 'a' as AccountId;
  return {
    kind: 'account',
    accountId,
    sessionId: 's' as SessionId,
    emailVerified: true,
    termsAccepted: true,
    memberships: [acting],
    grants: [],
    acting,
  };
}

describe('a suggested pair', () => {
  it('reaches every state from being suggested, and can leave each', () => {
    const seen = new Set<(typeof PAIR_STATES)[number]>(['suggested']);
    for (const state of seen) for (const action of actionsFrom(graph, state)) seen.add(next(graph, state, action) ?? state);
    expect([...seen].toSorted()).toEqual([...PAIR_STATES].toSorted());
    for (const state of PAIR_STATES) expect(actionsFrom(graph, state), state).not.toEqual([]);
  });

  it('can be taken back to waiting from whatever a broker decided', () => {
    for (const state of ['shortlisted', 'rejected', 'later'] as const) expect(next(graph, state, 'reopen')).toBe('suggested');
    expect(new Set(PAIR_STATES.flatMap(pairActions))).toEqual(new Set(PAIR_ACTIONS));
    expect(pairActions('stale')).toEqual([]);
  });

  it.each([
    [{ dropped: false, decision: null }, 'suggested'],
    [{ dropped: true, decision: null }, 'stale'],
    [{ dropped: true, decision: { state: 'shortlisted', until: null } }, 'shortlisted'],
    [{ dropped: false, decision: { state: 'rejected', until: null } }, 'rejected'],
    [{ dropped: true, decision: { state: 'later', until: '2026-11-25' } }, 'later'],
    [{ dropped: false, decision: { state: 'later', until: '2026-11-24' } }, 'suggested'],
    [{ dropped: true, decision: { state: 'later', until: '2026-11-24' } }, 'stale'],
  ] as const)('of %j is %s on 24 November', (standing, state) => {
    expect(pairState(standing, '2026-11-24')).toBe(state);
  });

  it('is laid aside from tomorrow to half a year', () => {
    const days = ['2026-11-24', '2026-11-25', '2027-05-23', '2027-05-24'];
    expect(days.map((day) => isLaterDay(day, '2026-11-24'))).toEqual([false, true, true, false]);
  });

  it('is for editors of a verified organisation whose brokerage was checked', () => {
    expect(isBroker(broker(), true)).toBe(true);
    expect(isBroker(broker({ role: 'owner' }), true)).toBe(true);
    expect(isBroker(broker(), false)).toBe(false);
    expect(isBroker(broker({ role: 'viewer' }), true)).toBe(false);
    expect(isBroker(broker({ verified: false }), true)).toBe(false);
    expect(isBroker({ ...broker(), acting: null }, true)).toBe(false);
  });
});
