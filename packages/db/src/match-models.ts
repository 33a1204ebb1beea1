import { sql } from 'kysely';
import type { Db, Tx } from './database.ts';

export type MatchModelState = 'candidate' | 'active' | 'retired';

/** Weights that were learned, as they were written down; `readModel` of the matching package reads them. */
export type MatchModelRow = {
  name: string;
  weights: unknown;
  basis: Record<string, unknown>;
  state: MatchModelState;
  /** The model that was in use before; null where that was the ranker's own. */
  replaced: string | null;
  createdAt: Date;
};

const columns = sql`m.name, m.weights, m.basis, m.state, m.replaced, m.created_at`;

/** The model in use; null where the ranker goes by the weights it came with. */
export async function activeModel(db: Db): Promise<MatchModelRow | null> {
  const { rows } = await sql<MatchModelRow>`select ${columns} from match_model m where m.state = 'active'`.execute(db);
  return rows[0] ?? null;
}

export async function findModel(db: Db, args: { name: string }): Promise<MatchModelRow | null> {
  const { rows } = await sql<MatchModelRow>`select ${columns} from match_model m where m.name = ${args.name}`.execute(db);
  return rows[0] ?? null;
}

/** Puts learned weights beside those in use; nobody ranks by them yet. */
export async function insertModel(
  tx: Tx,
  args: { name: string; weights: unknown; basis: Record<string, unknown>; now: Date },
): Promise<void> {
  const { name, weights, basis, now } = args;
  await tx
    .insertInto('matchModel')
    .values({ name, weights: JSON.stringify(weights), basis: JSON.stringify(basis), state: 'candidate', createdAt: now })
    .execute();
}

/** The model in use, held still until the transaction ends. */
export async function lockActiveModel(tx: Tx): Promise<MatchModelRow | null> {
  const { rows } = await sql<MatchModelRow>`select ${columns} from match_model m where m.state = 'active' for update`.execute(tx);
  return rows[0] ?? null;
}

/** Takes a model out of use. */
export async function retireModel(tx: Tx, args: { name: string; now: Date }): Promise<void> {
  await tx.updateTable('matchModel').set({ state: 'retired', retiredAt: args.now }).where('name', '=', args.name).execute();
}

/** Takes a model into use where none is. `replaced` is the one that was in use before. */
export async function activateModel(tx: Tx, args: { name: string; replaced: string | null; now: Date }): Promise<void> {
  const { name, replaced, now } = args;
  await tx
    .updateTable('matchModel')
    .set({ state: 'active', activatedAt: now, retiredAt: null, replaced })
    .where('name', '=', name)
    .execute();
}

/** Takes back into use the model that another one had replaced; what it had replaced itself stays as it was. */
export async function reactivateModel(tx: Tx, args: { name: string; now: Date }): Promise<void> {
  await tx
    .updateTable('matchModel')
    .set({ state: 'active', activatedAt: args.now, retiredAt: null })
    .where('name', '=', args.name)
    .execute();
}
