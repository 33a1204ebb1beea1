import { withAncestors, type CodeEntry, type CodeTables } from '@ketnoi/db/classifications';
import type { ListingValues } from '@ketnoi/contracts/listing-shapes';
import type { ProvinceExtra } from '@ketnoi/domain/classifications';
import { LANGUAGES, type Bilingual } from '@ketnoi/domain/language';
import { tierOf, type Side, type TextBlock } from '@ketnoi/domain/listing-fields';
import type { ListingContent } from '@ketnoi/domain/listing-content';
import type { AmountRange, Claim, MatchFacts, Target } from '@ketnoi/matching/facts';
import { textCodes, textFigures } from '@ketnoi/matching/text-figures';
import type { Asking } from './port.ts';

/** A listing as matching reads it, shown or a draft. Its values are those that whoever asks may read. */
export type MatchSource = {
  /** Null of a text that is no listing. */
  listingId: string | null;
  side: Side;
  /** Null when masked. */
  organisationId: string | null;
  verified: boolean;
  country: string | null;
  provinceCode: string | null;
  regionCode: string | null;
  openForInterest: boolean;
  techClass: string | null;
  texts: ListingContent['texts'];
  values: ListingContent['values'];
  /** Chosen tiers; what is not public is not matched by. Absent where `texts` are public alone. */
  tiers?: ListingContent['tiers'];
  publishedAt: Date | null;
  expiresAt: Date | null;
};

/** What is said of the matter itself, the most telling first; what is not wanted, and what it costs, would be found by its words. */
const MATCHED: readonly TextBlock[] = [
  'summary',
  'problem',
  'mustHave',
  'description',
  'inUse',
  'niceToHave',
  'constraints',
  'presentProcess',
  'volume',
  'supportOffered',
  'partnerCapabilities',
];

/** Title and text of a listing as they are matched: public ones alone, the title apart. */
export function matchedText(source: Pick<MatchSource, 'texts' | 'values' | 'tiers'>): { title: Bilingual; text: Bilingual } {
  const { texts, tiers = {} } = source;
  const { advantages, technologyKeywords, marketKeywords } = source.values as ListingValues;
  const ofBlocks = MATCHED.filter((block) => tierOf(block, tiers) === 'public').map((block) => texts[block]);
  const ofRows = tierOf('advantages', tiers) === 'public' ? (advantages ?? []).filter(({ tier }) => tier !== 'nda') : [];
  const all = [...ofBlocks, ...ofRows.flatMap(({ metric, baseline, claim }) => [metric, claim, baseline])];
  const [vi, en] = LANGUAGES.map((language) => {
    const words = [...(technologyKeywords?.[language] ?? []), ...(marketKeywords?.[language] ?? [])].join(', ');
    const parts = [...all.map((text) => text?.[language] ?? ''), words].filter((part) => part !== '');
    return parts.length === 0 ? null : parts.join('\n');
  });
  return inItsLanguages(texts.title ?? { vi: null, en: null }, { vi: vi ?? null, en: en ?? null });
}

/** A listing is in the languages that it is titled in: a cell or a keyword of another one stands with those, or it would be compared by that alone. */
function inItsLanguages(title: Bilingual, text: Bilingual): { title: Bilingual; text: Bilingual } {
  const all = LANGUAGES.flatMap((language) => text[language] ?? []).join('\n') || null;
  if (title.vi !== null && title.en === null) return { title, text: { vi: all, en: null } };
  if (title.en !== null && title.vi === null) return { title, text: { vi: null, en: all } };
  return { title, text };
}

type Path = readonly string[];

const pathsOf = (scheme: ReadonlyMap<string, CodeEntry>, codes: readonly string[] | null | undefined): Path[] =>
  (codes ?? []).map((code) => withAncestors(scheme, code).toReversed());

function amountOf({ priceRange, budget }: ListingValues): AmountRange | null {
  const range = priceRange ?? budget;
  if (range === null || range === undefined) return null;
  const bound = (amount: string | null | undefined): bigint | null => (amount === null || amount === undefined ? null : BigInt(amount));
  return { min: bound(range.min), max: bound(range.max), currency: range.currency };
}

function targetsOf({ targets }: ListingValues): Target[] {
  return (targets ?? []).map(({ quantity, comparator, value, valueTo, unit }) => ({
    quantity: [quantity.vi, quantity.en].filter((text) => text !== null).join(' / '),
    comparator,
    value,
    valueTo: valueTo ?? null,
    unit,
  }));
}

function claimsOf({ advantages }: ListingValues): Claim[] {
  return (advantages ?? [])
    .filter(({ tier }) => tier !== 'nda')
    .flatMap(({ metric, claim }) =>
      LANGUAGES.flatMap((language): Claim[] => {
        const text = claim[language];
        return text === null ? [] : [{ quantity: metric[language] ?? '', text, language }];
      }),
    );
}

const BETWEEN_TERMS = /[.,;:\n]+(?=\s|$)/u;
const MOST_WORDS_OF_A_TERM = 8;

/** The terms of a text that names what is not wanted; what is longer than a term is a sentence that explains. */
function termsOf(text: Bilingual | undefined): string[] {
  const terms = LANGUAGES.flatMap((language) => (text?.[language] ?? '').split(BETWEEN_TERMS).map((term) => term.trim()));
  return terms.filter((term) => term !== '' && term.split(/\s+/u).length <= MOST_WORDS_OF_A_TERM);
}

/** Keywords of both languages. */
const bothOf = (keywords: { vi: string[]; en: string[] } | null | undefined): string[] => [
  ...(keywords?.vi ?? []),
  ...(keywords?.en ?? []),
];

/** The facts of a listing, under the classifications in force. */
export function factsOf(source: MatchSource, codes: CodeTables): MatchFacts {
  const values = source.values as ListingValues;
  const { text } = matchedText(source);
  const province = source.provinceCode === null ? undefined : codes.province.get(source.provinceCode);
  return {
    side: source.side,
    organisationId: source.organisationId,
    verified: source.verified,
    fields: pathsOf(codes.st_field, values.fields),
    sectors: pathsOf(codes.priority_sector, values.sectors),
    ipc: pathsOf(codes.ipc, values.ipcCodes),
    trl: (source.side === 'offer' ? values.trl : values.trlMin) ?? null,
    modes: (source.side === 'offer' ? values.transferModes : values.wantedModes) ?? [],
    ipStatuses: [...new Set((values.ipRights ?? []).map(({ status }) => status))],
    amount: amountOf(values),
    province: source.provinceCode,
    region: source.regionCode ?? (province?.extra as Partial<ProvinceExtra> | undefined)?.region ?? null,
    country: source.country,
    territories: values.territories ?? [],
    startsOn: values.startsOn ?? null,
    endsOn: values.endsOn ?? null,
    targets: targetsOf(values),
    claims: claimsOf(values),
    figures: textFigures(text),
    codes: textCodes(text),
    technologyKeywords: bothOf(values.technologyKeywords),
    marketKeywords: bothOf(values.marketKeywords),
    notWanted: termsOf(source.texts.notWanted),
    techClass: source.techClass,
    openForInterest: source.openForInterest,
    // No listing says yet that an exclusive right was given: transfers are recorded where deals are.
    exclusivelyTaken: false,
    expiresAt: source.expiresAt,
    publishedAt: source.publishedAt,
  };
}

/** A listing as it asks. */
export function askingOf(source: MatchSource, codes: CodeTables): Asking {
  return { ...matchedText(source), facts: factsOf(source, codes), listingId: source.listingId };
}
