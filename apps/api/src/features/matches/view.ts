import type { listDismissed, Matched, sendMatchFeedback } from '@ketnoi/contracts/matches';
import type { Output } from '@ketnoi/contracts/endpoint';
import type { FeedbackRow } from '@ketnoi/db/matches';
import type { ListingId } from '@ketnoi/domain/ids';
import type { Limitation, Removal } from '@ketnoi/domain/match';
import { reasonView } from '../../matching/reason-view.ts';
import type { Reader } from '../../matching/sentences.ts';
import { cardView } from '../../views/card.ts';
import type { Found } from './ask.ts';
import type { Dismissed } from './list-dismissed.ts';

const TENTHS = 10;
const NO_NAMES: ReadonlyMap<ListingId, string> = new Map();

type AnswerView = {
  items: Matched[];
  removed: { reason: Removal; count: number }[];
  ranker: string;
  limitations: Limitation[];
  considered: number;
};

/** What was found, for this reader. `names` are those of the pairs that he may judge. */
export function answerView(found: Found, reader: Reader, names = NO_NAMES): AnswerView {
  return {
    items: found.items.map(({ row, match }) => ({
      matchId: names.get(row.id) ?? null,
      ...cardView(row),
      score: match === null ? null : match.score / TENTHS,
      band: match?.band ?? null,
      reasons: (match?.reasons ?? []).map((reason) => reasonView(reason, reader)),
    })),
    removed: found.removed.map(({ reason, count }) => ({ reason, count })),
    ranker: found.ranker,
    limitations: [...found.limitations],
    considered: found.considered,
  };
}

/** What somebody said of a pair, for the side that said it. */
export function feedbackView({ matchId, verdict, reason, note }: FeedbackRow): Output<typeof sendMatchFeedback> {
  return { id: matchId, verdict, reason, note };
}

/** A pair that its asking side has dismissed. */
export function dismissedView({ row, feedback }: Dismissed): Output<typeof listDismissed>['items'][number] {
  return { matchId: feedback.matchId, ...cardView(row), reason: feedback.reason, note: feedback.note };
}
