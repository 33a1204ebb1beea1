import { createHash } from 'node:crypto';
import type { Tx } from '@ketnoi/db/database';
import { insertLetter } from '@ketnoi/db/mail';
import { newId, type MailId, type OrganisationId } from '@ketnoi/domain/ids';
import type { Language } from '@ketnoi/domain/language';
import { enqueue } from '@ketnoi/jobs/enqueue';
import type { Config } from '../config.ts';
import type { Ctx } from '../context.ts';
import { LETTERS, type LetterValues, type Template } from './letters.ts';

export type Letter<Name extends Template = Template> = {
  template: Name;
  recipient: string;
  language: Language;
  values: LetterValues[Name];
  /** What happened, in one word or id: the same letter to the same reader about the same event is stored once. */
  dedupe: string;
  /** The reader is written to as a member of this organisation, and gets the letter only while a member. */
  organisationId?: OrganisationId;
  /** Where what caused the letter must know it. */
  id?: MailId;
  /** Further paragraphs between the text and its link, line by line; links among them are addresses of ours. */
  paragraphs?: readonly (readonly string[])[];
};

/** One address and nothing else: no second one, no name, no line end. */
const ADDRESS = /^[^\s<>(),;:"\\[\]@]{1,64}@[^\s<>(),;:"\\[\]@]{1,253}$/u;

/** An address of ours with a signature in it is no longer. */
const LONGEST_LINE = 400;

/** A text somebody else wrote, made fit for one line of a letter: no control or direction characters,
 * no encoded words, one blank at a time, a bounded length. */
export function oneLine(text: string, longest = 120): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll('=?', '= ?')
    .trim()
    .slice(0, longest);
}

/**
 * Stores a letter in the caller's transaction and asks for its dispatch. Its Message-ID derives from template, reader and event, so that a
 * repeat is recognised here and, at the latest, by the reader's mail server. Throws when the recipient is no single address.
 */
export async function queueMail<Name extends Template>(ctx: Pick<Ctx, 'clock' | 'config'>, tx: Tx, letter: Letter<Name>): Promise<void> {
  if (!ADDRESS.test(letter.recipient)) throw new Error('a letter needs exactly one address');
  const now = ctx.clock.now();
  const id = letter.id ?? newId<'mail'>(now.getTime());
  const { subject, body } = renderLetter(ctx.config, letter);
  const stored = await insertLetter(tx, {
    id,
    messageId: messageId(ctx.config, letter),
    template: letter.template,
    recipient: letter.recipient,
    language: letter.language,
    subject,
    bodyText: body,
    organisationId: letter.organisationId ?? null,
    createdAt: now,
  });
  if (stored) await enqueue(tx, 'mail.send', { mailId: id });
}

function messageId(config: Config, { template, recipient, dedupe }: Letter): string {
  const hash = createHash('sha256').update([template, recipient.toLowerCase(), dedupe].join('\n')).digest('hex').slice(0, 40);
  return `<${hash}@${new URL(config.publicUrl).hostname}>`;
}

/** Subject and text of a letter. */
export function renderLetter<Name extends Template>(config: Config, letter: Letter<Name>): { subject: string; body: string } {
  const { language, values, paragraphs = [] } = letter;
  const clean = Object.fromEntries(Object.entries(values).map(([name, text]) => [name, oneLine(text)])) as LetterValues[Name];
  const { subject, body } = LETTERS[letter.template][language](clean);
  // Links come from the configured address, never from a request.
  const link = `${config.publicUrl}${language === 'en' ? '/en' : ''}${values.path}`;
  const node = config.node.names[language];
  const end = language === 'vi' ? `Thư tự động của ${node}; xin đừng trả lời.` : `Sent automatically by ${node}; please do not reply.`;
  const further = paragraphs.map((lines) => lines.map((line) => oneLine(line, LONGEST_LINE)).join('\n'));
  return { subject, body: [body, ...further, link, `-- \n${end}`].join('\n\n') };
}
