import type { Output } from '@ketnoi/contracts/endpoint';
import { changeMember, listMembers, removeMember } from '@ketnoi/contracts/organisations';
import { MEMBERSHIP_ROLES, type MembershipRole } from '@ketnoi/domain/actor';
import { useState } from 'react';
import { etagOfVersion, invalidate, useAct, useCall } from '../../lib/api.ts';
import { formatDate } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { rereadAccount } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';

type Member = Output<typeof listMembers>['items'][number];
type Props = { organisationId: string; member: Member; self: boolean };

const PAGE = 100;

function Role({ organisationId, member }: Omit<Props, 'self'>) {
  const words = useWords('accounts');
  const act = useAct(changeMember);
  const [chosen, setChosen] = useState<{ from: MembershipRole; to: MembershipRole } | null>(null);
  if (!member.can.includes('change_role')) return <>{words.roles[member.role]}</>;
  const give = (role: MembershipRole): void => {
    setChosen({ from: member.role, to: role });
    act.mutate(
      { params: { id: organisationId, accountId: member.accountId }, body: { role }, etag: etagOfVersion(member) },
      {
        onSuccess: () => {
          toast(words.organisation.roleChanged(member.fullName, words.roles[role]));
          void invalidate(listMembers);
          void rereadAccount();
        },
        onError: () => setChosen(null),
      },
    );
  };
  // What was chosen shows until the list says it too.
  const shown = chosen?.from === member.role ? chosen.to : member.role;
  return (
    <>
      <select
        className="input sm"
        aria-label={words.organisation.changeRole(member.fullName)}
        value={shown}
        disabled={act.isPending}
        onChange={(event) => give(event.currentTarget.value as MembershipRole)}
      >
        {MEMBERSHIP_ROLES.map((role) => (
          <option key={role} value={role}>
            {words.roles[role]}
          </option>
        ))}
      </select>
      {act.error === null ? null : <ProblemNote problem={act.error} />}
    </>
  );
}

/** Asks once more before somebody goes; the question stands in the row. */
function Removal({ organisationId, member, self }: Props) {
  const words = useWords('accounts').organisation;
  const { cancel } = useWords('forms');
  const [asked, setAsked] = useState(false);
  const act = useAct(removeMember);
  if (!member.can.includes('remove')) return null;
  const remove = (): void =>
    act.mutate(
      { params: { id: organisationId, accountId: member.accountId } },
      {
        onSuccess: () => {
          toast(self ? words.left : words.removed(member.fullName));
          void invalidate(listMembers);
          if (self) void rereadAccount();
        },
      },
    );
  if (!asked) {
    return (
      <Button small variant="quiet" aria-label={self ? words.leave : words.removeNamed(member.fullName)} onClick={() => setAsked(true)}>
        {self ? words.leave : words.remove}
      </Button>
    );
  }
  return (
    <fieldset aria-label={self ? words.leave : words.removeNamed(member.fullName)}>
      <p className="s13">{self ? words.leaveSure : words.removeSure(member.fullName)}</p>
      {act.error === null ? null : <ProblemNote problem={act.error} />}
      <div className="row mt1">
        <Button small variant="danger" busy={act.isPending} onClick={remove}>
          {self ? words.leave : words.remove}
        </Button>
        <Button small variant="quiet" onClick={() => setAsked(false)}>
          {cancel}
        </Button>
      </div>
    </fieldset>
  );
}

/** Who belongs to an organisation, with what this caller may change. */
export function Members({ organisationId, accountId }: { organisationId: string; accountId: string }) {
  const words = useWords('accounts').organisation;
  const { data, error, refetch } = useCall(listMembers, { params: { id: organisationId }, query: { limit: PAGE } });
  if (error !== null) return <ProblemNote problem={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={2} />;
  return (
    <section className="mt4" aria-label={words.members}>
      <h4>{words.members}</h4>
      <table className="tbl flow mt1">
        <thead>
          <tr>
            <th>{words.member}</th>
            <th>{words.role}</th>
            <th>{words.since}</th>
            <th>
              <span className="sr">{words.remove}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {data.items.map((member) => (
            <tr key={member.accountId}>
              <th scope="row">
                {member.fullName} {member.accountId === accountId ? <span className="muted">({words.you})</span> : null}
                <span className="block s13 muted">{member.email}</span>
                {member.suspended ? <span className="chip bad">{words.suspended}</span> : null}
              </th>
              <td data-l={words.role}>
                <Role organisationId={organisationId} member={member} />
              </td>
              <td data-l={words.since} className="tnum">
                {formatDate(member.since)}
              </td>
              <td>
                <Removal organisationId={organisationId} member={member} self={member.accountId === accountId} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
