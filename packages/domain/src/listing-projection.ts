import type { OrganisationId } from './ids.ts';
import { LANGUAGES, type Bilingual, type Language } from './language.ts';
import { codesOf, isFilled, recordOf, rowsOf, type ListingContent } from './listing-content.ts';
import type { Kind, Side } from './listing-fields.ts';
import { tiersKnown, type LockedBlock } from './listing-tiers.ts';

/** The facts of a listing its public projection is made from; `content` holds the public tier alone. */
export type ProjectionSource = {
  reference: string;
  side: Side;
  kind: Kind;
  masked: boolean;
  openForInterest: boolean;
  progress: string | null;
  retracted: boolean;
  notice: Bilingual | null;
  publishedAt: Date;
  expiresAt: Date;
  /** When what is shown was last changed. */
  changedAt: Date;
  origin: { node: string; id: string | null; version: number; licence: string | null; sourceUrl: string | null };
  organisation: {
    id: OrganisationId;
    typeCode: string;
    verified: boolean;
    country: string;
    provinceCode: string | null;
    regionCode: string | null;
  };
  versionNumber: number;
  content: ListingContent;
  locked: LockedBlock[];
  quality: number;
};

/** What a list shows of a listing beside its id and organisation. */
export type PublicCard = {
  reference: string | null;
  side: Side;
  kind: Kind;
  title: Bilingual;
  summary: Bilingual;
  province: string | null;
  trl: number | null;
  trlMin: number | null;
  ipStatus: string[];
  transferModes: string[];
  sectors: string[];
  fields: string[];
  languages: Language[];
  openForInterest: boolean;
  retracted: boolean;
  notice: Bilingual | null;
  publishedAt: string | null;
  expiresAt: string | null;
  originNode: string;
};

/** The public rest of a listing, beside its card. */
export type PublicDetail = {
  versionNumber: number;
  progress: string | null;
  masked: boolean;
  texts: ListingContent['texts'];
  values: ListingContent['values'];
  tiers: ListingContent['tiers'];
  translations: ListingContent['translations'];
  locked: LockedBlock[];
  origin: ProjectionSource['origin'];
  updatedAt: string;
};

/** One row of `listing_public` and its rows of `listing_sector`. A masked listing names no organisation and no kind of organisation. */
export type Projection = {
  card: PublicCard;
  detail: PublicDetail;
  organisationId: OrganisationId | null;
  organisationType: string | null;
  organisationVerified: boolean;
  country: string | null;
  regionCode: string | null;
  transferRights: string[];
  ipcCodes: string[];
  keywords: Record<Language, string[]>;
  techClass: string | null;
  quality: number;
};

const NO_TEXT: Bilingual = { vi: null, en: null };
/** Of a need without a summary its problem stands on the card, cut at a word. */
const CARD_SUMMARY = 300;

function opening(text: string | null): string | null {
  if (text === null || text.length <= CARD_SUMMARY) return text;
  const cut = text.slice(0, CARD_SUMMARY);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), CARD_SUMMARY - 40))}…`;
}

function summaryOf(content: ListingContent): Bilingual {
  const { summary, problem } = content.texts;
  if (summary !== undefined) return summary;
  return problem === undefined ? NO_TEXT : { vi: opening(problem.vi), en: opening(problem.en) };
}

const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const unique = (values: unknown[]): string[] => [...new Set(values.filter((one): one is string => typeof one === 'string'))];

type CardFacts = Omit<
  ProjectionSource,
  'organisation' | 'versionNumber' | 'locked' | 'quality' | 'changedAt' | 'progress' | 'reference' | 'publishedAt' | 'expiresAt'
> & {
  reference: string | null;
  publishedAt: Date | null;
  expiresAt: Date | null;
  organisation: Pick<ProjectionSource['organisation'], 'provinceCode'>;
};

/** The card of a listing in whatever state, from what its reader may see. */
export function cardOf(source: CardFacts): PublicCard {
  const { content, side } = source;
  return {
    reference: source.reference,
    side,
    kind: source.kind,
    title: content.texts.title ?? NO_TEXT,
    summary: summaryOf(content),
    province: source.organisation.provinceCode,
    trl: number(content.values.trl),
    trlMin: number(content.values.trlMin),
    ipStatus: unique(rowsOf(content, 'ipRights').map((row) => row['status'])),
    transferModes: codesOf(content, side === 'offer' ? 'transferModes' : 'wantedModes'),
    sectors: codesOf(content, 'sectors'),
    fields: codesOf(content, 'fields'),
    languages: LANGUAGES.filter((language) => (content.texts.title?.[language] ?? null) !== null),
    openForInterest: source.openForInterest,
    retracted: source.retracted,
    notice: source.notice,
    publishedAt: source.publishedAt?.toISOString() ?? null,
    expiresAt: source.expiresAt?.toISOString() ?? null,
    originNode: source.origin.node,
  };
}

function keywordsOf(content: ListingContent): Record<Language, string[]> {
  const lists = [recordOf(content, 'technologyKeywords'), recordOf(content, 'marketKeywords')];
  const of = (language: Language): string[] => unique(lists.flatMap((list) => (list?.[language] ?? []) as unknown[]));
  return { vi: of('vi'), en: of('en') };
}

/** Everything anyone may see of a published or retracted listing, derived in the publishing transaction. */
export function projectionOf(source: ProjectionSource): Projection {
  const { content, organisation, masked } = source;
  const origin = { ...source.origin, ...(masked ? { id: null, sourceUrl: null } : {}) };
  return {
    card: cardOf(source),
    detail: {
      versionNumber: source.versionNumber,
      progress: source.progress,
      masked,
      texts: content.texts,
      values: content.values,
      tiers: tiersKnown(content, source.locked),
      translations: content.translations,
      locked: source.locked,
      origin,
      updatedAt: source.changedAt.toISOString(),
    },
    organisationId: masked ? null : organisation.id,
    organisationType: masked ? null : organisation.typeCode,
    organisationVerified: organisation.verified,
    country: organisation.country,
    regionCode: organisation.regionCode,
    transferRights: codesOf(content, 'transferRights'),
    ipcCodes: codesOf(content, 'ipcCodes'),
    keywords: keywordsOf(content),
    techClass: isFilled(content, 'listCheck') ? String(recordOf(content, 'listCheck')?.['status']) : null,
    quality: source.quality,
  };
}
