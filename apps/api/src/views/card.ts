import type { Card, OrganisationRef } from '@ketnoi/contracts/listing-shapes';
import type { CardRow } from '@ketnoi/db/listing-cards';
import type { OrganisationFacts } from '@ketnoi/db/listing-heads';
import type { Static } from 'typebox';

/** An organisation as listings name it. */
export function organisationRef(row: OrganisationFacts): Static<typeof OrganisationRef> {
  return {
    id: row.id,
    name: row.name,
    englishName: row.englishName,
    typeCode: row.typeCode,
    provinceCode: row.provinceCode,
    verified: row.verified,
    demo: row.demo,
    membership: row.membership,
  };
}

/** The card of a shown listing, in every list of the product. */
export function cardView(row: CardRow): Card {
  return { id: row.id, ...row.card, organisation: row.organisation === null ? null : organisationRef(row.organisation) };
}
