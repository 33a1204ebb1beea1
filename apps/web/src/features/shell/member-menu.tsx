import { getOrganisation } from '@ketnoi/contracts/organisations';
import { listSavedSearches } from '@ketnoi/contracts/saved-searches';
import { IconBell, IconChecklist, IconLogout, IconStack2, IconTopologyStar3, IconUserCog, IconVocabulary } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useCall } from '../../lib/api.ts';
import { organisationName } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { queryClient } from '../../lib/query-client.ts';
import { forgetSearches } from '../../lib/recent-searches.ts';
import { actFor, closeSession, holds, type Session } from '../../lib/session.ts';
import { paths } from '../../paths.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Icon } from '../../ui/icon.tsx';

const NEWS_MILLIS = 60_000;

type Open = Extract<Session, { status: 'open' }>;
type Membership = Open['account']['memberships'][number];

const nameOf = ({ organisation }: Membership): string => organisationName(organisation);

async function leave(): Promise<void> {
  await closeSession();
  // What was searched for tells what a firm is looking for; the next one at this device need not know.
  forgetSearches();
  queryClient.clear();
}

function changeOrganisation(id: string): void {
  actFor(id);
  void queryClient.invalidateQueries();
}

function Choices({ session, news }: { session: Open; news: number }) {
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
      <Link to={paths.alerts}>
        <Icon of={IconBell} />
        {words.alerts}
        {news === 0 ? null : <span className="chip on">{words.news(news)}</span>}
      </Link>
      <BrokerLink session={session} />
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
      {['moderator', 'operator', 'admin'].some((role) => holds(session, role)) ? (
        <Link to={paths.dictionary}>
          <Icon of={IconVocabulary} />
          {words.dictionary}
        </Link>
      ) : null}
      <button type="button" onClick={() => void leave().then(() => navigate({ to: paths.home }))}>
        <Icon of={IconLogout} />
        {words.signOut}
      </button>
    </>
  );
}

const CAPACITY_MILLIS = 600_000;

/** The queue of suggested pairs, for who acts for an organisation whose brokerage was checked. */
function BrokerLink({ session }: { session: Open }) {
  const words = useWords('shell');
  const id = session.organisationId;
  const input = { params: { id: id ?? '' } };
  const { data } = useCall(getOrganisation, input, { enabled: id !== null, staleMillis: CAPACITY_MILLIS });
  if (data?.capacities.some((one) => one.capacity === 'brokerage' && one.verified) !== true) return null;
  return (
    <Link to={paths.broker}>
      <Icon of={IconTopologyStar3} />
      {words.broker}
    </Link>
  );
}

/** How many listings the reader's saved searches have found and nobody has looked at. */
function useNews(): number {
  const { data } = useCall(listSavedSearches, {}, { staleMillis: NEWS_MILLIS });
  return (data?.items ?? []).reduce((sum, one) => sum + one.newCount, 0);
}

/** For a member: the way to what saved searches found, the organisation in whose name one acts, and what one may open. `flat` is its form inside another menu. */
export function MemberMenu({ session, flat }: { session: Open; flat: boolean }) {
  const words = useWords('shell');
  const news = useNews();
  if (flat) return <Choices session={session} news={news} />;
  const acting = session.account.memberships.find((one) => one.organisation.id === session.organisationId);
  const name = acting === undefined ? session.account.fullName : nameOf(acting);
  return (
    <>
      <Link className="icon-btn" to={paths.alerts} aria-label={news === 0 ? words.alerts : `${words.alerts}, ${words.news(news)}`}>
        <Icon of={IconBell} large />
        {news === 0 ? null : <span className="dot" />}
      </Link>
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
        <Choices session={session} news={news} />
      </Disclosure>
    </>
  );
}
