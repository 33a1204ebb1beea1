import type { Actor, SignedIn } from '@ketnoi/domain/actor';
import { problem } from '@ketnoi/domain/problems';

/** The person of a request whose contract asks for one; the gate has let nobody else through. */
export function signedIn(actor: Actor): SignedIn {
  if (actor.kind !== 'account') throw problem('session.required');
  return actor;
}
