import type { ListingDetail } from '@ketnoi/contracts/listing-shapes';
import { readListing } from '@ketnoi/contracts/listings';
import type { Scheme } from '@ketnoi/domain/classifications';
import { LANGUAGES } from '@ketnoi/domain/language';
import { fieldsOf, TEXT_BLOCKS, VALUE_FIELDS, type ListingFieldName, type TextBlock, type ValueField } from '@ketnoi/domain/listing-fields';
import { useCall } from '../../lib/api.ts';
import { useWords } from '../../lib/i18n.ts';
import { useLabels, type Coded, type Label } from '../../lib/labels.ts';
import { differenceOf, plainValue } from '../../lib/plain-value.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

type Change = { key: string; name: string; before: string; after: string };

/** Every code either version names. */
const codesOf = (...listings: (ListingDetail | undefined)[]): Coded[] =>
  Object.entries(VALUE_FIELDS).flatMap(([field, { shape }]): Coded[] => {
    if (shape.type !== 'codes') return [];
    const codes = listings.flatMap((listing) => (listing?.values[field as ValueField] as string[] | null | undefined) ?? []);
    return [[shape.scheme, codes]];
  });

function textOf(listing: ListingDetail, field: ValueField, label: Label): string {
  const value = listing.values[field];
  const { shape } = VALUE_FIELDS[field];
  if (shape.type === 'codes' && Array.isArray(value))
    return (value as string[]).map((code) => label(shape.scheme as Scheme, code)).join('\n');
  return plainValue(value);
}

function changesOf(
  published: ListingDetail,
  proposed: ListingDetail,
  names: { field: (field: ListingFieldName) => string; label: Label },
): Change[] {
  return fieldsOf(proposed.side)
    .flatMap((field): Change[] => {
      const name = names.field(field);
      if (field in TEXT_BLOCKS) {
        const block = field as TextBlock;
        return LANGUAGES.map((language) => ({
          key: `${field} ${language}`,
          name: `${name} (${language})`,
          before: published.texts[block]?.[language] ?? '',
          after: proposed.texts[block]?.[language] ?? '',
        }));
      }
      const value = field as ValueField;
      return [{ key: field, name, before: textOf(published, value, names.label), after: textOf(proposed, value, names.label) }];
    })
    .filter((one) => one.before !== one.after);
}

function Difference({ change }: { change: Change }) {
  const words = useWords('review').changes;
  const parts = differenceOf(change.before, change.after);
  const whole = change.before === '' || change.after === '';
  return (
    <li>
      <b className="s14">{change.name}</b>
      <div className="versions mt1">
        <div>
          <span className="s12 muted">{words.before}</span>
          <p className="lines">
            {whole ? (
              change.before || words.nothing
            ) : (
              <>
                {parts.before}
                <del>{parts.removed}</del>
                {parts.after}
              </>
            )}
          </p>
        </div>
        <div>
          <span className="s12 muted">{words.after}</span>
          <p className="lines">
            {whole ? (
              change.after || words.nothing
            ) : (
              <>
                {parts.before}
                <ins>{parts.added}</ins>
                {parts.after}
              </>
            )}
          </p>
        </div>
      </div>
    </li>
  );
}

/** What the version in review says otherwise than the published one, field by field. */
export function Changes({ proposed }: { proposed: ListingDetail }) {
  const words = useWords('review').changes;
  const fields = useWords('fields');
  const { data: published, error, refetch } = useCall(readListing, { params: { id: proposed.id }, query: { shows: 'published' } });
  const label = useLabels(codesOf(published, proposed));
  if (error !== null) return <ProblemNote problem={error} onRetry={() => void refetch()} />;
  if (published === undefined) return <Skeleton rows={2} />;
  const changes = changesOf(published, proposed, { field: (field) => fields[field], label });
  return (
    <>
      <p className="s13 soft">{changes.length === 0 ? words.none : words.reviewed(changes.length)}</p>
      <ul className="stack mt3">
        {changes.map((one) => (
          <Difference key={one.key} change={one} />
        ))}
      </ul>
    </>
  );
}
