import type { Db } from '@ketnoi/db/database';
import { activeModel, findModel, type MatchModelRow } from '@ketnoi/db/match-models';
import { readModel, SHIPPED_MODEL, type MatchModel } from '@ketnoi/matching/model';

/** A model that is taken into use, or out of it, counts after so long in every running process. */
const KEPT_MILLIS = 10_000;

/** The model of a row. Its name is that of the row, so that what was ranked by it can be told. */
export function modelOfRow(row: MatchModelRow): MatchModel {
  return readModel({ ...(row.weights as object), name: row.name });
}

/** The model that goes by a name, shipped or learned; null where none does. */
export async function namedModel(db: Db, name: string): Promise<MatchModel | null> {
  if (name === SHIPPED_MODEL.name) return SHIPPED_MODEL;
  const row = await findModel(db, { name });
  return row === null ? null : modelOfRow(row);
}

/**
 * Finds the model in use, or another by its name, in the database. The one in use is kept for some seconds; where none was learned, or a name is unknown, it is the
 * shipped one.
 */
export function modelsIn(db: Db, keptMillis = KEPT_MILLIS): (name: string | null) => Promise<MatchModel> {
  let kept: { until: number; model: Promise<MatchModel> } | null = null;
  const active = async (): Promise<MatchModel> => {
    const row = await activeModel(db);
    return row === null ? SHIPPED_MODEL : modelOfRow(row);
  };
  return async (name) => {
    if (name !== null) return (await namedModel(db, name)) ?? SHIPPED_MODEL;
    if (kept === null || kept.until <= performance.now()) {
      const model = active();
      kept = { until: performance.now() + keptMillis, model };
      model.catch(() => {
        kept = null;
      });
    }
    return kept.model;
  };
}
