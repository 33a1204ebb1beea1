import { UnconfirmedNote } from '../features/accounts/confirm-address.tsx';
import { Gate } from '../features/accounts/gate.tsx';
import { OrganisationFields } from '../features/accounts/organisation-fields.tsx';
import { ChangePassword, Profile } from '../features/accounts/profile.tsx';
import { Sessions } from '../features/accounts/sessions.tsx';
import { OwnOrganisation } from '../features/organisation/own-organisation.tsx';
import { useWords } from '../lib/i18n.ts';
import { useSession } from '../lib/session.ts';
import { useTitle } from '../lib/title.ts';
import { Section } from '../ui/section.tsx';

function Organisations() {
  const words = useWords('accounts').account;
  const session = useSession();
  if (session.status !== 'open') return null;
  const { memberships, id } = session.account;
  return (
    <Section main title={<h2>{words.organisations}</h2>}>
      {memberships.length === 0 ? <p className="soft mt3">{words.noOrganisation}</p> : null}
      {memberships.map((one) => (
        <OwnOrganisation
          key={one.organisation.id}
          id={one.organisation.id}
          accountId={id}
          acting={one.organisation.id === session.organisationId}
          alone={memberships.length === 1}
          renderFields={(form) => <OrganisationFields form={form} />}
        />
      ))}
    </Section>
  );
}

export default function AccountPage() {
  const words = useWords('accounts').account;
  useTitle(words.title);
  return (
    <div className="wrap page-top work">
      <h1>{words.title}</h1>
      <Gate needs="account">
        <div className="mt3">
          <UnconfirmedNote />
        </div>
        <div className="account-grid">
          <Organisations />
          <div>
            <Section main title={<h2>{words.profile}</h2>}>
              <div className="mt3">
                <Profile />
              </div>
            </Section>
            <Section main title={<h2>{words.password}</h2>}>
              <div className="mt3">
                <ChangePassword />
              </div>
            </Section>
            <Section main title={<h2>{words.sessions}</h2>}>
              <div className="mt3">
                <Sessions />
              </div>
            </Section>
          </div>
        </div>
      </Gate>
    </div>
  );
}
