import type { SearchQuery } from '@ketnoi/contracts/search';
import type { CodeTables, SearchedScheme } from '@ketnoi/db/classifications';
import { problem, type FieldError } from '@ketnoi/domain/problems';
import type { Facet } from '@ketnoi/domain/search';
import { fold } from '@ketnoi/language/fold';
import type { Filters } from '@ketnoi/search/port';

/** The table each filter's codes come from. */
const SCHEME_OF = {
  field: 'st_field',
  sector: 'priority_sector',
  region: 'region',
  techClass: 'list_status',
  ipStatus: 'ip_status',
  transferMode: 'transfer_mode',
  country: 'country',
  organisationType: 'organisation_type',
} as const satisfies Partial<Record<Facet, SearchedScheme>>;

/** The fault of a code that is in no table. */
export const unknownCode = (field: string, code: string, scheme: string): FieldError => ({
  field,
  code: 'unknown',
  message: `"${code.slice(0, 60)}" is not a code of ${scheme}; see /api/classifications/${scheme}`,
});

/** Today's code of a province named by its code, its code before July 2025, or either name, with or without marks. */
export function provinceCode({ province, province_legacy: legacy }: CodeTables, given: string): string | null {
  if (province.has(given)) return given;
  const name = fold(given);
  const old = legacy.get(given) ?? [...legacy.values()].find((entry) => fold(entry.label.vi) === name);
  const now = [...province.values()].find((entry) => fold(entry.label.vi) === name);
  return now?.code ?? (old?.extra['newCode'] as string | undefined) ?? null;
}

function levels({ trlMin, trlMax }: SearchQuery): string[] {
  if (trlMin === undefined && trlMax === undefined) return [];
  const [from, to] = [trlMin ?? 1, trlMax ?? 9];
  if (from > to)
    throw problem('request.malformed', { errors: [{ field: 'trlMax', code: 'minimum', message: 'must not be below trlMin' }] });
  return Array.from({ length: to - from + 1 }, (_, at) => String(from + at));
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)];

/** The filters of a request, every code known and provinces by their present code. Throws `listing.code_unknown` naming each that is not. */
export function filtersOf(query: SearchQuery, codes: CodeTables): Filters {
  const errors: FieldError[] = [];
  const filters: Filters = {
    side: distinct(query.in ?? []),
    kind: distinct(query.kind ?? []),
    language: distinct(query.language ?? []),
    trl: levels(query),
  };
  for (const [facet, scheme] of Object.entries(SCHEME_OF) as [keyof typeof SCHEME_OF, SearchedScheme][]) {
    const given = distinct(query[facet] ?? []);
    errors.push(...given.filter((code) => !codes[scheme].has(code)).map((code) => unknownCode(facet, code, scheme)));
    filters[facet] = given;
  }
  const provinces = (query.province ?? []).map((given) => ({ given, code: provinceCode(codes, given) }));
  errors.push(...provinces.filter((one) => one.code === null).map((one) => unknownCode('province', one.given, 'province')));
  filters.province = distinct(provinces.flatMap((one) => one.code ?? []));
  if (query.openForInterest === true) filters.openForInterest = ['true'];
  if (errors.length > 0) throw problem('listing.code_unknown', { errors });
  return Object.fromEntries(Object.entries(filters).filter(([, values]) => values.length > 0));
}
