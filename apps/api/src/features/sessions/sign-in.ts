import { normaliseEmail } from '@ketnoi/domain/account';
import { problem } from '@ketnoi/domain/problems';
import { findCredentials, holdCredentials } from '@ketnoi/db/accounts';
import { inTransaction } from '@ketnoi/db/transaction';
import type { Ctx } from '../../context.ts';
import { whichPassword } from '../../identity/hashing.ts';
import { openSession, type Opened } from '../../identity/open-session.ts';
import { countedFor, type SlowDown } from '../../identity/slow-down.ts';

type SignIn = {
  email: string;
  password: string;
  device: string | null;
  request: { ip: string; userAgent: string | null };
};

/**
 * Opens a session for who knows the password of the address. An address may have a confirmed account and one that waits for its letter;
 * both are always tried, whether they exist or not, so that neither answer nor time tells which do.
 */
export async function signInWithPassword(ctx: Ctx, slowDown: SlowDown, input: SignIn): Promise<Opened> {
  const email = normaliseEmail(input.email);
  const wasRight = await slowDown.attempt(countedFor({ email, device: input.device, ip: input.request.ip }));
  const accounts = await findCredentials(ctx.db, { email });
  const confirmed = accounts.find((one) => one.confirmed);
  const waiting = accounts.find((one) => !one.confirmed);
  const which = await whichPassword([confirmed?.passwordHash, waiting?.passwordHash], input.password);
  const account = which === null ? undefined : [confirmed, waiting][which];
  if (account === undefined) {
    ctx.log.warn({ ip: input.request.ip }, 'sign-in refused');
    throw problem('session.invalid_credentials');
  }
  wasRight();
  return inTransaction(ctx.db, async (tx) => {
    // Checking took a while: who changed the password or suspended the account meanwhile has ended its sessions, and this would be one more.
    if (!(await holdCredentials(tx, account))) throw problem('session.invalid_credentials');
    return openSession(ctx, tx, { accountId: account.id, capacity: 'self', request: input.request });
  });
}
