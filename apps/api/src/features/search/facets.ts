import type { CodeEntry, CodeTables, SearchedScheme } from '@ketnoi/db/classifications';
import type { Language } from '@ketnoi/domain/language';
import type { Facet } from '@ketnoi/domain/search';
import type { FacetCount, FacetCounts, Filters } from '@ketnoi/search/port';

type Names = Record<Language, string>;

/** Labels of what has no classification table. */
const WORDS: Partial<Record<Facet, Readonly<Record<string, Names>>>> = {
  side: { offer: { vi: 'Chào bán', en: 'Offers' }, need: { vi: 'Nhu cầu', en: 'Needs' } },
  kind: {
    technology: { vi: 'Công nghệ', en: 'Technology' },
    research_result: { vi: 'Kết quả nghiên cứu', en: 'Research result' },
    equipment: { vi: 'Thiết bị', en: 'Equipment' },
    software: { vi: 'Phần mềm', en: 'Software' },
    service: { vi: 'Dịch vụ', en: 'Service' },
    need: { vi: 'Nhu cầu', en: 'Need' },
  },
  language: { vi: { vi: 'Tiếng Việt', en: 'Vietnamese' }, en: { vi: 'Tiếng Anh', en: 'English' } },
  openForInterest: { true: { vi: 'Đang nhận quan tâm', en: 'Open for interest' }, false: { vi: 'Tạm không nhận', en: 'Not open' } },
};

const SCHEMES: Partial<Record<Facet, SearchedScheme>> = {
  field: 'st_field',
  sector: 'priority_sector',
  province: 'province',
  region: 'region',
  techClass: 'list_status',
  ipStatus: 'ip_status',
  transferMode: 'transfer_mode',
  country: 'country',
  organisationType: 'organisation_type',
};

/** What one reader's facets are labelled with. */
export type Labels = { codes: CodeTables; language: Language };

function entryOf(facet: Facet, code: string, codes: CodeTables): CodeEntry | undefined {
  const scheme = SCHEMES[facet];
  return scheme === undefined ? undefined : codes[scheme].get(code);
}

function labelOf(facet: Facet, code: string, { codes, language }: Labels): string {
  if (facet === 'trl') return `TRL ${code}`;
  return WORDS[facet]?.[code]?.[language] ?? entryOf(facet, code, codes)?.label[language] ?? code;
}

function parentOf(facet: Facet, code: string, codes: CodeTables): string | null {
  const entry = entryOf(facet, code, codes);
  return facet === 'province' ? ((entry?.extra['region'] as string | undefined) ?? null) : (entry?.parent ?? null);
}

type FacetView = { code: string; label: string; count: number; parent: string | null };

/** The counts with labels and parents. What is chosen is listed even when nothing is left of it, so that it can be taken off again. */
export function facetsView(counts: FacetCounts, filters: Filters, labels: Labels): Partial<Record<Facet, FacetView[]>> {
  const views = (Object.entries(counts) as [Facet, readonly FacetCount[]][]).map(([facet, values]) => {
    const missing = (filters[facet] ?? []).filter((code) => !values.some((one) => one.code === code));
    const all = [...values, ...missing.map((code) => ({ code, count: 0 }))];
    if (facet === 'trl') all.sort((one, other) => Number(one.code) - Number(other.code));
    return [
      facet,
      all.map(({ code, count }) => ({ code, label: labelOf(facet, code, labels), count, parent: parentOf(facet, code, labels.codes) })),
    ];
  });
  return Object.fromEntries(views) as Partial<Record<Facet, FacetView[]>>;
}
