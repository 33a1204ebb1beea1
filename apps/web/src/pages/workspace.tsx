import { useSearch } from '@tanstack/react-router';
import { UnconfirmedNote } from '../features/accounts/confirm-address.tsx';
import { Gate } from '../features/accounts/gate.tsx';
import { Coaching } from '../features/matches/coaching.tsx';
import { Consents, MyListings } from '../features/workspace/my-listings.tsx';
import { showOf, sideOf } from '../features/workspace/show.ts';
import { organisationName } from '../lib/format.ts';
import { useWords } from '../lib/i18n.ts';
import { queryClient } from '../lib/query-client.ts';
import { actFor, useSession } from '../lib/session.ts';
import { useTitle } from '../lib/title.ts';
import { paths } from '../paths.ts';
import { ButtonLink } from '../ui/button.tsx';
import { WhenSeen } from '../ui/when-seen.tsx';

const renderAdvice = (id: string) => (
  <WhenSeen>
    <Coaching id={id} />
  </WhenSeen>
);

/** In whose name one works; a choice where the account has several. */
function Acting() {
  const words = useWords('workspace');
  const session = useSession();
  if (session.status !== 'open') return null;
  const { memberships } = session.account;
  const acting = memberships.find((one) => one.organisation.id === session.organisationId);
  if (acting === undefined) return null;
  if (memberships.length === 1) return <p className="s14 soft">{organisationName(acting.organisation)}</p>;
  return (
    <label className="row s14 soft">
      {words.actingFor}
      <select
        className="input sm"
        value={acting.organisation.id}
        onChange={(event) => {
          actFor(event.currentTarget.value);
          void queryClient.invalidateQueries();
        }}
      >
        {memberships.map(({ organisation }) => (
          <option key={organisation.id} value={organisation.id}>
            {organisationName(organisation)}
          </option>
        ))}
      </select>
    </label>
  );
}

export default function WorkspacePage() {
  const words = useWords('workspace');
  const shell = useWords('shell');
  const search = useSearch({ from: paths.workspace });
  useTitle(words.title);
  return (
    <div className="wrap page-top work">
      <div className="row between top">
        <div>
          <h1>{words.title}</h1>
          <Acting />
        </div>
        <div className="row">
          <ButtonLink variant="primary" to={paths.newOffer}>
            {words.newOffer}
          </ButtonLink>
          <ButtonLink to={paths.newNeed}>{words.newNeed}</ButtonLink>
          <ButtonLink variant="quiet" to={paths.alerts}>
            {shell.alerts}
          </ButtonLink>
        </div>
      </div>
      <div className="mt4">
        <Gate needs="organisation">
          <UnconfirmedNote />
          <Consents />
          <MyListings show={showOf(search.show)} side={sideOf(search.side)} renderAdvice={renderAdvice} />
        </Gate>
      </div>
    </div>
  );
}
