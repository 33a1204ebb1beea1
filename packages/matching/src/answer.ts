import type { Band, EvidenceKind, Feature, UnknownTo } from '@ketnoi/domain/match';

/** Text as it stands on one side, with the parts that count, as [start, end) in UTF-16 units. */
export type Snippet = { text: string; ranges: readonly (readonly [number, number])[] };

/**
 * What a contribution rests on. `asked` is what the asking side says, `found` what the other says; null where one says nothing. Of facts the texts are what
 * machines read, and whoever shows them puts names: a `class`, `mode` or `place` by its code, an `amount` as `1800000000..4200000000 VND` in minor units, a
 * `time` as `2027-01-01..2027-06-30` of a need and a day of an offer (an open end left out), a `level` as its number, `trust` as `verified`, `unverified` or the
 * day of publication. An element (`word`, no scheme) has its kind as code: `material`, `method`, `product`, `effect` or `application`.
 */
export type Evidence = {
  kind: EvidenceKind;
  asked: Snippet | null;
  found: Snippet | null;
  /** Null where it neither fits nor fails. */
  fits: boolean | null;
  /** The entry of the table that says that the two mean the same. */
  entry: { from: string; to: string; table: string } | null;
  /** Of a class. */
  scheme: string | null;
  code: string | null;
};

/** One line of a score. `points` are tenths, whole numbers: their sum is the score, exactly. What is not known has none, and says which side is silent. */
export type Reason = { feature: Feature; points: number; known: boolean; unknownTo: UnknownTo | null; evidence: readonly Evidence[] };

/** A ranked listing with its reasons. `score` in tenths of a point; `version` is that of its public row when the reasons were read. */
export type Match = { listingId: string; version: number; score: number; band: Band; reasons: readonly Reason[] };
