import { AUDIT_FORMAT, canonicalAudit, PLATFORM_CHAIN, type AuditEvent } from '@ketnoi/domain/audit';
import { sql } from 'kysely';
import type { Tx } from './database.ts';
import { statement } from './statement.ts';

/** A job as the queue takes it in: its kind, what it is about, and its payload as JSON. */
export type PutJob = { name: string; key: string; payload: string };

/** The answer kept under an idempotency key. */
export type KeptAnswer = {
  principal: string;
  operation: string;
  key: string;
  bodyHash: Buffer;
  status: number;
  body: string;
  at: Date;
  expiresAt: Date;
};

/** What an act leaves behind beside its own rows. */
export type Closing = { audits: AuditEvent[]; jobs: Map<string, PutJob>; answers: KeptAnswer[] };

type Row = {
  chains: string[];
  ats: Date[];
  canonicals: string[];
  names: string[];
  keys: string[];
  payloads: string[];
  principals: string[];
  operations: string[];
  answerKeys: string[];
  bodyHashes: Buffer[];
  statuses: number[];
  bodies: string[];
  answeredAt: Date[];
  expireAt: Date[];
};

// One statement for all of it. Jobs follow pg-boss's own rules: one of this key that still waits takes the new one in. It is updated, not
// left alone, because that locks it until this transaction commits: no worker can take it meanwhile and read what was true before.
const write = statement<Row, { appended: number }>((db, arg) => ({
  compile: () =>
    sql<{ appended: number }>`
    with put as (
      insert into pgboss.job_common (name, data, singleton_key, upsert_by_key, start_after, created_on, keep_until, policy, dead_letter,
        retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds, deletion_seconds, heartbeat_seconds)
      select q.name, job.payload::jsonb, job.key, true, pgboss.job_now(), pgboss.job_now(),
        pgboss.job_now() + q.retention_seconds * interval '1s', q.policy, q.dead_letter,
        q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max, q.expire_seconds, q.deletion_seconds, q.heartbeat_seconds
      from unnest(${arg('names')}::text[], ${arg('keys')}::text[], ${arg('payloads')}::text[]) as job (name, key, payload)
      join pgboss.queue q on q.name = job.name
      on conflict (name, singleton_key) where state = 'created' and upsert_by_key
      do update set data = excluded.data
    ), answered as (
      insert into idempotency_key (principal, operation, key, body_hash, status, body, created_at, expires_at)
      select * from unnest(${arg('principals')}::uuid[], ${arg('operations')}::text[], ${arg('answerKeys')}::text[], ${arg('bodyHashes')}::bytea[],
        ${arg('statuses')}::int[], ${arg('bodies')}::text[], ${arg('answeredAt')}::timestamptz[], ${arg('expireAt')}::timestamptz[])
    )
    select count(audit_append(x.chain, x.at, ${AUDIT_FORMAT}::int, x.canonical)) as appended from (
      select * from unnest(${arg('chains')}::uuid[], ${arg('ats')}::timestamptz[], ${arg('canonicals')}::text[])
        with ordinality as given (chain, at, canonical, n) order by chain, n) as x`.compile(db),
}));

const open = new WeakMap<Tx, Closing>();

/** What this transaction will leave behind; collected until it commits, so that an act writes it in one statement. */
export function closingOf(tx: Tx): Closing | undefined {
  return open.get(tx);
}

/** Begins to collect for a transaction. */
export function openClosing(tx: Tx): Closing {
  const closing: Closing = { audits: [], jobs: new Map(), answers: [] };
  open.set(tx, closing);
  return closing;
}

/** Ends collecting for a transaction: what comes later is written at once, which an ended transaction refuses. */
export function dropClosing(tx: Tx): void {
  open.delete(tx);
}

/**
 * Writes what was collected. Chains are locked in the order of their ids and jobs in that of their keys, so that no two acts wait for each
 * other; an answer under a key already used fails with the constraint `idempotency_key_pk`.
 */
export async function writeClosing(tx: Tx, { audits, jobs, answers }: Closing): Promise<void> {
  if (audits.length === 0 && jobs.size === 0 && answers.length === 0) return;
  const put = [...jobs.values()].toSorted((one, other) => (one.name + one.key < other.name + other.key ? -1 : 1));
  await write(tx, {
    chains: audits.map((event) => event.organisationId ?? PLATFORM_CHAIN),
    ats: audits.map((event) => event.at),
    canonicals: audits.map(canonicalAudit),
    names: put.map((job) => job.name),
    keys: put.map((job) => job.key),
    payloads: put.map((job) => job.payload),
    principals: answers.map((one) => one.principal),
    operations: answers.map((one) => one.operation),
    answerKeys: answers.map((one) => one.key),
    bodyHashes: answers.map((one) => one.bodyHash),
    statuses: answers.map((one) => one.status),
    bodies: answers.map((one) => one.body),
    answeredAt: answers.map((one) => one.at),
    expireAt: answers.map((one) => one.expiresAt),
  });
}
