import type { Output } from '@ketnoi/contracts/endpoint';
import { acceptInvitation, signUpByInvitation, type getInvitation } from '@ketnoi/contracts/invitations';
import { TERMS_VERSION } from '@ketnoi/domain/account';
import type { FormEvent } from 'react';
import { useAct } from '../../lib/api.ts';
import { errorsOf, type Errors } from '../../lib/form-errors.ts';
import { formatDateTime } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { language } from '../../lib/language.ts';
import { here } from '../../lib/return-to.ts';
import { actFor, openSession, rereadAccount, type SessionAccount } from '../../lib/session.ts';
import { useFields } from '../../lib/use-fields.ts';
import { paths } from '../../paths.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { OwnerFields } from './owner-fields.tsx';
import { TermsConsent } from './terms.tsx';

type Landing = Output<typeof getInvitation>;
type Props = { token: string; onDone: () => void };

/** Whose invitation it is, for which role, until when. */
export function InvitationFacts({ landing }: { landing: Landing }) {
  const words = useWords('accounts');
  return (
    <>
      <p className="lead">{words.invite.facts(words.roles[landing.role], landing.email)}</p>
      <p className="s14 soft mt1">
        {words.roleHints[landing.role]} {words.invite.until(formatDateTime(landing.expiresAt))}
        {landing.organisation.verified ? ` ${words.invite.verified}.` : ''}
      </p>
    </>
  );
}

/** Taking it up with the account that is open. */
export function AcceptInvitation({ token, account, onDone }: Props & { account: SessionAccount }) {
  const words = useWords('accounts').invite;
  const act = useAct(acceptInvitation);
  const accept = (): void =>
    act.mutate(
      { params: { token } },
      {
        onSuccess: ({ organisationId }) => {
          void rereadAccount().then(() => {
            actFor(organisationId);
            onDone();
          });
        },
      },
    );
  return (
    <div className="stack">
      {act.error === null ? null : <ProblemNote problem={act.error} />}
      <Button variant="primary" busy={act.isPending} busyLabel={words.accepting} onClick={accept}>
        {words.as(account.email)}
      </Button>
    </div>
  );
}

const EMPTY = { fullName: '', password: '', phone: '', language: language as string, acceptedTerms: '' };

/** Taking it up with a new account of the invited address. */
function NewAccount({ token, onDone }: Props) {
  const words = useWords('accounts');
  const { errors: sentences } = useWords('forms');
  const form = useFields(EMPTY);
  const act = useAct(signUpByInvitation);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { fullName, password, phone, acceptedTerms } = form.values;
    const wanting: Errors = {};
    if (fullName.trim() === '') wanting['fullName'] = sentences.required;
    if (password === '') wanting['password'] = sentences.required;
    if (acceptedTerms !== 'yes') wanting['acceptedTerms'] = words.register.termsRequired;
    if (Object.keys(wanting).length > 0) return form.refuse(wanting);
    const body = {
      fullName: fullName.trim(),
      password,
      language: form.values.language === 'en' ? ('en' as const) : ('vi' as const),
      acceptedTerms: TERMS_VERSION,
      ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
    };
    act.mutate(
      { params: { token }, body },
      {
        onSuccess: (opened) => {
          openSession(opened);
          onDone();
        },
        onError: (problem) => form.refuse(errorsOf(problem, { 'account.password_weak': 'password', 'account.phone_invalid': 'phone' })),
      },
    );
  };
  const names = {
    fullName: words.register.fullName,
    password: words.register.password,
    phone: words.register.phone,
    acceptedTerms: words.register.termsLink,
  };
  return (
    <form className="stack" noValidate onSubmit={submit}>
      <ErrorSummary errors={form.errors} names={names} />
      <OwnerFields form={form} about={[]} />
      <TermsConsent
        id="acceptedTerms"
        accepted={form.values.acceptedTerms === 'yes'}
        error={form.errors['acceptedTerms']}
        onChange={(accepted) => form.set('acceptedTerms', accepted ? 'yes' : '')}
      />
      {act.error !== null && Object.keys(form.errors).length === 0 ? <ProblemNote problem={act.error} /> : null}
      <Button variant="primary" type="submit" busy={act.isPending} busyLabel={words.invite.accepting}>
        {words.invite.signUp}
      </Button>
    </form>
  );
}

/** For a visitor with the link: sign in with the invited address, or make an account. */
export function JoinByInvitation({ token, onDone }: Props) {
  const words = useWords('accounts').invite;
  return (
    <div className="stack-l">
      <section className="panel">
        <p className="s14">{words.signInText}</p>
        <div className="mt2">
          <ButtonLink to={paths.login} search={{ returnTo: here() }}>
            {words.signIn}
          </ButtonLink>
        </div>
      </section>
      <section>
        <h2>{words.newAccount}</h2>
        <div className="mt3">
          <NewAccount token={token} onDone={onDone} />
        </div>
      </section>
    </div>
  );
}
