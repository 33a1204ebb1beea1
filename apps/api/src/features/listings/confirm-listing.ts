import type { Actor } from '@ketnoi/domain/actor';
import { problem } from '@ketnoi/domain/problems';
import type { ListingHead } from '@ketnoi/db/listing-heads';
import { inTransaction } from '@ketnoi/db/transaction';
import type { Ctx } from '../../context.ts';
import { finishAct, openAct, type ActInput, type Step } from '../../listings/acts.ts';
import { tellOthers } from '../../listings/letters.ts';
import { afterConsent, consentOf, requireEmail } from './submit-listing.ts';

/** The owner consents to what was entered for it; the version it has read goes on as it is. */
export async function confirmListing(ctx: Ctx, actor: Actor, input: ActInput): Promise<ListingHead> {
  return inTransaction(ctx.db, async (tx) => {
    const open = await openAct(ctx, tx, { actor, act: 'confirm', input });
    requireEmail(actor);
    const { head } = open;
    if (head.reviewVersionId === null) throw problem('listing.action_not_possible');
    const confirmed: Step = { noun: 'listing', nounId: head.id, from: 'client_check', action: 'confirm', to: 'in_review' };
    const next = await afterConsent(open, { id: head.reviewVersionId });
    const after = await finishAct(open, {
      set: { ...consentOf(open, 'confirmed'), ...next.set },
      steps: [confirmed, ...next.steps],
      details: { versionId: head.reviewVersionId },
    });
    if (after.state === 'published') await tellOthers(open, after, 'listing_published');
    return after;
  });
}
