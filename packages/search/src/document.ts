import { withAncestors, type CodeTables } from '@ketnoi/db/classifications';
import type { PublicListing } from '@ketnoi/db/search-documents';
import type { ProvinceExtra } from '@ketnoi/domain/classifications';
import { LANGUAGES, type Bilingual, type Language } from '@ketnoi/domain/language';
import { numbersOf } from '@ketnoi/domain/listing-numbers';
import type { SearchDocument } from './port.ts';

const HEADINGS: ReadonlySet<string> = new Set(['title', 'summary']);

/** Everything public that stands neither in title nor summary, one text a language. */
function descriptionOf(listing: PublicListing): Bilingual {
  const texts: (Bilingual | null | undefined)[] = Object.entries(listing.texts).flatMap(([block, text]) =>
    HEADINGS.has(block) ? [] : [text],
  );
  const { advantages } = listing.values as { advantages?: Partial<Record<'metric' | 'claim' | 'baseline', Bilingual>>[] };
  for (const row of advantages ?? []) texts.push(row.metric, row.claim, row.baseline);
  const of = (language: Language): string | null => {
    const parts = texts.flatMap((text) => text?.[language] ?? []);
    return parts.length === 0 ? null : parts.join('\n');
  };
  const [vi, en] = LANGUAGES.map(of);
  return { vi: vi ?? null, en: en ?? null };
}

/** A province's present name and those it had before July 2025: both are typed. */
function provinceNames(codes: CodeTables, province: string | null): string[] {
  const entry = province === null ? undefined : codes.province.get(province);
  if (entry === undefined) return [];
  const { oldNames = [] } = entry.extra as Partial<ProvinceExtra>;
  return [...new Set([entry.label.vi, ...oldNames])];
}

const allAbove = (scheme: CodeTables['st_field'], codes: readonly string[]): string[] => [
  ...new Set(codes.flatMap((code) => withAncestors(scheme, code))),
];

/** The document of a shown listing, under the classifications in force. */
export function documentOf(listing: PublicListing, codes: CodeTables): SearchDocument {
  const { sectors, fields, provinceCode, regionCode, ipcCodes, organisationNames } = listing;
  const { texts: _texts, values: _values, ...same } = listing;
  const province = provinceCode === null ? undefined : codes.province.get(provinceCode);
  return {
    listingId: same.listingId,
    version: same.version,
    reference: same.reference,
    side: same.side,
    kind: same.kind,
    title: same.title,
    summary: same.summary,
    keywords: same.keywords,
    description: descriptionOf(listing),
    names: [...organisationNames, ...provinceNames(codes, provinceCode), ...numbersOf(listing.values)],
    codes: ipcCodes,
    province: provinceCode,
    region: regionCode ?? (province?.extra as Partial<ProvinceExtra> | undefined)?.region ?? null,
    trl: same.trl,
    techClass: same.techClass,
    organisationType: same.organisationType,
    country: same.country,
    openForInterest: same.openForInterest,
    sectors: allAbove(codes.priority_sector, sectors),
    fields: allAbove(codes.st_field, fields),
    ipStatuses: same.ipStatuses,
    transferModes: same.transferModes,
    languages: same.languages,
    verified: same.verified,
    completeness: same.completeness,
    publishedAt: same.publishedAt,
    expiresAt: same.expiresAt,
  };
}
