import { dueAccounts, takeDue, type Sending } from '@ketnoi/db/alerts';
import { inTransaction } from '@ketnoi/db/transaction';
import { newId, type AccountId } from '@ketnoi/domain/ids';
import { lastSending, LETTERS_APART_MILLIS, NEWS_DAYS } from '@ketnoi/domain/saved-search';
import { digestLetter } from '../../alerts/digest-letter.ts';
import type { Ctx } from '../../context.ts';
import { actingAlone, recordAct } from '../../identity/acts.ts';
import { queueMail } from '../../mail/queue-mail.ts';

const BATCH = 2000;
const DAY_MILLIS = 86_400_000;

function sendingAt(now: Date): Sending {
  return {
    now,
    last: { at_once: now, daily: lastSending('daily', now), weekly: lastSending('weekly', now) },
    newsSince: new Date(now.getTime() - NEWS_DAYS * DAY_MILLIS),
    lettersSince: new Date(now.getTime() - LETTERS_APART_MILLIS),
  };
}

/** Writes one letter to each account whose searches have news that is due, whatever its searches are. Run twice, the second writes none. */
export async function sendDigests(ctx: Ctx): Promise<void> {
  const sending = sendingAt(ctx.clock.now());
  let after: AccountId | null = null;
  for (;;) {
    const accounts: AccountId[] = await dueAccounts(ctx.db, { sending, after, limit: BATCH });
    for (const accountId of accounts) await sendDigest(ctx, { accountId, sending });
    after = accounts.at(-1) ?? null;
    if (accounts.length < BATCH) return;
  }
}

/** All that was taken into a letter was hidden before it was written: it is taken out again, since it may come back. */
const nothingLeft = new Error('what was due was hidden meanwhile');

/** What is due, its letter and its place in the audit trail commit together. */
async function sendDigest(ctx: Ctx, { accountId, sending }: { accountId: AccountId; sending: Sending }): Promise<void> {
  const { now } = sending;
  const digestId = newId<'saved_search_digest'>(now.getTime());
  const mailId = newId<'mail'>(now.getTime());
  const written = inTransaction(ctx.db, async (tx) => {
    if (!(await takeDue(tx, { accountId, digestId, mailId, sending }))) return;
    const digest = await digestLetter({ db: tx, keys: ctx.keys, publicUrl: ctx.config.publicUrl }, mailId);
    if (digest === null) throw nothingLeft;
    await queueMail(ctx, tx, digest.letter);
    const by = actingAlone(accountId, 'clock');
    await recordAct(tx, { action: 'saved_search.tell', noun: 'saved_search_digest', nounId: digestId, by, at: now });
  });
  await written.catch((error: unknown) => {
    if (error !== nothingLeft) throw error;
  });
}
