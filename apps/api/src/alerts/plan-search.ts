import type { SavedQuery } from '@ketnoi/contracts/saved-searches';
import { codeTables } from '@ketnoi/db/classifications';
import type { Db } from '@ketnoi/db/database';
import type { SavedSearchPlan } from '@ketnoi/db/saved-searches';
import type { Language } from '@ketnoi/domain/language';
import { Problem, problem } from '@ketnoi/domain/problems';
import type { Threshold } from '@ketnoi/domain/saved-search';
import { planKept, planVersion } from '@ketnoi/search/kept-query';
import type { ReadingTables } from '@ketnoi/search/living-tables';
import type { Filters } from '@ketnoi/search/port';
import { filtersOf } from '../search/filters.ts';

export type Wanted = { query: SavedQuery; language: Language; threshold: Threshold };

/** The fields of a search's own address lie one deeper here. */
function inQuery(error: unknown): unknown {
  if (!(error instanceof Problem)) return error;
  const errors = (error.details.errors ?? []).map((one) => ({ ...one, field: `query.${one.field}` }));
  return problem(error.code, { ...error.details, errors });
}

async function filtersIn(db: Db, query: SavedQuery): Promise<Filters> {
  const codes = await codeTables(db);
  try {
    return filtersOf(query, codes);
  } catch (error) {
    throw inQuery(error);
  }
}

/** Plans what a search is to alert of. Throws `listing.code_unknown` naming each code, `saved_search.empty` where it asks for nothing. */
export async function planOf(db: Db, { query, language, threshold }: Wanted, reading: ReadingTables): Promise<SavedSearchPlan> {
  const filters = await filtersIn(db, query);
  const { q = '', exact = false, translate = true } = query;
  const planned = await planKept(db, { text: q, language, filters, exact, translate, threshold }, reading.tables);
  if (planned === null)
    throw problem('saved_search.empty', { errors: [{ field: 'query', code: 'required', message: 'give words or at least one filter' }] });
  return { ...planned, planVersion: planVersion(reading.edition) };
}

/** A query as it is kept: composed letters, nothing around the words, no empty filter. */
export function tidy(query: SavedQuery): SavedQuery {
  const kept = Object.entries(query).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0));
  const { q, ...rest } = Object.fromEntries(kept) as SavedQuery;
  const words = (q ?? '').normalize('NFC').trim();
  return words === '' ? rest : { q: words, ...rest };
}
