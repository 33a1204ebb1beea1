import type { Bilingual } from '@ketnoi/domain/language';
import type { Side } from '@ketnoi/domain/listing-kinds';
import type { MatchQuery } from '@ketnoi/matching/query';
import type { Shelf } from './shelf.ts';

/** A question as candidates are looked for: of which side, and which listings are wanted besides, whether or not they suit. */
export type Looked = { side: Side; asked: Bilingual; query: MatchQuery; also: readonly string[] };

/** How far whoever holds the listings is. `hasNoSimd`: vectors are compared in plain JavaScript. */
export type CandidatesStanding = { isReady: boolean; listings: number; done: number; hasNoSimd: boolean };

/** Where matching finds the listings it ranks. What stands on a shelf is ranked, filtered and explained in the same way wherever it came from. */
export type Candidates = {
  /** Brings up to date what is held between questions; whatever must be read before the first answer is read when it is called first. */
  follow: () => Promise<void>;
  standing: () => CandidatesStanding;
  /** A shelf with what is worth ranking. Throws `MatcherAway` when whoever holds the listings does not answer. */
  shelfFor: (looked: Looked) => Promise<Shelf>;
  /** A shelf with these listings, as far as they are shown. */
  shelfOf: (ids: readonly string[]) => Promise<Shelf>;
  /** Reads listings of a shelf anew, whatever it has of them. */
  renew: (shelf: Shelf, ids: readonly string[]) => Promise<void>;
  /** Writes down what is held, for the next start. */
  keep: () => Promise<void>;
};
