import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/**
 * Waits until every transaction of the server that was running at the call has ended, in whatever database: what is committed by now is then
 * behind the horizon that readers of changes stop at. @param url any database of the server.
 */
export async function settled(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const now = await client.query<{ xid: string }>('select pg_current_xact_id()::text as xid');
    for (;;) {
      const horizon = await client.query<{ past: boolean }>('select pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 as past', [
        now.rows[0]?.xid,
      ]);
      if (horizon.rows[0]?.past === true) return;
      await sleep(20);
    }
  } finally {
    await client.end();
  }
}
