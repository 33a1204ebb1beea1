import type { CodeTables } from '@ketnoi/db/classifications';
import type { Facet } from '@ketnoi/domain/search';
import type { FacetCount, FacetCounts, Filters } from '@ketnoi/search/port';
import { entryOf, labelOf, type Labels } from '../../search/labels.ts';

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
