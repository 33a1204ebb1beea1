import { LISTING_FIELDS, tierOf, type ListingFieldName } from '@ketnoi/domain/listing-fields';
import type { Tier } from '@ketnoi/domain/tiers';
import type { ReactNode } from 'react';
import { useWords } from '../../lib/i18n.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import { TierChip } from '../../ui/tier-chip.tsx';
import { useEntry, useFieldError, useFieldName, useForm } from './form-context.ts';
import { idOf } from './plan.ts';

/** The tier of a field; where its owner may choose, a press opens the choice. */
function TierChoice({ field }: { field: ListingFieldName }) {
  const { draft } = useForm();
  const words = useWords('listingForm').tier;
  const { tiers } = useWords('shell');
  const name = useFieldName(draft.side)(field);
  const [chosen, choose] = useEntry<Tier>(`tiers.${field}`);
  const allowed = LISTING_FIELDS[field].tiers;
  const tier = tierOf(field, chosen === null ? {} : { [field]: chosen });
  if (allowed.length === 1) return tier === 'public' ? null : <TierChip tier={tier} />;
  return (
    <Disclosure className="tier-btn" name={words.change(name, tiers[tier])} label={<TierChip tier={tier} />}>
      {allowed.map((one) => (
        <button key={one} type="button" aria-pressed={one === tier} onClick={() => choose(one)}>
          <TierChip tier={one} />
          <span className="s13">{words.hints[one]}</span>
        </button>
      ))}
    </Disclosure>
  );
}

export type Frame = {
  id: string;
  label: string;
  optional: boolean;
  hint: ReactNode;
  aside: ReactNode;
  error: string | undefined;
};

/** What every editor of a field shows around its input: name, guidance with an example, tier, and what is wrong. */
export function useFrame(field: ListingFieldName): Frame {
  const { draft, required } = useForm();
  const { guides, needGuides, example } = useWords('listingForm');
  const { guide, example: good } = (draft.side === 'need' ? needGuides[field] : undefined) ?? guides[field];
  const error = useFieldError(field);
  return {
    id: idOf(field),
    label: useFieldName(draft.side)(field),
    optional: !required.has(field),
    hint: (
      <>
        {guide}
        {good === undefined ? null : (
          <>
            {' '}
            <span className="good">
              {example} {good}
            </span>
          </>
        )}
      </>
    ),
    aside: <TierChoice field={field} />,
    error,
  };
}
