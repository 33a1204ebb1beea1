import { dropLetter, findLetter, markLetterSent } from '@ketnoi/db/mail';
import type { MailId } from '@ketnoi/domain/ids';
import { job } from '@ketnoi/jobs/handlers';
import type { Ctx } from '../context.ts';

/** Hands a letter to the mail server unless it has left, its reader may not have it any more, or there is no server and the outbox keeps it. */
async function sendMail(ctx: Ctx, { mailId }: { mailId: MailId }): Promise<void> {
  const letter = await findLetter(ctx.db, { id: mailId });
  if (letter === null || letter.sentAt !== null || letter.droppedAt !== null) return;
  if (!letter.entitled) {
    await dropLetter(ctx.db, { id: mailId, now: ctx.clock.now() });
    return;
  }
  if (ctx.mail === null) return;
  const { messageId, recipient, subject, bodyText } = letter;
  await ctx.mail.send({ messageId, recipient, subject, text: bodyText, fromName: ctx.config.node.names[letter.language] });
  await markLetterSent(ctx.db, { id: mailId, now: ctx.clock.now() });
}

export const mailJob = job('mail.send', sendMail);
