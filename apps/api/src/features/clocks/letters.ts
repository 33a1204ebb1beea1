import type { Tx } from '@ketnoi/db/database';
import type { ListingHead } from '@ketnoi/db/listing-heads';
import { readersOf } from '@ketnoi/db/mail';
import { TIME_ZONE } from '@ketnoi/domain/clock';
import type { Language } from '@ketnoi/domain/language';
import { PAGES } from '@ketnoi/domain/pages';
import type { Ctx } from '../../context.ts';
import { queueMail } from '../../mail/queue-mail.ts';

type TermLetter = 'listing_expiring' | 'listing_expired' | 'listing_archived';

const dayText = (at: Date, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: TIME_ZONE }).format(at);

/** Tells the people of the owning organisation what time has brought or will bring, once for each end of the listing. */
export async function tellOwner(ctx: Ctx, tx: Tx, given: { head: ListingHead; template: TermLetter; date: Date }): Promise<void> {
  const { head, template, date } = given;
  const organisationId = head.ownerOrganisationId;
  for (const { email, language } of await readersOf(tx, { organisationId })) {
    const values = { path: PAGES.listing.replace(':id', head.id), reference: head.reference ?? '', date: dayText(date, language) };
    const dedupe = `${head.id} ${head.expiresAt?.toISOString() ?? ''}`;
    await queueMail(ctx, tx, { template, recipient: email, language, values, dedupe, organisationId });
  }
}
