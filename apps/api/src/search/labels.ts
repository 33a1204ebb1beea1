import type { CodeEntry, CodeTables, SearchedScheme } from '@ketnoi/db/classifications';
import type { Language } from '@ketnoi/domain/language';
import type { Facet } from '@ketnoi/domain/search';

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

/** What one reader's codes are labelled with. */
export type Labels = { codes: CodeTables; language: Language };

/** The entry of a facet's code in its classification, where there is one. */
export function entryOf(facet: Facet, code: string, codes: CodeTables): CodeEntry | undefined {
  const scheme = SCHEMES[facet];
  return scheme === undefined ? undefined : codes[scheme].get(code);
}

/** What a value of a facet is called in the reader's language; the code itself where nothing names it. */
export function labelOf(facet: Facet, code: string, { codes, language }: Labels): string {
  if (facet === 'trl') return `TRL ${code}`;
  return WORDS[facet]?.[code]?.[language] ?? entryOf(facet, code, codes)?.label[language] ?? code;
}
