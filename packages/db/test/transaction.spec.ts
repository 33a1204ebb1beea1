import { PLATFORM_CHAIN, type AuditEvent } from '@ketnoi/domain/audit';
import { testDatabase, type TestDatabase } from '@ketnoi/testing/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendAudit } from '../src/audit.ts';
import { createDb, type Db, type Tx } from '../src/database.ts';
import { statement } from '../src/statement.ts';
import { inTransaction } from '../src/transaction.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await testDatabase();
  // One connection: whoever comes next gets the one that a transaction has just given back.
  db = createDb({ url: database.url('admin'), poolSize: 1 });
  await sql`create table note (text text not null)`.execute(db);
});
afterAll(async () => {
  await db.destroy();
  await database.close();
});

const add = statement<{ text: string }, never>((any, arg) => ({
  compile: () => sql<never>`insert into note (text) values (${arg('text')})`.compile(any),
}));
const notes = async () => (await sql<{ text: string }>`select text from note order by text`.execute(db)).rows.map((row) => row.text);

const event: AuditEvent = {
  action: 'note.add',
  noun: 'note',
  nounId: PLATFORM_CHAIN,
  accountId: null,
  organisationId: null,
  capacity: null,
  mandateId: null,
  at: new Date('2026-11-24T00:00:00Z'),
  details: {},
};

async function ended(how: 'committed' | 'rolled back'): Promise<Tx> {
  let kept: Tx | undefined;
  await inTransaction(db, async (tx) => {
    kept = tx;
    await add(tx, { text: how });
    if (how === 'rolled back') throw new Error('on purpose');
  }).catch(() => undefined);
  if (kept === undefined) throw new Error('no transaction');
  return kept;
}

describe.each(['committed', 'rolled back'] as const)('a transaction that was %s', (how) => {
  it('takes no further statement, least of all into the transaction that got its connection next', async () => {
    const tx = await ended(how);
    await inTransaction(db, async () => {
      await expect(add(tx, { text: 'stray' })).rejects.toThrow(/already/u);
    }).catch(() => undefined);
    await expect(add(tx, { text: 'stray' })).rejects.toThrow(/already/u);
    expect(await notes()).not.toContain('stray');
  });

  it('takes no act that would be forgotten', async () => {
    const tx = await ended(how);
    await expect(appendAudit(tx, event)).rejects.toThrow(/already/u);
  });
});

describe('a transaction', () => {
  it('keeps what it wrote when it commits and nothing when it throws', async () => {
    expect(new Set(await notes())).toEqual(new Set(['committed']));
  });
});
