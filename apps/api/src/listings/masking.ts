import type { FieldFault } from '@ketnoi/domain/listing-advice';
import { isFilled, type ListingContent } from '@ketnoi/domain/listing-content';
import { LISTING_FIELDS, type ListingFieldName } from '@ketnoi/domain/listing-fields';
import { splitByTier, tierIn } from '@ketnoi/domain/listing-tiers';
import type { OrganisationFacts } from '@ketnoi/db/listing-heads';
import { foldedWords } from '@ketnoi/language/tokens';

/** A shorter name would be found in ordinary words. */
const SHORTEST_NAME = 3;

const padded = (text: string): string => ` ${foldedWords(text).join(' ')} `;

function namesOf(organisations: readonly OrganisationFacts[]): string[] {
  const names = organisations.flatMap(({ name, englishName, shortName }) => [name, englishName, shortName]);
  return [...new Set(names.flatMap((name) => (name === null || name.length < SHORTEST_NAME ? [] : [padded(name)])))];
}

/**
 * Where a masked listing gives its organisations away to readers outside: their names in a text or a cell of the public or member tier,
 * compared without marks and case, and open ownership shares.
 */
export function maskingFaults(content: ListingContent, organisations: readonly OrganisationFacts[]): FieldFault[] {
  const names = namesOf(organisations);
  const parts = splitByTier(content);
  const open = [parts.public, parts.member];
  const told = (field: ListingFieldName): string =>
    JSON.stringify(
      open.flatMap((part) => [
        ...part.texts.filter((row) => row.block === field).map((row) => row.text),
        (part.values as Record<string, unknown>)[field] ?? '',
      ]),
    );
  const leaking = (Object.keys(LISTING_FIELDS) as ListingFieldName[]).filter((field) => {
    if (!isFilled(content, field) || field === 'ownershipShares') return false;
    const text = padded(told(field));
    return names.some((name) => text.includes(name));
  });
  const shares = isFilled(content, 'ownershipShares') && tierIn(content, 'ownershipShares') !== 'nda';
  return [
    ...leaking.map((field): FieldFault => ({ field, advice: 'maskedOwner' })),
    ...(shares ? [{ field: 'ownershipShares', advice: 'maskedShares' } as const] : []),
  ];
}
