import type { Output } from '@ketnoi/contracts/endpoint';
import { signUpOrganisation } from '@ketnoi/contracts/organisations';
import { TERMS_VERSION } from '@ketnoi/domain/account';
import type { ProblemCode } from '@ketnoi/domain/problems';
import type { FormEvent } from 'react';
import { useAct } from '../../lib/api.ts';
import { errorsOf, type Errors } from '../../lib/form-errors.ts';
import { useWords } from '../../lib/i18n.ts';
import { language } from '../../lib/language.ts';
import { useFields } from '../../lib/use-fields.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { OrganisationFields } from './organisation-fields.tsx';
import { OwnerFields } from './owner-fields.tsx';
import { TermsConsent } from './terms.tsx';

const EMPTY = {
  'organisation.typeCode': '',
  'organisation.legalName': '',
  'organisation.shortName': '',
  'organisation.englishName': '',
  'organisation.country': 'VN',
  'organisation.provinceCode': '',
  'organisation.taxCode': '',
  /** The very code its owner insists on; another one must be confirmed anew. */
  'organisation.taxCodeConfirmed': '',
  'owner.fullName': '',
  'owner.email': '',
  'owner.password': '',
  'owner.phone': '',
  'owner.language': language as string,
  acceptedTerms: '',
};
type Values = typeof EMPTY;

const BY_CODE: Partial<Record<ProblemCode, keyof Values>> = {
  'account.password_weak': 'owner.password',
  'account.phone_invalid': 'owner.phone',
  'account.terms_not_accepted': 'acceptedTerms',
  'organisation.tax_code_form': 'organisation.taxCode',
  'organisation.tax_code_invalid': 'organisation.taxCode',
  'organisation.tax_code_taken': 'organisation.taxCode',
  'organisation.province_required': 'organisation.provinceCode',
};

const given = (text: string): string | null => (text.trim() === '' ? null : text.trim());

function requestOf(values: Values) {
  const inVietNam = values['organisation.country'] === 'VN';
  const phone = given(values['owner.phone']);
  return {
    organisation: {
      typeCode: values['organisation.typeCode'],
      legalName: values['organisation.legalName'].trim(),
      shortName: given(values['organisation.shortName']),
      englishName: given(values['organisation.englishName']),
      country: values['organisation.country'],
      provinceCode: inVietNam ? given(values['organisation.provinceCode']) : null,
      taxCode: given(values['organisation.taxCode']),
      ...(values['organisation.taxCodeConfirmed'] !== '' && values['organisation.taxCodeConfirmed'] === values['organisation.taxCode']
        ? { taxCodeConfirmed: true }
        : {}),
    },
    owner: {
      fullName: values['owner.fullName'].trim(),
      email: values['owner.email'].trim(),
      password: values['owner.password'],
      language: values['owner.language'] === 'en' ? ('en' as const) : ('vi' as const),
      ...(phone === null ? {} : { phone }),
    },
    acceptedTerms: TERMS_VERSION,
  };
}

/** What the browser can tell at once; the rest is the server's. */
function missing(values: Values, words: { required: string; terms: string; email: string }): Errors {
  const needed: (keyof Values)[] = [
    'organisation.typeCode',
    'organisation.legalName',
    'organisation.country',
    'owner.fullName',
    'owner.email',
    'owner.password',
  ];
  if (values['organisation.country'] === 'VN') needed.push('organisation.provinceCode');
  const empty = needed.filter((path) => values[path].trim() === '').map((path) => [path, words.required]);
  const errors = Object.fromEntries(empty) as Errors;
  if (values['owner.email'].trim() !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(values['owner.email'].trim()))
    errors['owner.email'] = words.email;
  if (values.acceptedTerms !== 'yes') errors['acceptedTerms'] = words.terms;
  return errors;
}

function useNames(): Record<string, string> {
  const words = useWords('accounts').register;
  return {
    'organisation.typeCode': words.type,
    'organisation.legalName': words.legalName,
    'organisation.shortName': words.shortName,
    'organisation.englishName': words.englishName,
    'organisation.country': words.country,
    'organisation.provinceCode': words.province,
    'organisation.taxCode': words.taxCode,
    'owner.fullName': words.fullName,
    'owner.email': words.email,
    'owner.password': words.password,
    'owner.phone': words.phone,
    'owner.language': words.language,
    acceptedTerms: words.termsLink,
  };
}

/** Sign-up of an organisation with its first owner. */
export function SignUpForm({ onDone }: { onDone: (opened: Output<typeof signUpOrganisation>) => void }) {
  const words = useWords('accounts').register;
  const { errors: sentences } = useWords('forms');
  const form = useFields(EMPTY, 'ketnoi.register');
  const names = useNames();
  const act = useAct(signUpOrganisation);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const wanting = missing(form.values, { required: sentences.required, terms: words.termsRequired, email: words.emailWrong });
    if (Object.keys(wanting).length > 0) return form.refuse(wanting);
    act.mutate(
      { body: requestOf(form.values) },
      {
        onSuccess: (opened) => {
          form.forget();
          onDone(opened);
        },
        onError: (problem) => form.refuse(errorsOf(problem, BY_CODE)),
      },
    );
  };
  const unplaced = act.error !== null && Object.keys(errorsOf(act.error, BY_CODE)).length === 0;
  return (
    <form className="stack" noValidate onSubmit={submit}>
      <ErrorSummary errors={form.errors} names={names} />
      <h2>{words.organisation}</h2>
      <OrganisationFields form={form} prefix="organisation." />
      <h2 className="form-part">{words.owner}</h2>
      <OwnerFields
        form={form}
        prefix="owner."
        withEmail
        about={[form.values['organisation.legalName'], form.values['organisation.shortName']]}
      />
      <TermsConsent
        id="acceptedTerms"
        accepted={form.values.acceptedTerms === 'yes'}
        error={form.errors['acceptedTerms']}
        onChange={(accepted) => form.set('acceptedTerms', accepted ? 'yes' : '')}
      />
      {unplaced ? <ProblemNote problem={act.error} /> : null}
      <div className="form-foot">
        <Button variant="primary" type="submit" busy={act.isPending} busyLabel={words.submitting}>
          {words.submit}
        </Button>
      </div>
    </form>
  );
}
