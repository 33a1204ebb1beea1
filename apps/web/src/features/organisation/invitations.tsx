import type { Output } from '@ketnoi/contracts/endpoint';
import { inviteMember, listInvitations, revokeInvitation } from '@ketnoi/contracts/invitations';
import { MEMBERSHIP_ROLES, type MembershipRole } from '@ketnoi/domain/actor';
import type { FormEvent } from 'react';
import { invalidate, useAct, useCall } from '../../lib/api.ts';
import { errorsOf } from '../../lib/form-errors.ts';
import { formatDateTime } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { language } from '../../lib/language.ts';
import { useFields } from '../../lib/use-fields.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';

type Invitation = Output<typeof listInvitations>['items'][number];

function InviteForm({ organisationId }: { organisationId: string }) {
  const words = useWords('accounts');
  const { errors } = useWords('forms');
  const form = useFields({ email: '', role: 'editor' });
  const act = useAct(inviteMember);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const email = form.values.email.trim();
    if (email === '') return form.refuse({ email: errors.required });
    act.mutate(
      { params: { id: organisationId }, body: { email, role: form.values.role as MembershipRole, language } },
      {
        onSuccess: () => {
          form.forget();
          toast(words.organisation.sent(email));
          void invalidate(listInvitations);
        },
        onError: (problem) => form.refuse(errorsOf(problem, { 'invitation.already_member': 'email' })),
      },
    );
  };
  return (
    <form className="stack-s invite-form" noValidate onSubmit={submit}>
      {act.error !== null && Object.keys(form.errors).length === 0 ? <ProblemNote problem={act.error} /> : null}
      <TextField {...form.bind('email')} label={words.organisation.inviteEmail} type="email" autoComplete="off" />
      <SelectField
        {...form.bind('role')}
        label={words.organisation.role}
        hint={words.roleHints[form.values.role as MembershipRole]}
        options={MEMBERSHIP_ROLES.map((role) => ({ value: role, label: words.roles[role] }))}
        empty={words.register.choose}
      />
      <Button type="submit" busy={act.isPending} busyLabel={words.organisation.sending}>
        {words.organisation.send}
      </Button>
    </form>
  );
}

function Row({ organisationId, invitation }: { organisationId: string; invitation: Invitation }) {
  const words = useWords('accounts');
  const act = useAct(revokeInvitation);
  const waiting = invitation.state === 'pending';
  const revoke = (): void =>
    act.mutate(
      { params: { id: organisationId, invitationId: invitation.id } },
      {
        onSuccess: () => {
          toast(words.organisation.revoked);
          void invalidate(listInvitations);
        },
      },
    );
  return (
    <li>
      <div className="row between">
        <div>
          {invitation.email}
          <p className="meta">
            <span>{words.roles[invitation.role]}</span>
            <span>{words.organisation.states[invitation.state]}</span>
            {waiting ? <span>{words.organisation.until(formatDateTime(invitation.expiresAt))}</span> : null}
          </p>
        </div>
        {waiting ? (
          <Button small variant="quiet" busy={act.isPending} aria-label={words.organisation.revokeNamed(invitation.email)} onClick={revoke}>
            {words.organisation.revoke}
          </Button>
        ) : null}
      </div>
      {act.error === null ? null : <ProblemNote problem={act.error} />}
    </li>
  );
}

/** Invitations of an organisation, for those who may invite. */
export function Invitations({ organisationId }: { organisationId: string }) {
  const words = useWords('accounts').organisation;
  const { data, error, refetch } = useCall(listInvitations, { params: { id: organisationId } });
  return (
    <section className="mt4" aria-label={words.invitations}>
      <h4>{words.invite}</h4>
      <div className="mt2">
        <InviteForm organisationId={organisationId} />
      </div>
      {error === null ? null : <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {data === undefined || data.items.length === 0 ? null : (
        <ul className="rows mt2">
          {data.items.map((one) => (
            <Row key={one.id} organisationId={organisationId} invitation={one} />
          ))}
        </ul>
      )}
    </section>
  );
}
