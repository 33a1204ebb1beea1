import { LANGUAGES } from './language.ts';
import { codesOf, isFilled, rowsOf, type ListingContent } from './listing-content.ts';
import type { ListingFieldName, Side, TextBlock } from './listing-fields.ts';

type Merit = { field: ListingFieldName; points: number; earned: (content: ListingContent) => boolean };

const merit = (points: number, field: ListingFieldName, earned: Merit['earned'] = (content) => isFilled(content, field)): Merit => ({
  field,
  points,
  earned,
});

const length = (content: ListingContent, block: TextBlock): number =>
  Math.max(...LANGUAGES.map((language) => content.texts[block]?.[language]?.length ?? 0));
const inBoth = (content: ListingContent, block: TextBlock): boolean =>
  LANGUAGES.every((language) => (content.texts[block]?.[language] ?? null) !== null);
const hasEvidence = (content: ListingContent): boolean =>
  rowsOf(content, 'advantages').some((row) => row['evidence'] !== undefined || row['evidenceUrl'] !== undefined);
const hasRegistry = (content: ListingContent): boolean =>
  content.values.knowHowOnly === true ||
  rowsOf(content, 'ipRights').some((row) => row['registryUrl'] !== undefined || row['number'] !== undefined);

/** What makes an offer worth reading; the points add up to 100. A field may stand more than once. */
const OFFER: readonly Merit[] = [
  merit(8, 'title'),
  merit(8, 'summary'),
  merit(5, 'summary', (content) => length(content, 'summary') >= 150),
  merit(6, 'problem'),
  merit(8, 'description', (content) => length(content, 'description') >= 300),
  merit(5, 'title', (content) => inBoth(content, 'title')),
  merit(5, 'summary', (content) => inBoth(content, 'summary')),
  merit(6, 'trl'),
  merit(3, 'trlEvidence'),
  merit(6, 'advantages'),
  merit(5, 'advantages', hasEvidence),
  merit(6, 'ipRights', (content) => isFilled(content, 'ipRights') || content.values.knowHowOnly === true),
  merit(3, 'ipRights', hasRegistry),
  merit(4, 'transferForms'),
  merit(2, 'transferModes'),
  merit(2, 'transferRights'),
  merit(5, 'partnerRole'),
  merit(2, 'partnerTypes'),
  merit(4, 'fields'),
  merit(2, 'sectors'),
  merit(2, 'technologyKeywords'),
  merit(1, 'marketKeywords'),
  merit(1, 'ipcCodes'),
  merit(1, 'priceStance'),
];

/** What makes a need answerable; the points add up to 100. */
const NEED: readonly Merit[] = [
  merit(12, 'title'),
  merit(15, 'problem'),
  merit(8, 'problem', (content) => length(content, 'problem') >= 200),
  merit(8, 'summary'),
  merit(4, 'title', (content) => inBoth(content, 'title')),
  merit(10, 'targets'),
  merit(6, 'mustHave'),
  merit(5, 'presentProcess'),
  merit(4, 'constraints'),
  merit(3, 'volume'),
  merit(8, 'fields', (content) => codesOf(content, 'fields').length + codesOf(content, 'sectors').length > 0),
  merit(5, 'endsOn'),
  merit(4, 'budget'),
  merit(3, 'cooperationForms'),
  merit(2, 'notWanted'),
  merit(1, 'trlMin'),
  merit(2, 'technologyKeywords'),
];

export type Improvement = { field: ListingFieldName; points: number };

/** How well a listing is filled, 0 to 100, and what would raise it most, the best first; one entry a field. */
export function qualityOf(side: Side, content: ListingContent): { quality: number; improvements: Improvement[] } {
  const merits = side === 'offer' ? OFFER : NEED;
  const wanting = new Map<ListingFieldName, number>();
  let quality = 0;
  for (const { field, points, earned } of merits) {
    if (earned(content)) quality += points;
    else wanting.set(field, (wanting.get(field) ?? 0) + points);
  }
  const improvements = [...wanting].map(([field, points]) => ({ field, points })).toSorted((one, other) => other.points - one.points);
  return { quality, improvements };
}
