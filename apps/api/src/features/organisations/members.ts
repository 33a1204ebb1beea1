import type { Actor, MembershipRole } from '@ketnoi/domain/actor';
import type { AccountId, OrganisationId } from '@ketnoi/domain/ids';
import { mayChangeRole, mayReadMembers, mayRemove } from '@ketnoi/domain/membership';
import { problem } from '@ketnoi/domain/problems';
import type { Tx } from '@ketnoi/db/database';
import { findMember, hasOtherOwner, listMembers, lockPeople, removeMembership, setRole, type MemberRow } from '@ketnoi/db/memberships';
import { inTransaction } from '@ketnoi/db/transaction';
import type { Ctx } from '../../context.ts';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { actingOn, recordAct } from '../../identity/acts.ts';
import { readOrganisation } from './read-organisation.ts';

type Pair = { organisationId: OrganisationId; accountId: AccountId };

type Asked = { organisationId: OrganisationId; limit?: number; cursor?: string };

/** The people of an organisation, for its people and the platform's administrators. */
export async function readMembers(ctx: Ctx, actor: Actor, asked: Asked): Promise<{ rows: MemberRow[]; next: string | null }> {
  const { organisationId, limit = 20 } = asked;
  await readOrganisation(ctx, actor, organisationId);
  if (!mayReadMembers(actor, organisationId)) throw problem('access.forbidden');
  const bind = ['members', organisationId];
  const [at, id] = asked.cursor === undefined ? [] : decodeCursor(ctx.keys, { bind, cursor: asked.cursor });
  const rows = await listMembers(ctx.db, { organisationId, after: at === undefined ? null : { at: String(at), id: String(id) }, limit });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { rows: page, next: more ? encodeCursor(ctx.keys, { bind, values: [last.since.toISOString(), last.accountId] }) : null };
}

/** The member, with the organisation's people held still until the end of the transaction. */
async function holdMember(ctx: Ctx, tx: Tx, one: Pair & { actor: Actor }): Promise<MemberRow> {
  const { organisationId, accountId, actor } = one;
  await readOrganisation({ ...ctx, db: tx }, actor, organisationId);
  if (!mayReadMembers(actor, organisationId)) throw problem('access.forbidden');
  await lockPeople(tx, { organisationId });
  const member = await findMember(tx, { organisationId, accountId });
  if (member === null) throw problem('record.not_found');
  return member;
}

async function keepAnOwner(tx: Tx, member: Pair & { role: MembershipRole }): Promise<void> {
  if (member.role === 'owner' && !(await hasOtherOwner(tx, member))) throw problem('organisation.last_owner');
}

/** Gives a member another role. Nobody gives more than he has, and an owner remains. */
export async function changeRole(ctx: Ctx, actor: Actor, input: Pair & { version: number; role: MembershipRole }): Promise<MemberRow> {
  const { organisationId, accountId, version, role } = input;
  const now = ctx.clock.now();
  return inTransaction(ctx.db, async (tx) => {
    const member = await holdMember(ctx, tx, { organisationId, accountId, actor });
    if (!mayChangeRole(actor, { ...member, organisationId }, role)) throw problem('access.forbidden');
    if (role !== 'owner') await keepAnOwner(tx, { organisationId, accountId, role: member.role });
    if (!(await setRole(tx, { organisationId, accountId, role, version }))) throw problem('record.stale');
    const details = { account: accountId, from: member.role, to: role };
    await recordAct(tx, {
      action: 'membership.change',
      noun: 'organisation',
      nounId: organisationId,
      by: actingOn(actor, organisationId),
      at: now,
      details,
    });
    return { ...member, role, version: version + 1 };
  });
}

/** Removes a member, or lets one leave; gone on that person's next request. */
export async function removeMember(ctx: Ctx, actor: Actor, input: Pair): Promise<void> {
  const { organisationId, accountId } = input;
  const now = ctx.clock.now();
  await inTransaction(ctx.db, async (tx) => {
    const member = await holdMember(ctx, tx, { organisationId, accountId, actor });
    if (!mayRemove(actor, { ...member, organisationId })) throw problem('access.forbidden');
    await keepAnOwner(tx, { organisationId, accountId, role: member.role });
    await removeMembership(tx, { organisationId, accountId });
    const details = { account: accountId, role: member.role };
    await recordAct(tx, {
      action: 'membership.end',
      noun: 'organisation',
      nounId: organisationId,
      by: actingOn(actor, organisationId),
      at: now,
      details,
    });
  });
}
