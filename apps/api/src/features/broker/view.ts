import type { acceptPair, SuggestedPair } from '@ketnoi/contracts/broker-queue';
import type { Output } from '@ketnoi/contracts/endpoint';
import type { CodeTables } from '@ketnoi/db/classifications';
import type { DecisionRow, EarlierRow } from '@ketnoi/db/broker-pairs';
import type { Language } from '@ketnoi/domain/language';
import { pairActions, pairState, SUGGESTED, type PairState } from '@ketnoi/domain/suggested-pair';
import { reasonView } from '../../matching/reason-view.ts';
import { cardView } from '../../views/card.ts';
import type { Broker } from './broker.ts';
import type { DecidedPair } from './decide-pair.ts';
import type { ReadPair } from './read-pairs.ts';

const TENTHS = 10;
const EARLIER_SHOWN = 5;
const DAY_MILLIS = 86_400_000;

function decisionView({ state, reason, note, until, decidedAt, decidedBy }: DecisionRow): NonNullable<SuggestedPair['decision']> {
  return { state, reason, note, until, at: decidedAt.toISOString(), by: decidedBy };
}

/** What stands of a pair. A pair laid aside until a day that has come waits like any other. */
function standingOf({ row, today }: DecidedPair): { state: PairState; decision: SuggestedPair['decision'] } {
  const state = pairState({ dropped: row.droppedAt !== null, decision: row.decision }, today);
  return { state, decision: row.decision === null || row.decision.state !== state ? null : decisionView(row.decision) };
}

function earlierView(one: EarlierRow, needId: string): SuggestedPair['earlier'][number] {
  const sharesNeed = one.needId === needId;
  const [id, title] = sharesNeed ? [one.offerId, one.offerTitle] : [one.needId, one.needTitle];
  return {
    pairId: one.pairId,
    shares: sharesNeed ? 'need' : 'offer',
    other: title === null ? null : { id, title: { vi: title.vi, en: title.en } },
    decision: decisionView(one),
  };
}

/** A pair for a broker: cards as everyone sees them, reasons, and what his own organisation decided. */
export function pairView(
  pair: ReadPair,
  { broker, codes, language }: { broker: Broker; codes: CodeTables; language: Language },
): SuggestedPair {
  const { row, need, offer, match, earlier } = pair;
  const { state, decision } = standingOf({ row, today: broker.today });
  const reader = { codes, language, side: 'need', own: false } as const;
  return {
    id: row.id,
    state,
    can: pairActions(state),
    score: row.score / TENTHS,
    scoreForNeed: match === null ? null : match.score / TENTHS,
    scoreForOffer: row.offerScore / TENTHS,
    band: match?.band ?? null,
    reasons: (match?.reasons ?? []).map((reason) => reasonView(reason, reader)),
    isNew: row.newsAt.getTime() > broker.now.getTime() - SUGGESTED.newForDays * DAY_MILLIS,
    suggestedAt: row.createdAt.toISOString(),
    lookedAt: row.refreshedAt.toISOString(),
    need: cardView(need),
    offer: cardView(offer),
    decision,
    earlier: earlier.slice(0, EARLIER_SHOWN).map((one) => earlierView(one, row.needId)),
  };
}

/** What a decision came to, for the organisation that made it. */
export function decidedView(pair: DecidedPair): Output<typeof acceptPair> {
  const { state, decision } = standingOf(pair);
  return { id: pair.row.id, state, can: pairActions(state), decision };
}
