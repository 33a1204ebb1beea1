import type { ShownExport } from '@ketnoi/db/listing-export';
import type { ListingHead } from '@ketnoi/db/listing-heads';
import type { OrganisationId } from '@ketnoi/domain/ids';
import type { ListingContent } from '@ketnoi/domain/listing-content';
import { joinParts } from '@ketnoi/domain/listing-tiers';
import type { FileRow } from '../../imports/write-file.ts';

/** What says nothing has no column. */
function filled(row: Readonly<Record<string, unknown>>): FileRow {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== undefined));
}

const contentOf = ({ texts, values, tiers, translations }: ListingContent) => ({
  texts,
  values,
  tiers,
  ...(translations.length === 0 ? {} : { translations }),
});

/** A shown listing in a file: a masked one names no organisation and no number or address of origin. */
export function shownRow({ id, state, organisationId, organisationName, card, detail, member, memberTexts }: ShownExport): FileRow {
  const more = joinParts([{ values: member?.values ?? {}, rows: member?.rows ?? {}, texts: memberTexts }], {});
  return filled({
    id,
    reference: card.reference,
    state,
    originId: detail.origin.id,
    organisation: organisationId,
    organisationName,
    side: card.side,
    kind: card.kind,
    masked: detail.masked,
    openForInterest: card.openForInterest,
    textLicence: detail.origin.licence,
    sourceUrl: detail.origin.sourceUrl,
    ...contentOf({
      texts: { ...detail.texts, ...more.texts },
      values: { ...detail.values, ...more.values },
      tiers: detail.tiers,
      translations: [...detail.translations, ...more.translations],
    }),
  });
}

/** A listing of the acting organisation, whole. Its owner has a column only where it is another. */
export function ownRow(head: ListingHead, content: ListingContent, acting: OrganisationId): FileRow {
  const isOwn = head.ownerOrganisationId === acting;
  return filled({
    id: head.id,
    reference: head.reference,
    state: head.state,
    originId: head.originId,
    organisation: isOwn ? null : head.ownerOrganisationId,
    organisationName: head.owner.name,
    side: head.side,
    kind: head.kind,
    masked: head.masked,
    audience: head.audience,
    openForInterest: head.openForInterest,
    textLicence: head.textLicence,
    sourceUrl: head.sourceUrl,
    ...contentOf(content),
  });
}
