import { IconChecklist, IconLogout, IconStack2, IconUserCog } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { organisationName } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { queryClient } from '../../lib/query-client.ts';
import { actFor, closeSession, holds, useSession, type Session } from '../../lib/session.ts';
import { paths } from '../../paths.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Icon } from '../../ui/icon.tsx';

type Open = Extract<Session, { status: 'open' }>;
type Membership = Open['account']['memberships'][number];

const nameOf = ({ organisation }: Membership): string => organisationName(organisation);

async function leave(): Promise<void> {
  await closeSession();
  queryClient.clear();
}

function changeOrganisation(id: string): void {
  actFor(id);
  void queryClient.invalidateQueries();
}

function Choices({ session }: { session: Open }) {
  const words = useWords('shell');
  const { memberships } = session.account;
  const navigate = useNavigate();
  return (
    <>
      <p className="s12 muted">{session.account.email}</p>
      {memberships.length > 1 ? (
        <fieldset aria-label={words.actingFor}>
          {memberships.map((one) => (
            <button
              key={one.organisation.id}
              type="button"
              aria-pressed={one.organisation.id === session.organisationId}
              onClick={() => changeOrganisation(one.organisation.id)}
            >
              {nameOf(one)}
            </button>
          ))}
        </fieldset>
      ) : null}
      <Link to={paths.workspace}>
        <Icon of={IconStack2} />
        {words.workspace}
      </Link>
      <Link to={paths.account}>
        <Icon of={IconUserCog} />
        {words.account}
      </Link>
      {holds(session, 'moderator') ? (
        <Link to={paths.review}>
          <Icon of={IconChecklist} />
          {words.review}
        </Link>
      ) : null}
      <button type="button" onClick={() => void leave().then(() => navigate({ to: paths.home }))}>
        <Icon of={IconLogout} />
        {words.signOut}
      </button>
    </>
  );
}

/** Sign-in for a visitor; for a member the organisation in whose name one acts, and what one may open. `flat` is its form inside another menu. */
export function SessionMenu({ flat = false }: { flat?: boolean }) {
  const words = useWords('shell');
  const session = useSession();
  if (session.status === 'opening') return null;
  if (session.status === 'anonymous') {
    return flat ? (
      <>
        <Link to={paths.login}>{words.signIn}</Link>
        <Link to={paths.register}>{words.register}</Link>
      </>
    ) : (
      <ButtonLink small to={paths.login}>
        {words.signIn}
      </ButtonLink>
    );
  }
  if (flat) return <Choices session={session} />;
  const acting = session.account.memberships.find((one) => one.organisation.id === session.organisationId);
  const name = acting === undefined ? session.account.fullName : nameOf(acting);
  return (
    <Disclosure
      className="me"
      name={`${words.actingFor}: ${name}`}
      label={
        <>
          <Avatar name={name} />
          <span className="s13">{name}</span>
        </>
      }
    >
      <Choices session={session} />
    </Disclosure>
  );
}
