import { confirmAddress, sendConfirmation } from '@ketnoi/contracts/accounts';
import type { FormEvent } from 'react';
import { useAct } from '../../lib/api.ts';
import { useWords } from '../../lib/i18n.ts';
import { rereadAccount, useSession } from '../../lib/session.ts';
import { useFields } from '../../lib/use-fields.ts';
import { useFreshAccount } from '../../lib/use-fresh-account.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { toast } from '../../ui/toast.tsx';
import { OutboxHint } from './registered.tsx';

/** Confirms an address by its letter: with the open session, or with the password of the account that asked. */
export function ConfirmAddress({ token, onDone }: { token: string; onDone: (email: string) => void }) {
  const words = useWords('accounts');
  const session = useSession();
  const form = useFields({ password: '' });
  const act = useAct(confirmAddress);
  const open = session.status === 'open';
  const asksPassword = !open || act.error?.code === 'account.password_wrong';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { password } = form.values;
    act.mutate(
      { body: { token, ...(password === '' ? {} : { password }) } },
      {
        onSuccess: async ({ email }) => {
          if (open) await rereadAccount();
          onDone(email);
        },
      },
    );
  };
  if (act.error?.code === 'account.letter_gone') {
    return (
      <Note kind="warn">
        <b>{words.confirm.gone}</b>
        <p>{words.confirm.goneText}</p>
      </Note>
    );
  }
  return (
    <form className="stack" noValidate onSubmit={submit}>
      <p>{asksPassword ? words.confirm.passwordText : words.confirm.text}</p>
      {act.error === null ? null : <ProblemNote problem={act.error} />}
      {asksPassword ? <PasswordField {...form.bind('password')} label={words.login.password} /> : null}
      <Button variant="primary" type="submit" busy={act.isPending || session.status === 'opening'} busyLabel={words.confirm.submitting}>
        {words.confirm.submit}
      </Button>
    </form>
  );
}

/** Above the work of somebody whose address nobody has confirmed yet. */
export function UnconfirmedNote() {
  const words = useWords('accounts').unconfirmed;
  const session = useSession();
  const act = useAct(sendConfirmation);
  useFreshAccount();
  if (session.status !== 'open' || session.account.emailConfirmed) return null;
  return (
    <Note kind="warn">
      <p>{words.text(session.account.email)}</p>
      <div className="row mt2">
        <Button small busy={act.isPending} onClick={() => act.mutate({}, { onSuccess: () => toast(words.sent) })}>
          {words.send}
        </Button>
      </div>
      <OutboxHint />
      {act.error === null ? null : <ProblemNote problem={act.error} />}
    </Note>
  );
}
