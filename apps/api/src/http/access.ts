import type { Access } from '@ketnoi/contracts/endpoint';
import { hasGrant, type Actor, type SignedIn } from '@ketnoi/domain/actor';
import { problem } from '@ketnoi/domain/problems';

function acting(actor: SignedIn): NonNullable<SignedIn['acting']> {
  if (actor.acting !== null) return actor.acting;
  throw actor.memberships.length === 0 ? problem('access.forbidden') : problem('organisation.required');
}

/** Lets the request pass or throws: the coarse gate every contract declares. What may be done to which record is decided later, by policy. */
export function checkAccess(access: Access, actor: Actor): void {
  if (access === 'public') return;
  if (actor.kind !== 'account') throw problem('session.required');
  if (access === 'moderator' && !hasGrant(actor, 'moderator') && !hasGrant(actor, 'admin')) throw problem('access.forbidden');
  if (access === 'admin' && !hasGrant(actor, 'admin')) throw problem('access.forbidden');
  if (access === 'member') acting(actor);
  if (access === 'editor' && acting(actor).role === 'viewer') throw problem('access.forbidden');
  if (access === 'organisation_admin' && !['owner', 'admin'].includes(acting(actor).role)) throw problem('access.forbidden');
}
