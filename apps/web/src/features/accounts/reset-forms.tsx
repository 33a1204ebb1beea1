import { completePasswordReset, requestPasswordReset } from '@ketnoi/contracts/accounts';
import { useState, type FormEvent } from 'react';
import { useAct } from '../../lib/api.ts';
import { errorsOf } from '../../lib/form-errors.ts';
import { useWords } from '../../lib/i18n.ts';
import { language } from '../../lib/language.ts';
import { useFields } from '../../lib/use-fields.ts';
import { paths } from '../../paths.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { OutboxHint } from './registered.tsx';

/** Asks for the letter; the answer never tells whether there is such an account. */
export function RequestReset() {
  const words = useWords('accounts');
  const { errors } = useWords('forms');
  const form = useFields({ email: '' });
  const act = useAct(requestPasswordReset);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const email = form.values.email.trim();
    if (email === '') return form.refuse({ email: errors.required });
    act.mutate({ body: { email, language } }, { onSuccess: () => setSentTo(email), onError: (problem) => form.refuse(errorsOf(problem)) });
  };
  if (sentTo !== null) {
    return (
      <Note kind="ok">
        <output>{words.reset.sent(sentTo)}</output>
        <OutboxHint />
      </Note>
    );
  }
  return (
    <form className="stack" noValidate onSubmit={submit}>
      <p>{words.reset.text}</p>
      {act.error !== null && Object.keys(form.errors).length === 0 ? <ProblemNote problem={act.error} /> : null}
      <TextField {...form.bind('email')} label={words.login.email} type="email" autoComplete="username" />
      <Button variant="primary" type="submit" busy={act.isPending} busyLabel={words.reset.submitting}>
        {words.reset.submit}
      </Button>
    </form>
  );
}

/** Sets the new password by the letter's link. */
export function CompleteReset({ token, onDone }: { token: string; onDone: () => void }) {
  const words = useWords('accounts');
  const { errors } = useWords('forms');
  const form = useFields({ password: '' });
  const act = useAct(completePasswordReset);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (form.values.password === '') return form.refuse({ password: errors.required });
    act.mutate(
      { body: { token, password: form.values.password } },
      { onSuccess: onDone, onError: (problem) => form.refuse(errorsOf(problem, { 'account.password_weak': 'password' })) },
    );
  };
  return (
    <form className="stack" noValidate onSubmit={submit}>
      <p>{words.reset.newText}</p>
      {act.error !== null && Object.keys(form.errors).length === 0 ? <ProblemNote problem={act.error} /> : null}
      <PasswordField {...form.bind('password')} label={words.account.new} chosenBy={[]} />
      <div className="row">
        <Button variant="primary" type="submit" busy={act.isPending} busyLabel={words.reset.saving}>
          {words.reset.save}
        </Button>
        {act.error?.code === 'account.letter_gone' ? <ButtonLink to={paths.requestReset}>{words.reset.again}</ButtonLink> : null}
      </div>
    </form>
  );
}
