import type { MatchReason } from '@ketnoi/contracts/matches';
import type { Evidence, Reason, Snippet } from '@ketnoi/matching/answer';
import { sentenceOf, type Reader } from './sentences.ts';

const TENTHS = 10;

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

/** A reason with its evidence and its sentence, for this reader. */
export function reasonView(reason: Reason, reader: Reader): MatchReason {
  return {
    feature: reason.feature,
    contribution: reason.points / TENTHS,
    known: reason.known,
    unknownTo: reason.unknownTo,
    text: sentenceOf(reason, reader),
    evidence: reason.evidence.map(evidenceView),
  };
}
