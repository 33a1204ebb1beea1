import { readClassification } from '@ketnoi/contracts/classifications';
import type { Scheme } from '@ketnoi/domain/classifications';
import { pick } from '@ketnoi/domain/language';
import { useCall } from '../../lib/api.ts';
import { byName } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { countryName } from '../../lib/labels.ts';
import { language } from '../../lib/language.ts';
import type { Fields } from '../../lib/use-fields.ts';
import { SelectField, type SelectOption } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { TaxCodeField } from './tax-code-field.tsx';

type Group = keyof ReturnType<typeof useWords<'accounts'>>['register']['typeGroups'];

/** The entries of a scheme as options in the reader's language. */
function useOptions(name: Scheme): SelectOption[] {
  const { data } = useCall(readClassification, { params: { name } });
  return (data?.items ?? []).map((one) => ({ value: one.code, label: pick(one.label, language) ?? one.code }));
}

function useTypeOptions(): SelectOption[] {
  const { typeGroups } = useWords('accounts').register;
  const { data } = useCall(readClassification, { params: { name: 'organisation_type' } });
  return (data?.items ?? []).map((one) => ({
    value: one.code,
    label: pick(one.label, language) ?? one.code,
    group: typeGroups[one.extra?.['side'] as Group],
  }));
}

function CountryAndProvince({ form, prefix }: { form: Fields; prefix: string }) {
  const words = useWords('accounts').register;
  const countries = useOptions('country')
    .map(({ value }) => ({ value, label: countryName(value) }))
    .toSorted((one, other) => byName(one.label, other.label));
  const provinces = useOptions('province').toSorted((one, other) => byName(one.label, other.label));
  const country = form.values[`${prefix}country`] ?? 'VN';
  return (
    <div className="pair">
      <SelectField {...form.bind(`${prefix}country`)} label={words.country} options={countries} empty={words.choose} />
      {country === 'VN' ? (
        <SelectField
          {...form.bind(`${prefix}provinceCode`)}
          label={words.province}
          options={provinces}
          empty={words.choose}
          hint={words.provinceHint}
        />
      ) : null}
    </div>
  );
}

/** What an organisation says of itself, in sign-up and when it is edited. `prefix` is where it lies in the request. */
export function OrganisationFields({ form, prefix = '' }: { form: Fields; prefix?: string }) {
  const words = useWords('accounts').register;
  const types = useTypeOptions();
  const path = (name: string): string => `${prefix}${name}`;
  return (
    <>
      <SelectField {...form.bind(path('typeCode'))} label={words.type} options={types} empty={words.choose} />
      <TextField
        {...form.bind(path('legalName'))}
        label={words.legalName}
        hint={words.legalNameHint}
        max={300}
        autoComplete="organization"
      />
      <div className="pair">
        <TextField {...form.bind(path('shortName'))} label={words.shortName} optional hint={words.shortNameHint} max={100} />
        <TextField {...form.bind(path('englishName'))} label={words.englishName} optional max={300} lang="en" />
      </div>
      <CountryAndProvince form={form} prefix={prefix} />
      <TaxCodeField
        {...form.bind(path('taxCode'))}
        country={form.values[path('country')] ?? 'VN'}
        confirmed={form.values[path('taxCodeConfirmed')] === form.values[path('taxCode')]}
        onConfirm={() => form.set(path('taxCodeConfirmed'), form.values[path('taxCode')] ?? '')}
      />
    </>
  );
}
