import type { Language } from '@ketnoi/domain/language';
import type { ListingId, MailId, OrganisationId } from '@ketnoi/domain/ids';
import { sql } from 'kysely';
import type { Db, Tx } from './database.ts';

export type LetterRow = {
  id: MailId;
  messageId: string;
  template: string;
  recipient: string;
  language: Language;
  subject: string;
  bodyText: string;
  organisationId: OrganisationId | null;
  createdAt: Date;
};

/** Stores a letter once: one with the same message id is there already when this says false. */
export async function insertLetter(tx: Tx, row: LetterRow): Promise<boolean> {
  const result = await tx
    .insertInto('mail')
    .values(row)
    .onConflict((on) => on.column('messageId').doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export type LetterToSend = LetterRow & { sentAt: Date | null; droppedAt: Date | null; entitled: boolean };

/**
 * A letter with whether its reader may still have it: an account that was suspended gets none, and what was written to a member of an
 * organisation goes to members alone.
 */
export async function findLetter(db: Db, args: { id: MailId }): Promise<LetterToSend | null> {
  const { rows } = await sql<LetterToSend>`
    select m.id, m.message_id, m.template, m.recipient, m.language, m.subject, m.body_text, m.organisation_id, m.created_at, m.sent_at, m.dropped_at,
      not exists (select from account a where a.email = lower(m.recipient) and a.email_verified_at is not null and a.suspended_at is not null)
        and (m.organisation_id is null or exists (
          select from account a join membership s on s.account_id = a.id
          where a.email = lower(m.recipient) and a.email_verified_at is not null and s.organisation_id = m.organisation_id)) as entitled
    from mail m where m.id = ${args.id}`.execute(db);
  return rows[0] ?? null;
}

/** Marks a letter as gone and forgets its text, which may hold a link that is as good as a key. */
export async function markLetterSent(tx: Db, args: { id: MailId; now: Date }): Promise<void> {
  await tx.updateTable('mail').set({ sentAt: args.now, bodyText: '' }).where('id', '=', args.id).where('sentAt', 'is', null).execute();
}

/** Marks a letter that will not leave because its reader may not have it any more. */
export async function dropLetter(tx: Db, args: { id: MailId; now: Date }): Promise<void> {
  await tx.updateTable('mail').set({ droppedAt: args.now, bodyText: '' }).where('id', '=', args.id).execute();
}

export type OutboxLetter = Pick<LetterRow, 'id' | 'template' | 'recipient' | 'language' | 'subject' | 'bodyText' | 'createdAt'>;

/** The newest letters that stay here because no mail server is configured. */
export async function listOutbox(db: Db, args: { limit: number }): Promise<OutboxLetter[]> {
  const rows = await db
    .selectFrom('mail')
    .select(['id', 'template', 'recipient', 'language', 'subject', 'bodyText', 'createdAt'])
    .where('sentAt', 'is', null)
    .where('droppedAt', 'is', null)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(args.limit)
    .execute();
  return rows as OutboxLetter[];
}

export type Reader = { email: string; language: Language };

/** The people of an organisation who are told of what concerns its listings: everyone but viewers, unless the account is suspended. */
export async function readersOf(db: Db, args: { organisationId: OrganisationId }): Promise<Reader[]> {
  const rows = await db
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.accountId')
    .select(['account.email', 'account.language'])
    .where('membership.organisationId', '=', args.organisationId)
    .where('membership.role', '<>', 'viewer')
    // Who has not confirmed an address may have typed somebody else's.
    .where('account.emailVerifiedAt', 'is not', null)
    .where('account.suspendedAt', 'is', null)
    .orderBy('membership.createdAt')
    .execute();
  return rows as Reader[];
}

/** The people who review listings on this platform, but for those of the organisations the listing belongs to: nobody moderates his own. */
export async function moderatorsFor(db: Db, args: { listingId: ListingId; now: Date }): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    select distinct a.email, a.language from account_grant g join account a on a.id = g.account_id
    where g.role = 'moderator' and (g.scope = 'platform' or (g.scope = 'node' and g.scope_id = (select n.code from exchange_node n where n.is_self)))
      and g.revoked_at is null and (g.until is null or g.until > ${args.now}) and a.suspended_at is null
      and not exists (
        select from listing l join membership m on m.organisation_id in (l.owner_organisation_id, l.entering_organisation_id)
        where l.id = ${args.listingId} and m.account_id = a.id)
    order by a.email`.execute(db);
  return rows;
}
