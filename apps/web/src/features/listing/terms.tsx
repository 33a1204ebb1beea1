import type { Scheme } from '@ketnoi/domain/classifications';
import { given } from '../../lib/given.ts';
import type { ListingFieldName, TextBlock } from '@ketnoi/domain/listing-fields';
import type { ReactNode } from 'react';
import { formatDate, formatMoney, formatMoneyRange, readText } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { countryName } from '../../lib/labels.ts';
import { Section } from '../../ui/section.tsx';
import { TierChip } from '../../ui/tier-chip.tsx';
import type { Label } from '../../lib/labels.ts';
import { tierFor, type Listing } from './listing.ts';
import { Prose } from './text.tsx';

type Term = [field: ListingFieldName, value: ReactNode];
type Codes = readonly string[] | null | undefined;

/** Names and values of a group; a value this reader may not see shows its tier, one that is missing shows nothing. */
function Terms({ title, listing, terms }: { title: string; listing: Listing; terms: readonly Term[] }) {
  const fields = useWords('fields');
  const isLocked = (field: ListingFieldName): boolean => listing.locked.some((one) => one.field === field && one.tier !== 'party');
  const shown = terms.filter(([field, value]) => isLocked(field) || (value !== null && value !== undefined && value !== ''));
  if (!shown.some(([field]) => !isLocked(field))) return null;
  const tiers = new Set(shown.filter(([field]) => !isLocked(field)).map(([field]) => tierFor(listing, field)));
  const [only] = tiers;
  return (
    <Section title={<h2>{title}</h2>} tier={tiers.size === 1 ? only : undefined}>
      <dl className="kv">
        {shown.map(([field, value]) => (
          <div className="kv-row" key={field}>
            <dt>{fields[field]}</dt>
            <dd>
              {isLocked(field) ? <TierChip tier={listing.locked.find((one) => one.field === field)?.tier ?? 'nda'} /> : value}
              {!isLocked(field) && tiers.size > 1 && tierFor(listing, field) !== 'public' ? (
                <>
                  {' '}
                  <TierChip tier={tierFor(listing, field)} />
                </>
              ) : null}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function useValues(listing: Listing, label: Label) {
  const words = useWords('listing');
  const shell = useWords('shell');
  const codes = (scheme: Scheme, of: Codes): string | null => (!given(of) ? null : of.map((code) => label(scheme, code)).join('; '));
  const countries = (of: Codes): string | null =>
    !given(of) ? null : of.length === 0 ? words.territoryAll : of.map(countryName).join(', ');
  const range = (of: Listing['values']['priceRange']): string | null => (!given(of) ? null : formatMoneyRange(of, shell.range));
  const prose = (block: TextBlock): ReactNode =>
    readText(listing.texts[block]) === null ? null : <Prose brief listing={listing} block={block} />;
  const list = <Key extends string>(of: readonly Key[] | null | undefined, names: Record<Key, string>): string | null =>
    !given(of) ? null : of.map((one) => names[one]).join(', ');
  return { words, codes, countries, range, prose, list };
}

/** On what terms the technology changes hands. */
export function TransferTerms({ listing, label }: { listing: Listing; label: Label }) {
  const { values } = listing;
  const { words, codes, countries, range, prose } = useValues(listing, label);
  const stance = !given(values.priceStance) ? null : words.stances[values.priceStance as keyof typeof words.stances];
  return (
    <Terms
      title={words.transfer}
      listing={listing}
      terms={[
        ['transferForms', codes('transfer_form', values.transferForms)],
        ['transferRights', codes('transfer_right', values.transferRights)],
        ['rightOptions', codes('right_option', values.rightOptions)],
        ['transferModes', codes('transfer_mode', values.transferModes)],
        ['transferObjects', codes('transfer_object', values.transferObjects)],
        ['territories', countries(values.territories)],
        ['territoryNote', prose('territoryNote')],
        ['supportOffered', prose('supportOffered')],
        ['priceStance', stance],
        ['priceRange', range(values.priceRange)],
        ['priceNote', prose('priceNote')],
        ['paymentModes', codes('payment_mode', values.paymentModes)],
        ['reservePrice', !given(values.reservePrice) ? null : formatMoney(values.reservePrice)],
      ]}
    />
  );
}

/** Whom the owner looks for. */
export function Partner({ listing, label }: { listing: Listing; label: Label }) {
  const { values } = listing;
  const { words, codes, countries, prose, list } = useValues(listing, label);
  return (
    <Terms
      title={words.partner}
      listing={listing}
      terms={[
        ['partnerRole', prose('partnerRole')],
        ['partnerTypes', codes('organisation_type', values.partnerTypes)],
        ['partnerSizes', list(values.partnerSizes as readonly (keyof typeof words.sizes)[] | null | undefined, words.sizes)],
        ['partnerCountries', countries(values.partnerCountries)],
        ['partnerCapabilities', prose('partnerCapabilities')],
      ]}
    />
  );
}

/** How the one with the need wants to work with whoever has the solution. */
export function Cooperation({ listing, label }: { listing: Listing; label: Label }) {
  const { values } = listing;
  const { words, codes, range, list, prose } = useValues(listing, label);
  const day = (value: string | null | undefined): string | null => (!given(value) ? null : formatDate(value));
  return (
    <Terms
      title={words.cooperation}
      listing={listing}
      terms={[
        ['cooperationForms', codes('transfer_form', values.cooperationForms)],
        ['wantedModes', codes('transfer_mode', values.wantedModes)],
        ['budget', range(values.budget)],
        ['budgetSources', list(values.budgetSources as readonly (keyof typeof words.sources)[] | null | undefined, words.sources)],
        ['budgetCeiling', !given(values.budgetCeiling) ? null : formatMoney(values.budgetCeiling)],
        ['startsOn', day(values.startsOn)],
        ['endsOn', day(values.endsOn)],
        ['site', prose('site')],
        ['visitPossible', !given(values.visitPossible) ? null : values.visitPossible ? words.yes : words.no],
        ['decisionMaker', prose('decisionMaker')],
      ]}
    />
  );
}

/** Where the listing stands in the classifications. */
export function Classes({ listing, label }: { listing: Listing; label: Label }) {
  const { values } = listing;
  const { words, codes } = useValues(listing, label);
  const keywords = (of: Listing['values']['technologyKeywords']): string | null => {
    const both = !given(of) ? [] : [...of.vi, ...of.en];
    return both.length === 0 ? null : both.join(', ');
  };
  const patents = values.ipcCodes?.map((code) => `${code}: ${label('ipc', code)}`).join('; ');
  return (
    <Terms
      title={words.classes}
      listing={listing}
      terms={[
        ['fields', codes('st_field', values.fields)],
        ['sectors', codes('priority_sector', values.sectors)],
        ['technologyKeywords', keywords(values.technologyKeywords)],
        ['marketKeywords', keywords(values.marketKeywords)],
        ['ipcCodes', patents],
        ['sdgs', codes('sdg', values.sdgs)],
      ]}
    />
  );
}
