import type { OrganisationId } from '@ketnoi/domain/ids';
import { PAGES } from '@ketnoi/domain/pages';
import type { ListingHead } from '@ketnoi/db/listing-heads';
import { readersOf } from '@ketnoi/db/mail';
import { queueMail } from '../mail/queue-mail.ts';
import type { OpenAct } from './acts.ts';

type ListingLetter =
  | 'client_check'
  | 'listing_published'
  | 'listing_returned'
  | 'listing_flagged'
  | 'listing_withdrawn'
  | 'listing_retracted';

/** Writes to the people of these organisations what became of their listing, once each, in the transaction of the act. */
async function tell(open: OpenAct, head: ListingHead, letter: { template: ListingLetter; to: readonly OrganisationId[] }): Promise<void> {
  const values = { path: PAGES.listing.replace(':id', head.id), reference: head.reference ?? '' };
  const dedupe = `${head.id} ${head.version}`;
  for (const organisationId of new Set(letter.to)) {
    for (const { email, language } of await readersOf(open.tx, { organisationId })) {
      await queueMail(open.ctx, open.tx, { template: letter.template, recipient: email, language, values, dedupe, organisationId });
    }
  }
}

/** The owner is asked for its consent. */
export function askOwner(open: OpenAct, head: ListingHead): Promise<void> {
  return tell(open, head, { template: 'client_check', to: [head.ownerOrganisationId] });
}

/** Tells the listing's organisations of an act that was not their own; whoever acted for one of them knows. */
export function tellOthers(open: OpenAct, head: ListingHead, template: Exclude<ListingLetter, 'client_check'>): Promise<void> {
  const acting = open.actor.kind === 'account' && open.standing.own ? (open.actor.acting?.organisationId ?? null) : null;
  return tell(open, head, { template, to: [head.ownerOrganisationId, head.enteringOrganisationId].filter((id) => id !== acting) });
}
