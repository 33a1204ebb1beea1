import type { Transporter } from 'nodemailer';
import type { Config } from '../config.ts';

export type Outgoing = {
  messageId: string;
  recipient: string;
  subject: string;
  text: string;
  fromName: string;
  /** Where one request without a cookie ends letters of this kind (RFC 8058); null for those that cannot be ended. */
  unsubscribe: string | null;
};

/** Hands one letter to a mail server; resolves when it was accepted. */
export type Mailer = { send: (letter: Outgoing) => Promise<void>; close: () => void };

/** Milliseconds the mail server may take for a step. */
const TIMEOUT = 10_000;

/** The mailer over the SMTP server of the configuration, or null where there is none and letters stay in the local outbox. */
export function smtpMailer(config: Config): Mailer | null {
  const { smtpUrl } = config;
  if (smtpUrl === null) return null;
  const from = config.node.contact.email ?? `no-reply@${new URL(config.publicUrl).hostname}`;
  let transport: Promise<Transporter> | undefined;
  // Loaded with the first letter: the api process never sends any.
  const open = async (): Promise<Transporter> => {
    const { createTransport } = await import('nodemailer');
    return createTransport({
      url: smtpUrl,
      pool: true,
      maxConnections: 1,
      connectionTimeout: TIMEOUT,
      greetingTimeout: TIMEOUT,
      socketTimeout: TIMEOUT,
      dnsTimeout: TIMEOUT,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  };
  return {
    send: async ({ messageId, recipient, subject, text, fromName, unsubscribe }) => {
      transport ??= open();
      await (
        await transport
      ).sendMail({
        from: { name: fromName, address: from },
        to: { name: '', address: recipient },
        subject,
        text,
        messageId,
        headers: {
          'Auto-Submitted': 'auto-generated',
          'X-Auto-Response-Suppress': 'All',
          ...(unsubscribe === null
            ? {}
            : { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
        },
      });
    },
    close: () => void transport?.then((one) => one.close()),
  };
}
