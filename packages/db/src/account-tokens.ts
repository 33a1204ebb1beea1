import type { AccountId } from '@ketnoi/domain/ids';
import type { Language } from '@ketnoi/domain/language';
import { sql } from 'kysely';
import type { Db, Tx } from './database.ts';

export type TokenPurpose = 'verify_email' | 'reset_password';

type NewToken = { id: string; purpose: TokenPurpose; tokenHash: Buffer; now: Date; expiresAt: Date };

/** Stores the hash of a letter's link. Older links of the same purpose stop working, because only the newest is ever looked at. */
export async function insertAccountToken(tx: Tx, args: NewToken & { accountId: AccountId }): Promise<void> {
  await tx
    .insertInto('accountToken')
    .values({
      id: args.id,
      accountId: args.accountId,
      purpose: args.purpose,
      tokenHash: args.tokenHash,
      createdAt: args.now,
      expiresAt: args.expiresAt,
    })
    .execute();
}

export type Addressee = { id: AccountId; fullName: string; language: Language };

/**
 * Stores a link for the account of an address, where there is one: the confirmed one, else the newest that waits to be confirmed.
 * One statement, the same for a known and an unknown address. @returns whom the letter goes to, or null.
 */
export async function insertAccountTokenFor(tx: Tx, args: NewToken & { email: string }): Promise<Addressee | null> {
  const { rows } = await sql<Addressee>`
    with found as (
      select id, full_name, language from account where email = ${args.email} and suspended_at is null
      order by email_verified_at is null, created_at desc, id desc limit 1),
    issued as (
      insert into account_token (id, account_id, purpose, token_hash, created_at, expires_at)
      select ${args.id}::uuid, id, ${args.purpose}, ${args.tokenHash}, ${args.now}, ${args.expiresAt} from found)
    select id, full_name, language from found`.execute(tx);
  return rows[0] ?? null;
}

/** The account of a link that would still work, without using it up. */
export async function findTokenAccount(db: Db, args: { purpose: TokenPurpose; tokenHash: Buffer; now: Date }): Promise<AccountId | null> {
  const { rows } = await sql<{ accountId: AccountId }>`
    select account_id from account_token where token_hash = ${args.tokenHash} and purpose = ${args.purpose}
      and used_at is null and expires_at > ${args.now}`.execute(db);
  return rows[0]?.accountId ?? null;
}

/** Uses up a link: once, in time, and only the newest of its account and purpose. */
export async function consumeAccountToken(
  tx: Tx,
  args: { purpose: TokenPurpose; tokenHash: Buffer; now: Date },
): Promise<AccountId | null> {
  const { rows } = await sql<{ accountId: AccountId }>`
    update account_token t set used_at = ${args.now}
    where t.token_hash = ${args.tokenHash} and t.purpose = ${args.purpose} and t.used_at is null and t.expires_at > ${args.now}
      and t.id = (select newest.id from account_token newest where newest.account_id = t.account_id and newest.purpose = t.purpose
        order by newest.created_at desc, newest.id desc limit 1)
    returning t.account_id`.execute(tx);
  return rows[0]?.accountId ?? null;
}

/** How many letters of these templates went to an address since a moment: no address is flooded, whoever asks. */
export async function countLetters(db: Db, args: { recipient: string; templates: readonly string[]; since: Date }): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from mail where recipient = ${args.recipient} and created_at > ${args.since}
      and template = any(${args.templates}::text[])`.execute(db);
  return rows[0]?.count ?? 0;
}
