import type { Side } from '@ketnoi/domain/listing-kinds';
import type { Currency } from '@ketnoi/domain/money';
import type { Language } from '@ketnoi/domain/language';
import type { Quantity } from '@ketnoi/language/figures';

/** An amount between two bounds in minor units; an open end is null. */
export type AmountRange = { min: bigint | null; max: bigint | null; currency: Currency };

/** A quantity a need asks for, as its owner gave it. */
export type Target = {
  quantity: string;
  comparator: 'at_least' | 'at_most' | 'equal' | 'between';
  value: number;
  valueTo: number | null;
  unit: string;
};

/** What an offer claims of a quantity, in the language it is written in: `Độ màu nước sau lọc`, `≤ 25 Pt-Co`. */
export type Claim = { quantity: string; text: string; language: Language };

/** A quantity that a text speaks of, as it is written there, with the words that stand around it. */
export type TextFigure = Quantity & { written: string; context: string; language: Language };

/**
 * What structured features and hard filters read of a listing, or of a text that is asked with. Null or empty is unknown. Holds only what whoever asks
 * may read; confidential tiers never.
 */
export type MatchFacts = {
  side: Side;
  /** Null when masked or not of a listing. */
  organisationId: string | null;
  verified: boolean;
  /** Codes of S&T fields, sectors and IPC, each as the path from the top to itself. */
  fields: readonly (readonly string[])[];
  sectors: readonly (readonly string[])[];
  ipc: readonly (readonly string[])[];
  /** Of an offer its level, of a need the least it takes. */
  trl: number | null;
  /** Of an offer how it is transferred, of a need how it is wanted. */
  modes: readonly string[];
  ipStatuses: readonly string[];
  /** Price of an offer, budget of a need. */
  amount: AmountRange | null;
  province: string | null;
  region: string | null;
  country: string | null;
  /** Countries an offer may be used in; empty is unknown. */
  territories: readonly string[];
  /** Of a need, as YYYY-MM-DD. */
  startsOn: string | null;
  endsOn: string | null;
  targets: readonly Target[];
  /** Of an offer its advantages. */
  claims: readonly Claim[];
  /** Of the text that is matched: its quantities, and the standards, documents and patents it names (`text-figures.ts`). */
  figures: readonly TextFigure[];
  codes: readonly string[];
  /** In whichever languages there are, each word of its own. */
  technologyKeywords: readonly string[];
  marketKeywords: readonly string[];
  /** Of a need: technologies it will not take, as terms of a few words. */
  notWanted: readonly string[];
  /** Standing on the lists of encouraged, restricted and prohibited technologies. */
  techClass: string | null;
  openForInterest: boolean;
  /** An exclusive right is already given. */
  exclusivelyTaken: boolean;
  expiresAt: Date | null;
  publishedAt: Date | null;
};

/** Facts of one who says nothing: open for interest, all else unknown. */
export function unknownFacts(side: Side): MatchFacts {
  return {
    side,
    organisationId: null,
    verified: false,
    fields: [],
    sectors: [],
    ipc: [],
    trl: null,
    modes: [],
    ipStatuses: [],
    amount: null,
    province: null,
    region: null,
    country: null,
    territories: [],
    startsOn: null,
    endsOn: null,
    targets: [],
    claims: [],
    figures: [],
    codes: [],
    technologyKeywords: [],
    marketKeywords: [],
    notWanted: [],
    techClass: null,
    openForInterest: true,
    exclusivelyTaken: false,
    expiresAt: null,
    publishedAt: null,
  };
}
