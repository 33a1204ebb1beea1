import { changeMe, changePassword, getMe } from '@ketnoi/contracts/accounts';
import type { Output } from '@ketnoi/contracts/endpoint';
import { useState, type FormEvent } from 'react';
import { etagOf, remember, useAct, useCall } from '../../lib/api.ts';
import { errorsOf } from '../../lib/form-errors.ts';
import { useWords } from '../../lib/i18n.ts';
import { openSession, rereadAccount } from '../../lib/session.ts';
import { useFields } from '../../lib/use-fields.ts';
import { Button } from '../../ui/button.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';

type Me = Output<typeof getMe>;

/** Name, telephone and language of the person who is signed in. */
export function Profile() {
  const { data, error, refetch } = useCall(getMe, {});
  if (error !== null) return <ProblemNote problem={error} onRetry={() => void refetch()} />;
  return data === undefined ? <Skeleton rows={2} /> : <ProfileForm me={data} />;
}

function ProfileForm({ me }: { me: Me }) {
  const words = useWords('accounts');
  const forms = useWords('forms');
  const { languages } = useWords('shell');
  const form = useFields({ fullName: me.fullName, phone: me.phone ?? '', language: me.language });
  const act = useAct(changeMe);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { fullName, phone } = form.values;
    if (fullName.trim() === '') return form.refuse({ fullName: forms.errors.required });
    const body = {
      fullName: fullName.trim(),
      phone: phone.trim() === '' ? null : phone.trim(),
      language: form.values.language === 'en' ? ('en' as const) : ('vi' as const),
    };
    act.mutate(
      { body, etag: etagOf(me) },
      {
        onSuccess: (changed) => {
          remember(getMe, {}, changed);
          void rereadAccount();
          toast(words.account.saved);
        },
        onError: (problem) => form.refuse(errorsOf(problem, { 'account.phone_invalid': 'phone' })),
      },
    );
  };
  return (
    <form className="stack" noValidate onSubmit={submit}>
      <p className="s14 soft">
        {me.email} {me.emailConfirmed ? <span className="chip ok">{words.account.confirmed}</span> : null}
      </p>
      {act.error !== null && Object.keys(form.errors).length === 0 ? <ProblemNote problem={act.error} /> : null}
      <TextField {...form.bind('fullName')} label={words.register.fullName} max={120} autoComplete="name" />
      <div className="pair">
        <TextField {...form.bind('phone')} label={words.register.phone} optional type="tel" autoComplete="tel" max={30} />
        <SelectField
          {...form.bind('language')}
          label={words.register.language}
          hint={words.account.languageHint}
          options={[
            { value: 'vi', label: languages.vi },
            { value: 'en', label: languages.en },
          ]}
          empty={words.register.choose}
        />
      </div>
      <Button type="submit" busy={act.isPending} busyLabel={forms.saving}>
        {forms.save}
      </Button>
    </form>
  );
}

/** A new password against the present one. */
export function ChangePassword() {
  const words = useWords('accounts');
  const forms = useWords('forms');
  const [open, setOpen] = useState(false);
  const form = useFields({ currentPassword: '', password: '' });
  const act = useAct(changePassword);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const empty = (['currentPassword', 'password'] as const).filter((name) => form.values[name] === '');
    if (empty.length > 0) return form.refuse(Object.fromEntries(empty.map((name) => [name, forms.errors.required])));
    act.mutate(
      { body: form.values },
      {
        onSuccess: (opened) => {
          openSession(opened);
          form.forget();
          setOpen(false);
          toast(words.account.changed);
        },
        onError: (problem) =>
          form.refuse(errorsOf(problem, { 'account.password_wrong': 'currentPassword', 'account.password_weak': 'password' })),
      },
    );
  };
  if (!open) return <Button onClick={() => setOpen(true)}>{words.account.change}</Button>;
  return (
    <form className="stack" noValidate onSubmit={submit}>
      <p className="s14 soft">{words.account.passwordText}</p>
      {act.error !== null && Object.keys(form.errors).length === 0 ? <ProblemNote problem={act.error} /> : null}
      <PasswordField {...form.bind('currentPassword')} label={words.account.current} />
      <PasswordField {...form.bind('password')} label={words.account.new} chosenBy={[]} />
      <div className="row">
        <Button variant="primary" type="submit" busy={act.isPending} busyLabel={forms.saving}>
          {words.account.change}
        </Button>
        <Button variant="quiet" onClick={() => setOpen(false)}>
          {forms.cancel}
        </Button>
      </div>
    </form>
  );
}
