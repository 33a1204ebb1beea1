import type { listDismissed, Matched, MatchReason, sendMatchFeedback } from '@ketnoi/contracts/matches';
import type { Output } from '@ketnoi/contracts/endpoint';
import type { FeedbackRow } from '@ketnoi/db/matches';
import type { ListingId } from '@ketnoi/domain/ids';
import type { Limitation, Removal } from '@ketnoi/domain/match';
import type { Evidence, Reason, Snippet } from '@ketnoi/matching/answer';
import { cardView } from '../../views/card.ts';
import type { Found } from './ask.ts';
import type { Dismissed } from './list-dismissed.ts';
import { sentenceOf, type Reader } from './sentences.ts';

const TENTHS = 10;
const NO_NAMES: ReadonlyMap<ListingId, string> = new Map();

type AnswerView = {
  items: Matched[];
  removed: { reason: Removal; count: number }[];
  ranker: string;
  limitations: Limitation[];
  considered: number;
};

function snippetView(snippet: Snippet | null): { text: string; ranges: [number, number][] } | null {
  return snippet === null ? null : { text: snippet.text, ranges: snippet.ranges.map(([start, end]) => [start, end]) };
}

function evidenceView(one: Evidence): MatchReason['evidence'][number] {
  const { kind, asked, found, fits, entry, scheme, code } = one;
  return {
    kind,
    asked: snippetView(asked),
    found: snippetView(found),
    fits,
    entry: entry === null ? null : { from: entry.from, to: entry.to, table: entry.table },
    scheme,
    code,
  };
}

function reasonView(reason: Reason, reader: Reader): MatchReason {
  return {
    feature: reason.feature,
    contribution: reason.points / TENTHS,
    known: reason.known,
    unknownTo: reason.unknownTo,
    text: sentenceOf(reason, reader),
    evidence: reason.evidence.map(evidenceView),
  };
}

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
