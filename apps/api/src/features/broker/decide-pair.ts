import { findBrokerPair, insertDecision, lockDecision, undoDecision, type BrokerPairRow } from '@ketnoi/db/broker-pairs';
import { insertStateChange } from '@ketnoi/db/state-changes';
import type { SignedIn } from '@ketnoi/domain/actor';
import { newId, type SuggestedPairId } from '@ketnoi/domain/ids';
import { problem } from '@ketnoi/domain/problems';
import { next } from '@ketnoi/domain/state';
import {
  DECISION_STATES,
  isLaterDay,
  PAIR_GRAPH,
  pairState,
  type DecisionState,
  type PairAction,
  type PairRejection,
  type PairState,
} from '@ketnoi/domain/suggested-pair';
import type { StateGraph } from '@ketnoi/domain/state';
import type { Ctx } from '../../context.ts';
import { actingOn, recordAct } from '../../identity/acts.ts';
import { asBroker, brokerOf, type Broker } from './broker.ts';

export type Deciding = { id: SuggestedPairId; action: PairAction; reason?: PairRejection; note?: string | undefined; until?: string };

/** A pair as one organisation sees it, on this day. */
export type DecidedPair = { row: BrokerPairRow; today: string };

const graph: StateGraph<PairState, string, string> = PAIR_GRAPH;

const isDecision = (state: PairState): state is DecisionState => (DECISION_STATES as readonly PairState[]).includes(state);

/** Decides on a pair for the broker's organisation, or takes its decision back. Nobody else learns of it. */
export async function decidePair(ctx: Ctx, actor: SignedIn, deciding: Deciding): Promise<DecidedPair> {
  const { id, action, reason = null, until = null } = deciding;
  const broker = await brokerOf(ctx, actor);
  const { organisationId, now, today } = broker;
  return asBroker(ctx, broker, async (tx) => {
    await lockDecision(tx, { pairId: id, organisationId });
    const pair = await findBrokerPair(tx, { id, organisationId });
    if (pair === null) throw problem('record.not_found');
    const from = pairState({ dropped: pair.droppedAt !== null, decision: pair.decision }, today);
    const to = next(graph, from, action);
    if (to === null) throw problem('suggested_pair.action_not_possible');
    if (until !== null && !isLaterDay(until, today)) throw laterDate();
    if (pair.decision !== null) await undoDecision(tx, { pairId: id, organisationId, accountId: actor.accountId, now });
    const note = deciding.note?.normalize('NFC').trim() ?? null;
    if (isDecision(to))
      await insertDecision(tx, {
        id: newId(now.getTime()),
        pair,
        organisationId,
        accountId: actor.accountId,
        state: to,
        reason,
        note,
        until,
        now,
      });
    const by = actingOn(actor, organisationId);
    const stepId = newId<'state_change'>(now.getTime());
    await insertStateChange(tx, {
      id: stepId,
      noun: 'suggested_pair',
      nounId: id,
      fromState: from,
      action,
      toState: to,
      ...by,
      reasonCode: reason,
      at: now,
    });
    const details = { ...(reason === null ? {} : { reason }), ...(until === null ? {} : { until }) };
    await recordAct(tx, { action: `suggested_pair.${action}`, noun: 'suggested_pair', nounId: id, by, at: now, details });
    return decided(ctx, broker, id);
  });
}

function laterDate(): Error {
  return problem('suggested_pair.later_date', {
    errors: [{ field: 'until', code: 'range', message: 'must be tomorrow or within 180 days' }],
  });
}

/** What stands of a pair, for who repeats what he decided. */
export async function readDecision(ctx: Ctx, actor: SignedIn, id: SuggestedPairId): Promise<DecidedPair> {
  return decided(ctx, await brokerOf(ctx, actor), id);
}

async function decided(ctx: Ctx, broker: Broker, id: SuggestedPairId): Promise<DecidedPair> {
  const row = await asBroker(ctx, broker, (tx) => findBrokerPair(tx, { id, organisationId: broker.organisationId }));
  if (row === null) throw problem('record.not_found');
  return { row, today: broker.today };
}
