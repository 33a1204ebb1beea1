import { sql } from 'kysely';
import type { Db } from './database.ts';

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
