import { getOrganisation } from '@ketnoi/contracts/organisations';
import { useState, type ReactNode } from 'react';
import { useCall } from '../../lib/api.ts';
import { useWords } from '../../lib/i18n.ts';
import { useLabels } from '../../lib/labels.ts';
import { language } from '../../lib/language.ts';
import { queryClient } from '../../lib/query-client.ts';
import { actFor } from '../../lib/session.ts';
import type { Fields } from '../../lib/use-fields.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { EditOrganisation, type OrganisationRecord } from './edit-organisation.tsx';
import { Invitations } from './invitations.tsx';
import { Members } from './members.tsx';
import './organisation.css';

type Props = {
  id: string;
  accountId: string;
  acting: boolean;
  /** The only one of this account: nothing to choose between. */
  alone: boolean;
  /** The fields shared with sign-up. */
  renderFields: (form: Fields) => ReactNode;
};

function Facts({ record }: { record: OrganisationRecord }) {
  const words = useWords('accounts').organisation;
  const label = useLabels([
    ['organisation_type', record.typeCode],
    ['province', record.provinceCode],
  ]);
  return (
    <>
      <p className="meta">
        <span>{label('organisation_type', record.typeCode)}</span>
        {record.provinceCode === null ? null : <span>{label('province', record.provinceCode)}</span>}
        {record.taxCode === null ? null : (
          <span className="tnum">
            {words.taxCode} {record.taxCode}
          </span>
        )}
      </p>
      {record.verified ? null : <p className="s13 soft mt1">{words.unverifiedText}</p>}
    </>
  );
}

function Acting({ id, acting }: { id: string; acting: boolean }) {
  const words = useWords('accounts').account;
  if (acting) return <span className="chip on">{words.actsFor}</span>;
  const choose = (): void => {
    actFor(id);
    void queryClient.invalidateQueries();
  };
  return (
    <Button small onClick={choose}>
      {words.actFor}
    </Button>
  );
}

/** One organisation of the account: facts, members, invitations, as far as this caller may. */
export function OwnOrganisation({ id, accountId, acting, alone, renderFields }: Props) {
  const words = useWords('accounts').organisation;
  const { data: record, error, refetch } = useCall(getOrganisation, { params: { id } });
  const [editing, setEditing] = useState(false);
  if (error !== null) return <ProblemNote problem={error} onRetry={() => void refetch()} />;
  if (record === undefined) return <Skeleton rows={2} />;
  const name = language === 'en' ? (record.englishName ?? record.legalName) : record.legalName;
  return (
    <article className="own-org">
      <div className="row between top">
        <h3>{name}</h3>
        <div className="row">
          <span className={record.verified ? 'chip ok' : 'chip'}>{record.verified ? words.verified : words.unverified}</span>
          {alone ? null : <Acting id={id} acting={acting} />}
        </div>
      </div>
      {editing ? (
        <EditOrganisation record={record} renderFields={renderFields} onDone={() => setEditing(false)} />
      ) : (
        <>
          <Facts record={record} />
          {record.can.includes('edit') ? (
            <div className="mt2">
              <Button small onClick={() => setEditing(true)}>
                {words.edit}
              </Button>
            </div>
          ) : null}
        </>
      )}
      {record.can.includes('read_members') ? <Members organisationId={id} accountId={accountId} /> : null}
      {record.can.includes('invite') ? <Invitations organisationId={id} /> : null}
    </article>
  );
}
