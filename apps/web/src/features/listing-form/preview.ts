import type { ListingDetail } from '@ketnoi/contracts/listing-shapes';
import type { ListingContent } from '@ketnoi/domain/listing-content';
import { cardOf } from '@ketnoi/domain/listing-projection';
import { joinParts, lockedBlocks, splitByTier } from '@ketnoi/domain/listing-tiers';
import type { Kind } from '@ketnoi/domain/listing-fields';
import type { Tier } from '@ketnoi/domain/tiers';
import { node } from '../../lib/boot.ts';
import type { Draft } from './draft.ts';

/** Whose eyes the preview looks through. */
export const READERS = ['public', 'member', 'nda'] as const;
export type Reader = (typeof READERS)[number];

const READS: Readonly<Record<Reader, readonly Tier[]>> = {
  public: ['public'],
  member: ['public', 'member'],
  nda: ['public', 'member', 'nda'],
};

type Organisation = NonNullable<ListingDetail['organisation']>;

/** The listing as such a reader would get it, made of what is in the form now and by the rules the server uses. */
export function previewFor(
  reader: Reader,
  draft: Draft,
  of: { content: ListingContent; organisation: Organisation | null },
): ListingDetail {
  const { entries, detail } = draft.state;
  const parts = splitByTier(of.content);
  const reads = READS[reader];
  const content = joinParts(
    reads.map((tier) => parts[tier]),
    of.content.tiers,
  );
  const masked = entries['masked'] === true;
  const facts = {
    reference: detail?.reference ?? null,
    side: draft.side,
    kind: entries['kind'] as Kind,
    masked,
    openForInterest: entries['openForInterest'] === true,
    retracted: false,
    notice: null,
    publishedAt: null,
    expiresAt: null,
    origin: { node: node?.code ?? '', id: null, version: 1, licence: null, sourceUrl: null },
    organisation: { provinceCode: of.organisation?.provinceCode ?? null },
    content,
  };
  return {
    ...cardOf(facts),
    id: detail?.id ?? draft.key,
    organisation: masked ? null : of.organisation,
    originNode: facts.origin.node,
    version: detail?.version ?? 1,
    versionNumber: detail?.versionNumber ?? 1,
    state: detail?.state ?? 'draft',
    progress: null,
    audience: entries['audience'] === 'private_search' ? 'private_search' : 'public',
    masked,
    texts: content.texts,
    values: content.values as ListingDetail['values'],
    tiers: content.tiers,
    translations: content.translations,
    locked: lockedBlocks(parts).filter((one) => !reads.includes(one.tier)),
    origin: facts.origin,
    updatedAt: detail?.updatedAt ?? new Date().toISOString(),
    control: null,
    can: [],
  };
}
