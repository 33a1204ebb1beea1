import { CamelCasePlugin, CompiledQuery, Kysely, PostgresDialect, type PostgresPool, type Transaction } from 'kysely';
import pg from 'pg';
import type { DB } from './generated.ts';

export type Db = Kysely<DB>;
/** What must be atomic takes a Tx: calling it outside a transaction does not compile. */
export type Tx = Transaction<DB>;

export type DatabaseOptions = {
  url: string;
  /** Role to take on at connect, when the login role is a member of it. */
  role?: string;
  poolSize?: number;
  /** Milliseconds a statement may run. */
  statementTimeout?: number;
};

// Counts and sequence numbers of this product stay far below 2^53; money never travels as int8 but as text.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// A calendar day has no time zone: it stays the text YYYY-MM-DD.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** Beyond so many different texts a process stops naming statements, so that odd query shapes cannot fill the server's memory. */
const NAMED_STATEMENTS = 400;
const names = new Map<string, string>();

function nameOf(sql: string): string | undefined {
  const known = names.get(sql);
  if (known !== undefined) return known;
  if (names.size >= NAMED_STATEMENTS) return undefined;
  const name = `s${names.size + 1}`;
  names.set(sql, name);
  return name;
}

type PreparingClient = { query: (sql: string, parameters: readonly unknown[]) => Promise<pg.QueryResult>; release: () => void };

/** `begin` is sent together with the first statement after it; its failure is the failure of that statement. */
function sendBegin(client: pg.PoolClient): Promise<pg.QueryResult> {
  client.query('begin').catch(() => undefined);
  return Promise.resolve({ command: 'BEGIN', rowCount: null, oid: 0, fields: [], rows: [] });
}

function prepare(client: pg.PoolClient): PreparingClient {
  return {
    query: (sql, parameters) => {
      if (sql === CLIENT) return Promise.resolve({ command: CLIENT, rowCount: 1, oid: 0, fields: [], rows: [{ client }] });
      if (parameters.length > 0) return client.query(namedQuery(sql, parameters));
      return sql === 'begin' ? sendBegin(client) : client.query(sql);
    },
    release: () => client.release(),
  };
}

/** Asks our own connection for the client under it; never sent. */
const CLIENT = '-- client';
const clients = new WeakMap<Transaction<DB>, pg.PoolClient>();

/** Learns which connection a transaction holds, so that its statements can go there directly. */
export async function bindClient(tx: Transaction<DB>): Promise<void> {
  const { rows } = await tx.executeQuery<{ client: pg.PoolClient }>(CompiledQuery.raw(CLIENT));
  const client = rows[0]?.client;
  if (client !== undefined) clients.set(tx, client);
}

/** From now on the statements of this transaction go by the query builder, which refuses them once it has ended. */
export function unbindClient(tx: Transaction<DB>): void {
  clients.delete(tx);
}

/** A statement with parameters, prepared once per connection under the name of its text. */
export function namedQuery(sql: string, parameters: readonly unknown[]): pg.QueryConfig {
  const name = nameOf(sql);
  return { text: sql, values: parameters as unknown[], ...(name === undefined ? {} : { name }) };
}

/** A pool whose clients prepare each statement with parameters: planning was half of PostgreSQL's work on a list. */
function preparing(pool: pg.Pool): PostgresPool {
  const known = new WeakMap<pg.PoolClient, PreparingClient>();
  const connect = async (): Promise<PreparingClient> => {
    const client = await pool.connect();
    const kept = known.get(client) ?? prepare(client);
    known.set(client, kept);
    return kept;
  };
  return { connect, end: () => pool.end(), options: {} } as unknown as PostgresPool;
}

const pools = new WeakMap<Db, pg.Pool>();

/** Where statements that need nothing of the query builder go: the pool under a handle, or the connection of a transaction. */
export function directOf(db: Db): pg.Pool | pg.PoolClient | undefined {
  return pools.get(db) ?? clients.get(db as Transaction<DB>);
}

/**
 * A database handle. Times out as decided for back-pressure: 2 s to get a connection, 5 s a statement, 2 s a lock, 10 s idle in a transaction.
 * Errors: the pool's own, and those of PostgreSQL as `pg` throws them.
 */
export function createDb(options: DatabaseOptions): Db {
  const url = new URL(options.url);
  // pg lets the options of an address replace ours; both must hold.
  const given = url.searchParams.get('options');
  url.searchParams.delete('options');
  const settings = [
    given ?? '',
    options.role === undefined ? '' : `-c role=${options.role}`,
    `-c statement_timeout=${options.statementTimeout ?? 5000}`,
    '-c lock_timeout=2000',
    '-c idle_in_transaction_session_timeout=10000',
    '-c jit=off',
    // A search that looks at a part of a large table must look at the same part for each of its pages.
    '-c synchronize_seqscans=off',
  ];
  const pool = new pg.Pool({
    connectionString: url.href,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: 2000,
    options: settings.filter((one) => one !== '').join(' '),
    // Statements given without waiting for each other leave together.
    pipeline: true,
  });
  // A connection that dies is replaced on the next use, and what it was doing fails; without a listener it would end the process. The pool
  // listens to idle ones alone: one that dies between two statements of a transaction is nobody's.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool: preparing(pool) }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  pools.set(db, pool);
  return db;
}
