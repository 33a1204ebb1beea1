import type { AccountId, OrganisationId } from '@ketnoi/domain/ids';
import { sql } from 'kysely';
import { dropClosing, openClosing, writeClosing } from './closing.ts';
import { bindClient, unbindClient, type Db, type Tx } from './database.ts';

/** Who the row-level policies see: the account and the organisations whose confidential rows it may touch. */
export type RowActor = { accountId: AccountId | null; organisationIds: readonly OrganisationId[] };

/** Tells the row-level policies of this transaction who acts. Gone at commit or rollback. */
export async function asActor(tx: Tx, actor: RowActor): Promise<void> {
  const organisations = `{${actor.organisationIds.join(',')}}`;
  await sql`select set_config('app.account', ${actor.accountId ?? ''}, true), set_config('app.organisations', ${organisations}, true)`.execute(
    tx,
  );
}

/**
 * Runs `work` in one transaction; a throw rolls everything back. Audit events, jobs and the kept answer are collected meanwhile and written
 * in one statement before the commit. Inside a transaction already open (a request that carries an idempotency key) it joins that one, so
 * that effect and answer commit together. `work` never awaits the network.
 */
export async function inTransaction<Result>(db: Db, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  if (db.isTransaction) return work(db as Tx);
  return db.transaction().execute(async (tx) => {
    await bindClient(tx);
    const closing = openClosing(tx);
    try {
      const result = await work(tx);
      await writeClosing(tx, closing);
      return result;
    } finally {
      // What still holds this transaction must neither reach whoever gets its connection next nor be collected for nobody.
      dropClosing(tx);
      unbindClient(tx);
    }
  });
}
