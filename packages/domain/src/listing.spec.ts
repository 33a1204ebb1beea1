import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LISTING_ACTIONS, LISTING_GRAPH, LISTING_STATES, VERSION_GRAPH, VERSION_STATES, type ListingState } from './listing.ts';
import { actionsFrom, next, type StateGraph } from './state.ts';

type AnyGraph = StateGraph<string, string, string>;

const FINAL: Readonly<Record<string, readonly string[]>> = {
  listing: ['withdrawn', 'closed_deal', 'closed_owner', 'retracted'],
  version: ['published', 'returned', 'superseded'],
};

const GRAPHS: [string, AnyGraph, readonly string[]][] = [
  ['listing', LISTING_GRAPH, LISTING_STATES],
  ['version', VERSION_GRAPH, VERSION_STATES],
];

function reachable(graph: AnyGraph, start: string): Set<string> {
  const seen = new Set([start]);
  for (const state of seen) for (const action of actionsFrom(graph, state)) seen.add(next(graph, state, action) ?? state);
  return seen;
}

describe.each(GRAPHS)('the life of a %s', (name, graph, states) => {
  it('reaches every state from the draft', () => {
    expect([...reachable(graph, 'draft')].toSorted()).toEqual([...states].toSorted());
  });

  it('can leave every state but the final ones, and has somebody for every step', () => {
    const stuck = states.filter((state) => actionsFrom(graph, state).length === 0);
    expect(stuck.toSorted()).toEqual([...(FINAL[name] ?? [])].toSorted());
    for (const state of states)
      for (const action of actionsFrom(graph, state)) expect(graph[state]?.[action]?.by.length, `${state} ${action}`).toBeGreaterThan(0);
  });

  it('never leads to a state that is not declared, however one walks', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 60 }), (choices) => {
        let state = 'draft';
        for (const choice of choices) {
          const actions = actionsFrom(graph, state);
          if (actions.length === 0) break;
          state = next(graph, state, actions[choice % actions.length] ?? '') ?? 'nowhere';
          expect(states).toContain(state);
        }
      }),
    );
  });
});

describe('the graph of listings', () => {
  it('uses every action it declares', () => {
    const used = new Set(LISTING_STATES.flatMap((state) => actionsFrom(LISTING_GRAPH, state)));
    expect([...used].toSorted()).toEqual([...LISTING_ACTIONS].toSorted());
  });

  it('lets nobody but a moderator or the platform publish', () => {
    const publishers = LISTING_STATES.flatMap((state: ListingState) => LISTING_GRAPH[state].publish?.by ?? []);
    expect(new Set(publishers)).toEqual(new Set(['moderator', 'clock']));
  });
});
