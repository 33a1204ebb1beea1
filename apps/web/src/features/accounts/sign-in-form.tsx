import { signIn } from '@ketnoi/contracts/sessions';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, type FormEvent } from 'react';
import { useAct } from '../../lib/api.ts';
import { useWords } from '../../lib/i18n.ts';
import { queryClient } from '../../lib/query-client.ts';
import { openSession } from '../../lib/session.ts';
import { useFields } from '../../lib/use-fields.ts';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { TextField } from '../../ui/text-field.tsx';

/** Sign-in by address and password. */
export function SignInForm({ onDone }: { onDone: () => void }) {
  const words = useWords('accounts').login;
  const { errors } = useWords('forms');
  const form = useFields({ email: '', password: '' });
  const act = useAct(signIn);
  const refusal = useRef<HTMLDivElement>(null);
  const problem = act.error;
  useEffect(() => {
    if (problem !== null) refusal.current?.focus();
  }, [problem]);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const empty = (['email', 'password'] as const).filter((name) => form.values[name] === '');
    if (empty.length > 0) return form.refuse(Object.fromEntries(empty.map((name) => [name, errors.required])));
    act.mutate(
      { body: { email: form.values.email.trim(), password: form.values.password } },
      {
        onSuccess: (opened) => {
          // Answers kept so far are those of a visitor.
          queryClient.clear();
          openSession(opened);
          onDone();
        },
      },
    );
  };
  return (
    <form className="stack" noValidate onSubmit={submit}>
      {problem === null ? null : (
        <div ref={refusal} tabIndex={-1}>
          <ProblemNote problem={problem} />
        </div>
      )}
      <TextField {...form.bind('email')} label={words.email} type="email" autoComplete="username" />
      <PasswordField
        {...form.bind('password')}
        label={words.password}
        aside={
          <Link className="s13" to={paths.requestReset}>
            {words.forgot}
          </Link>
        }
      />
      <Button variant="primary" type="submit" full busy={act.isPending} busyLabel={words.submitting}>
        {words.submit}
      </Button>
    </form>
  );
}
