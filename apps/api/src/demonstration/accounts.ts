import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCredentials, insertAccount, setPassword } from '@ketnoi/db/accounts';
import { appendAudit } from '@ketnoi/db/audit';
import type { Tx } from '@ketnoi/db/database';
import { insertGrant } from '@ketnoi/db/grants';
import { organisationsByKey } from '@ketnoi/db/imports';
import { insertMembership } from '@ketnoi/db/memberships';
import { inTransaction } from '@ketnoi/db/transaction';
import { TERMS_VERSION } from '@ketnoi/domain/account';
import { newId } from '@ketnoi/domain/ids';
import type { GrantRole } from '@ketnoi/domain/actor';
import type { Ctx } from '../context.ts';
import { hashPassword } from '../identity/hashing.ts';

type Role = { role: string; name: string; grant?: GrantRole; organisation?: string };

/** The six people of the demonstration; each but the two of the platform owns an invented organisation. */
const ROLES: readonly Role[] = [
  { role: 'admin', name: 'Nguyễn Quản Trị (minh họa)', grant: 'admin' },
  { role: 'moderator', name: 'Trần Kiểm Duyệt (minh họa)', grant: 'moderator' },
  { role: 'enterprise', name: 'Lê Doanh Nghiệp (minh họa)', organisation: 'hong-kieu' },
  { role: 'institute', name: 'Trịnh Viện Trưởng (minh họa)', organisation: 'lam-khe' },
  { role: 'startup', name: 'Phạm Khởi Nghiệp (minh họa)', organisation: 'thanh-luu' },
  { role: 'broker', name: 'Vũ Môi Giới (minh họa)', organisation: 'cau-nhip' },
];

export type DemoAccount = { role: string; email: string; password: string; totpSecret: string | null };

const FILE = 'demo-accounts.json';

function kept(folder: string): DemoAccount[] | null {
  try {
    return JSON.parse(readFileSync(join(folder, FILE), 'utf8')) as DemoAccount[];
  } catch {
    return null;
  }
}

/** Written whole or not at all, and readable by its owner alone. */
function keep(folder: string, accounts: readonly DemoAccount[]): void {
  const path = join(folder, FILE);
  writeFileSync(`${path}.part`, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(`${path}.part`, path);
}

const newAccounts = (): DemoAccount[] =>
  ROLES.map(({ role }) => ({
    role,
    email: `${role}@demo.ketnoi.example`,
    password: randomBytes(12).toString('base64url'),
    totpSecret: null,
  }));

/**
 * Makes the demonstration accounts with passwords of this installation alone and writes them down before they hold. Accounts that are there
 * keep their passwords as long as the file does. @returns how many were made or got a new password.
 */
export async function makeAccounts(ctx: Ctx): Promise<number> {
  const known = kept(ctx.config.dataFolder);
  const accounts = known ?? newAccounts();
  if (known === null) keep(ctx.config.dataFolder, accounts);
  let changed = 0;
  for (const account of accounts) {
    const role = ROLES.find((one) => one.role === account.role);
    if (role !== undefined && (await makeAccount(ctx, { account, role, isNewPassword: known === null }))) changed += 1;
  }
  return changed;
}

type Making = { account: DemoAccount; role: Role; isNewPassword: boolean };

async function makeAccount(ctx: Ctx, { account, role, isNewPassword }: Making): Promise<boolean> {
  const existing = (await findCredentials(ctx.db, { email: account.email })).find((one) => one.confirmed);
  if (existing !== undefined && !isNewPassword) return false;
  const passwordHash = await hashPassword(account.password);
  await inTransaction(ctx.db, async (tx) => {
    if (existing === undefined) await insertPerson(ctx, tx, { account, role, passwordHash });
    else await setPassword(tx, { id: existing.id, passwordHash, previous: existing.passwordHash, now: ctx.clock.now() });
  });
  return true;
}

async function insertPerson(
  ctx: Ctx,
  tx: Tx,
  { account, role, passwordHash }: Omit<Making, 'isNewPassword'> & { passwordHash: string },
): Promise<void> {
  const now = ctx.clock.now();
  const id = newId<'account'>(now.getTime());
  const person = {
    id,
    email: account.email,
    emailVerifiedAt: now,
    passwordHash,
    fullName: role.name,
    phone: null,
    language: 'vi' as const,
    termsVersion: TERMS_VERSION,
    now,
  };
  await insertAccount(tx, person);
  const organisation =
    role.organisation === undefined ? undefined : (await organisationsByKey(tx, { keys: [role.organisation] })).get(role.organisation);
  if (organisation !== undefined) await insertMembership(tx, { accountId: id, organisationId: organisation.id, role: 'owner', now });
  if (role.grant !== undefined) {
    const grantId = newId<'account_grant'>(now.getTime());
    await insertGrant(tx, {
      id: grantId,
      accountId: id,
      role: role.grant,
      scope: 'platform',
      scopeId: null,
      until: null,
      grantedBy: null,
      grantedAt: now,
    });
  }
  await appendAudit(tx, {
    action: 'account.create',
    noun: 'account',
    nounId: id,
    accountId: null,
    organisationId: organisation?.id ?? null,
    capacity: 'system',
    mandateId: null,
    at: now,
    details: { role: role.role, grant: role.grant ?? null, origin: 'demonstration' },
  });
}
