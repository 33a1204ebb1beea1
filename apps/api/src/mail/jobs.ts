import { dropLetter, findLetter, markLetterSent, type LetterToSend } from '@ketnoi/db/mail';
import type { MailId } from '@ketnoi/domain/ids';
import { job } from '@ketnoi/jobs/handlers';
import { digestLetter } from '../alerts/digest-letter.ts';
import type { Ctx } from '../context.ts';
import { renderLetter } from './queue-mail.ts';

type Content = { subject: string; text: string; unsubscribe: string | null };

/** What the letter says when it leaves. News of listings is read anew: what was withdrawn since it was queued is no longer told. */
async function contentOf({ db, keys, config }: Ctx, letter: LetterToSend): Promise<Content | null> {
  if (letter.template !== 'saved_search_news') return { subject: letter.subject, text: letter.bodyText, unsubscribe: null };
  const digest = await digestLetter({ db, keys, publicUrl: config.publicUrl }, letter.id);
  if (digest === null || digest.letter.recipient !== letter.recipient) return null;
  const { subject, body } = renderLetter(config, digest.letter);
  return { subject, text: body, unsubscribe: digest.unsubscribe };
}

/** Hands a letter to the mail server unless it has left, its reader may not have it any more, or there is no server and the outbox keeps it. */
async function sendMail(ctx: Ctx, { mailId }: { mailId: MailId }): Promise<void> {
  const letter = await findLetter(ctx.db, { id: mailId });
  if (letter === null || letter.sentAt !== null || letter.droppedAt !== null) return;
  const content = letter.entitled ? await contentOf(ctx, letter) : null;
  if (content === null) {
    await dropLetter(ctx.db, { id: mailId, now: ctx.clock.now() });
    return;
  }
  if (ctx.mail === null) return;
  const { messageId, recipient, language } = letter;
  await ctx.mail.send({ messageId, recipient, ...content, fromName: ctx.config.node.names[language] });
  await markLetterSent(ctx.db, { id: mailId, now: ctx.clock.now() });
}

export const mailJob = job('mail.send', sendMail);
