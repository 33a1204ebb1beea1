import type { Output } from '@ketnoi/contracts/endpoint';
import { changeOrganisation, getOrganisation } from '@ketnoi/contracts/organisations';
import type { FormEvent, ReactNode } from 'react';
import { etagOf, remember, useAct } from '../../lib/api.ts';
import { errorsOf, type Errors } from '../../lib/form-errors.ts';
import { useWords } from '../../lib/i18n.ts';
import { rereadAccount } from '../../lib/session.ts';
import { useFields, type Fields } from '../../lib/use-fields.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';

export type OrganisationRecord = Output<typeof getOrganisation>;

type Props = { record: OrganisationRecord; renderFields: (form: Fields) => ReactNode; onDone: () => void };

const startingFrom = (record: OrganisationRecord) => ({
  typeCode: record.typeCode,
  legalName: record.legalName,
  shortName: record.shortName ?? '',
  englishName: record.englishName ?? '',
  country: record.country,
  provinceCode: record.provinceCode ?? '',
  taxCode: record.taxCode ?? '',
  taxCodeConfirmed: record.taxCodeDoubtful ? (record.taxCode ?? '') : '',
  website: record.website ?? '',
  aboutVi: record.aboutVi ?? '',
  aboutEn: record.aboutEn ?? '',
});
type Values = ReturnType<typeof startingFrom>;

const given = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** Only what was changed is sent: a masked tax code that nobody touched stays as it is. */
function changes(before: Values, after: Values) {
  const changed = (Object.keys(after) as (keyof Values)[]).filter((name) => name !== 'taxCodeConfirmed' && after[name] !== before[name]);
  const body = Object.fromEntries(changed.map((name) => [name, given(after[name])]));
  if (after.country !== 'VN') body['provinceCode'] = null;
  return {
    ...body,
    ...(changed.includes('taxCode') && after.taxCodeConfirmed === after.taxCode && after.taxCode !== '' ? { taxCodeConfirmed: true } : {}),
  };
}

/** The record of one's own organisation. */
export function EditOrganisation({ record, renderFields, onDone }: Props) {
  const words = useWords('accounts').organisation;
  const forms = useWords('forms');
  const before = startingFrom(record);
  const form = useFields(before);
  const act = useAct(changeOrganisation);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const wanting: Errors = {};
    if (form.values.legalName.trim() === '') wanting['legalName'] = forms.errors.required;
    if (form.values.website.trim() !== '' && !/^https?:\/\//u.test(form.values.website.trim())) wanting['website'] = words.websiteWrong;
    if (Object.keys(wanting).length > 0) return form.refuse(wanting);
    act.mutate(
      { params: { id: record.id }, body: changes(before, form.values), etag: etagOf(record) },
      {
        onSuccess: (changed) => {
          remember(getOrganisation, { params: { id: record.id } }, changed);
          void rereadAccount();
          toast(words.saved);
          onDone();
        },
        onError: (problem) =>
          form.refuse(
            errorsOf(problem, {
              'organisation.tax_code_form': 'taxCode',
              'organisation.tax_code_invalid': 'taxCode',
              'organisation.tax_code_taken': 'taxCode',
              'organisation.province_required': 'provinceCode',
            }),
          ),
      },
    );
  };
  return (
    <form className="stack mt3" noValidate onSubmit={submit}>
      <p className="s13 soft">{words.editText}</p>
      {act.error !== null && Object.keys(form.errors).length === 0 ? <ProblemNote problem={act.error} /> : null}
      {renderFields(form)}
      <TextField {...form.bind('website')} label={words.website} optional type="url" max={500} />
      <TextField {...form.bind('aboutVi')} label={words.aboutVi} optional rows={4} max={4000} lang="vi" />
      <TextField {...form.bind('aboutEn')} label={words.aboutEn} optional rows={4} max={4000} lang="en" />
      <div className="row">
        <Button variant="primary" type="submit" busy={act.isPending} busyLabel={forms.saving}>
          {forms.save}
        </Button>
        <Button variant="quiet" onClick={onDone}>
          {forms.cancel}
        </Button>
      </div>
    </form>
  );
}
