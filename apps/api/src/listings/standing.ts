import type { Actor } from '@ketnoi/domain/actor';
import type { OrganisationId } from '@ketnoi/domain/ids';
import { standingOf, type ListingSubject, type Standing } from '@ketnoi/domain/listing-policy';
import type { Tx } from '@ketnoi/db/database';
import type { ListingHead } from '@ketnoi/db/listing-heads';
import { asActor } from '@ketnoi/db/transaction';
import type { Ctx } from '../context.ts';

type SubjectFacts = Pick<
  ListingHead,
  | 'state'
  | 'audience'
  | 'originNode'
  | 'ownerOrganisationId'
  | 'enteringOrganisationId'
  | 'draftVersionId'
  | 'reviewVersionId'
  | 'publishedVersionId'
  | 'reviewSince'
  | 'expiresAt'
  | 'renewals'
>;

/** What the policy asks of a listing, from its row. */
export function subjectOf(ctx: Ctx, head: SubjectFacts): ListingSubject {
  return {
    state: head.state,
    audience: head.audience,
    foreign: head.originNode !== ctx.config.node.code,
    ownerOrganisationId: head.ownerOrganisationId,
    enteringOrganisationId: head.enteringOrganisationId,
    hasDraft: head.draftVersionId !== null,
    inReview: head.reviewSince !== null,
    handedIn: head.reviewVersionId !== null,
    hasPublished: head.publishedVersionId !== null,
    expiresAt: head.expiresAt,
    renewals: head.renewals,
  };
}

export function standingTo(ctx: Ctx, actor: Actor, head: SubjectFacts): Standing {
  return standingOf(actor, subjectOf(ctx, head));
}

/** Lets this transaction touch the confidential rows of the actor's organisations; the platform's own work those of the listing it is about. */
export async function actAs(tx: Tx, actor: Actor, listing: { ownerOrganisationId: OrganisationId }): Promise<void> {
  if (actor.kind === 'account')
    return asActor(tx, { accountId: actor.accountId, organisationIds: actor.memberships.map((one) => one.organisationId) });
  if (actor.kind === 'system') return asActor(tx, { accountId: null, organisationIds: [listing.ownerOrganisationId] });
}
