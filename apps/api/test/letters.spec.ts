import type { Config } from '../src/config.ts';
import { LETTERS, type Template } from '../src/mail/letters.ts';
import { smtpMailer } from '../src/mail/mailer.ts';
import { oneLine, queueMail, type Letter } from '../src/mail/queue-mail.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testWorld, type World } from './support/context.ts';
import { given } from './support/given.ts';
import { drain } from './support/jobs.ts';
import { captureSmtp } from './support/smtp.ts';

let world: World;
let server: Awaited<ReturnType<typeof captureSmtp>>;
let wired: World;
beforeAll(async () => {
  world = await testWorld();
  server = await captureSmtp();
  const config: Config = { ...world.ctx.config, smtpUrl: server.url };
  wired = { ...world, ctx: { ...world.ctx, config, mail: smtpMailer(config) } };
});
beforeEach(() => {
  server.letters.length = 0;
});
afterAll(async () => {
  wired.ctx.mail?.close();
  await server.close();
  await world.close();
});

let events = 0;
async function write(letter: Partial<Letter<'invitation'>> = {}): Promise<string> {
  events += 1;
  const dedupe = letter.dedupe ?? `event ${events}`;
  const whole: Letter<'invitation'> = {
    template: 'invitation',
    recipient: 'reader@example.org',
    language: 'vi',
    values: { path: '/invite/abc', organisation: 'Viện Thử nghiệm' },
    ...letter,
    dedupe,
  };
  await world.ctx.db.transaction().execute((tx) => queueMail(wired.ctx, tx, whole));
  return dedupe;
}

/** Line ends and header ends in every spelling a mail library might fall for. */
const HOSTILE = [
  '\r\nBcc: thief@example.org',
  '\nBcc: thief@example.org',
  '\rBcc: thief@example.org',
  '\u0085Bcc: thief@example.org',
  '\u2028Bcc: thief@example.org',
  '\u2029Subject: other',
  '\u0000Bcc: thief@example.org',
  '\u000bBcc: thief@example.org',
  '=?utf-8?q?=0D=0ABcc:_thief@example.org?=',
  '\u202egro.elpmaxe@feiht',
  '%0d%0aBcc: thief@example.org',
];

describe('a letter', () => {
  it('reaches its one reader with a subject of ours, the link and an id of its event', async () => {
    await write();
    await drain(wired);
    expect(server.letters).toHaveLength(1);
    const [letter] = server.letters;
    expect(letter?.to).toEqual(['reader@example.org']);
    expect(letter?.headers['subject']).toEqual(['Lời mời tham gia Viện Thử nghiệm']);
    expect(letter?.headers['auto-submitted']).toEqual(['auto-generated']);
    expect(letter?.headers['message-id']?.[0]).toMatch(/^<[0-9a-f]{40}@ketnoi\.test>$/u);
    expect(letter?.text).toContain('http://ketnoi.test/invite/abc');
  });

  it('says the same in English, with the English page behind the link', async () => {
    await write({ language: 'en' });
    await drain(wired);
    expect(server.letters[0]?.headers['subject']).toEqual(['Invitation to join Viện Thử nghiệm']);
    expect(server.letters[0]?.text).toContain('http://ketnoi.test/en/invite/abc');
  });

  it('exists for every occasion in both languages, with a subject of one line', () => {
    const values = { path: '/x', organisation: 'Tổ chức', reference: 'DEMO-TO-2026-000001', date: '2026-12-31', count: '3' };
    const subjects = (Object.keys(LETTERS) as Template[]).flatMap((name) =>
      (['vi', 'en'] as const).map((language) => LETTERS[name][language](values)),
    );
    expect(subjects.length).toBeGreaterThan(30);
    for (const { subject, body } of subjects) {
      expect(subject).toBe(oneLine(subject));
      expect(body.length).toBeGreaterThan(20);
    }
    expect(new Set(subjects.map(({ subject }) => subject)).size).toBe(subjects.length);
  });

  it.each(HOSTILE)('keeps its headers whatever an organisation is called: %j', async (hostile) => {
    await write({ values: { path: '/invite/abc', organisation: `Viện${hostile}` } });
    await drain(wired);
    expect(server.letters).toHaveLength(1);
    const [letter] = server.letters;
    expect(letter?.to).toEqual(['reader@example.org']);
    expect(Object.keys(letter?.headers ?? {}).toSorted()).toEqual(
      [
        'auto-submitted',
        'content-transfer-encoding',
        'content-type',
        'date',
        'from',
        'message-id',
        'mime-version',
        'subject',
        'to',
        'x-auto-response-suppress',
      ].toSorted(),
    );
    expect(letter?.headers['subject']).toHaveLength(1);
  });

  it.each([
    ...HOSTILE.map((one) => `reader@example.org${one}`),
    'a@example.org,b@example.org',
    'Reader <reader@example.org>',
    'reader',
    'a@b@c',
    '"a b"@example.org',
  ])('goes to nobody when its address is not exactly one: %j', async (recipient) => {
    await expect(write({ recipient })).rejects.toThrow('exactly one address');
  });

  it('is stored once for one event, and its text is forgotten once it has left', async () => {
    const dedupe = await write();
    await write({ dedupe });
    await write({ dedupe, recipient: 'other@example.org' });
    await drain(wired);
    expect(new Set(server.letters.map((letter) => letter.to[0]))).toEqual(new Set(['other@example.org', 'reader@example.org']));
    expect(server.letters).toHaveLength(2);
    const rows = await world.admin.selectFrom('mail').select(['sentAt', 'bodyText']).execute();
    expect(rows.every((row) => row.sentAt !== null && row.bodyText === '')).toBe(true);
  });

  it('is tried again with the same id when the server refuses it', async () => {
    await write();
    server.refuse(1);
    await expect(drain(wired)).rejects.toThrow('451');
    expect(server.letters).toHaveLength(0);
    await drain(wired);
    expect(server.letters).toHaveLength(1);
  });

  it('is dropped when its reader has left the organisation or was suspended meanwhile', async () => {
    const organisation = await given.organisation(world);
    const gone = await given.person(world, { organisation });
    const suspended = await given.person(world, { organisation });
    const member = await given.person(world, { organisation });
    for (const { email } of [gone, suspended, member]) await write({ recipient: email, organisationId: organisation });
    await world.admin.deleteFrom('membership').where('accountId', '=', gone.accountId).execute();
    await world.admin.updateTable('account').set({ suspendedAt: world.clock.now() }).where('id', '=', suspended.accountId).execute();
    await drain(wired);
    expect(server.letters.map((letter) => letter.to[0])).toEqual([member.email]);
    const dropped = await world.admin.selectFrom('mail').select('recipient').where('droppedAt', 'is not', null).execute();
    expect(dropped.map((row) => row.recipient).toSorted()).toEqual([gone.email, suspended.email].toSorted());
  });
});

describe('the local outbox', () => {
  it('shows the letters no server takes, in both languages, with links and without script', async () => {
    await write({ recipient: 'local@example.org', values: { path: '/invite/local', organisation: '<script>alert(1)</script>' } });
    await drain(world);
    const page = await world.app.inject({ url: '/outbox' });
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.body).toContain('local@example.org');
    expect(page.body).toContain('<a href="http://ketnoi.test/invite/local">');
    expect(page.body).not.toContain('<script');
    expect(page.body).toContain('Hộp thư đi tại chỗ');
    expect((await world.app.inject({ url: '/outbox?lang=en' })).body).toContain('Local outbox');
  });

  it('does not exist in production or where a mail server is configured', async () => {
    const { buildApp } = await import('../src/app.ts');
    for (const change of [{ production: true }, { smtpUrl: server.url }]) {
      const app = await buildApp({ ...world.ctx, config: { ...world.ctx.config, ...change } });
      expect((await app.inject({ url: '/outbox' })).statusCode).toBe(404);
      await app.close();
    }
  });
});
