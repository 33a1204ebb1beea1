import { canAccount, normaliseEmail } from '@ketnoi/domain/account';
import type { GrantRole, GrantScope, SignedIn } from '@ketnoi/domain/actor';
import { newId } from '@ketnoi/domain/ids';
import { problem } from '@ketnoi/domain/problems';
import { findCredentials } from '@ketnoi/db/accounts';
import { findGrant, insertGrant, revokeGrant, type GrantRow } from '@ketnoi/db/grants';
import { inTransaction } from '@ketnoi/db/transaction';
import type { Ctx } from '../../context.ts';
import { actingAlone, recordAct } from '../../identity/acts.ts';

type Granting = { email: string; role: GrantRole; scope: GrantScope; scopeId?: string | null; until?: string | null };

function checkScope(granting: Granting, now: Date): void {
  const wrong = (field: string, message: string): never => {
    throw problem('account.grant_scope', { errors: [{ field, code: 'scope', message }] });
  };
  if ((granting.scope === 'platform') !== ((granting.scopeId ?? null) === null)) wrong('scopeId', 'belongs to every scope but platform');
  if (typeof granting.until === 'string' && Date.parse(granting.until) <= now.getTime()) wrong('until', 'must lie ahead');
}

/** Grants a role to the confirmed account of an address; nobody grants himself one. */
export async function grantTo(ctx: Ctx, actor: SignedIn, granting: Granting): Promise<GrantRow> {
  const now = ctx.clock.now();
  checkScope(granting, now);
  const { role, scope } = granting;
  return inTransaction(ctx.db, async (tx) => {
    const account = (await findCredentials(tx, { email: normaliseEmail(granting.email) })).find((one) => one.confirmed);
    if (account === undefined)
      throw problem('record.not_found', { errors: [{ field: 'email', code: 'unknown', message: 'has no confirmed account' }] });
    if (!canAccount(actor, 'grant', account)) throw problem('account.own_account');
    const id = newId(now.getTime());
    const until = typeof granting.until === 'string' ? new Date(granting.until) : null;
    await insertGrant(tx, {
      id,
      accountId: account.id,
      role,
      scope,
      scopeId: granting.scopeId ?? null,
      until,
      grantedBy: actor.accountId,
      grantedAt: now,
    });
    const by = actingAlone(actor.accountId, 'platform_admin');
    await recordAct(tx, { action: 'grant.give', noun: 'grant', nounId: id, by, at: now, details: { account: account.id, role, scope } });
    const row = await findGrant(tx, { id, now });
    if (row === null) throw problem('record.not_found');
    return row;
  });
}

/** Takes a role back; nobody takes back his own, so that the last administrator cannot shut himself out by mistake. */
export async function takeBackGrant(ctx: Ctx, actor: SignedIn, id: string): Promise<void> {
  const now = ctx.clock.now();
  await inTransaction(ctx.db, async (tx) => {
    const row = await findGrant(tx, { id, now });
    if (row === null) throw problem('record.not_found');
    if (!canAccount(actor, 'grant', { id: row.accountId })) throw problem('account.own_account');
    if (!(await revokeGrant(tx, { id, now }))) throw problem('record.not_found');
    const by = actingAlone(actor.accountId, 'platform_admin');
    await recordAct(tx, {
      action: 'grant.take_back',
      noun: 'grant',
      nounId: id,
      by,
      at: now,
      details: { account: row.accountId, role: row.role },
    });
  });
}
