import type { Language } from '@ketnoi/domain/language';
import { fieldErrors, type FieldFault } from '@ketnoi/domain/listing-advice';
import { missingFields } from '@ketnoi/domain/listing-completeness';
import { mergeContent, type ContentPatch, type ListingContent } from '@ketnoi/domain/listing-content';
import type { Kind, Side } from '@ketnoi/domain/listing-fields';
import { qualityOf } from '@ketnoi/domain/listing-quality';
import { lockedBlocks, splitByTier, type TierPart } from '@ketnoi/domain/listing-tiers';
import { codesUsed, foreignFields, listCheckFaults, valueFaults } from '@ketnoi/domain/listing-validity';
import { problem } from '@ketnoi/domain/problems';
import type { Tier } from '@ketnoi/domain/tiers';
import type { VersionFacts } from '@ketnoi/db/listing-drafts';
import type { CodeBook } from '../code-book.ts';

/** A listing's content with what is stored beside it. */
export type PreparedContent = { content: ListingContent; parts: Record<Tier, TierPart>; facts: VersionFacts };

type Change = { side: Side; kind: Kind; before: ListingContent; patch: ContentPatch; codes: CodeBook; language: Language };

/** Throws `code` with every fault named, in the reader's language; does nothing without faults. */
export function refuseFaults(
  code: 'listing.content_invalid' | 'listing.code_unknown' | 'listing.incomplete',
  faults: readonly FieldFault[],
  language: Language,
): void {
  if (faults.length > 0) throw problem(code, { errors: fieldErrors(faults, language) });
}

/** Lays a patch over the content and checks what results; what is merely missing is no fault of a draft. */
export function prepareContent({ side, kind, before, patch, codes, language }: Change): PreparedContent {
  refuseFaults('listing.content_invalid', foreignFields(side, patch), language);
  const content = mergeContent(before, patch);
  refuseFaults('listing.content_invalid', [...valueFaults(content), ...listCheckFaults(before, content)], language);
  return { content, ...derive({ side, kind, content, codes, language }) };
}

/** The parts by tier and the stored facts of a content. Throws `listing.code_unknown` for a code that is not in force. */
function derive({
  side,
  kind,
  content,
  codes,
  language,
}: Omit<Change, 'before' | 'patch'> & { content: ListingContent }): Omit<PreparedContent, 'content'> {
  const uses = codesUsed(content);
  const unknown = uses.filter((use) => !codes.has(use.scheme, use.code));
  refuseFaults(
    'listing.code_unknown',
    unknown.map(({ field }) => ({ field, advice: 'unknownCode' })),
    language,
  );
  const parts = splitByTier(content);
  const schemes = [...new Set(uses.map((use) => use.scheme))].toSorted();
  return {
    parts,
    facts: {
      tiers: content.tiers,
      locked: lockedBlocks(parts),
      missing: missingFields(kind, content).map((fault) => fault.field),
      quality: qualityOf(side, content).quality,
      classificationVersions: Object.fromEntries(schemes.map((scheme) => [scheme, codes.versionOf(scheme) ?? ''])),
    },
  };
}
