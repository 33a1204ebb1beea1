import { getInvitation } from '@ketnoi/contracts/invitations';
import { useNavigate, useParams } from '@tanstack/react-router';
import { AcceptInvitation, InvitationFacts, JoinByInvitation } from '../features/accounts/invitation.tsx';
import { useCall } from '../lib/api.ts';
import { useWords } from '../lib/i18n.ts';
import { language } from '../lib/language.ts';
import { useSession } from '../lib/session.ts';
import { useTitle } from '../lib/title.ts';
import { paths } from '../paths.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { toast } from '../ui/toast.tsx';

export default function InvitePage() {
  const words = useWords('accounts').invite;
  const { token } = useParams({ from: paths.invite });
  const { data: landing, error } = useCall(getInvitation, { params: { token } });
  const session = useSession();
  const navigate = useNavigate();
  const organisation = landing?.organisation;
  const name = organisation === undefined ? null : language === 'en' ? (organisation.englishName ?? organisation.name) : organisation.name;
  useTitle(words.plain);
  const done = (): void => {
    if (name !== null) toast(words.done(name));
    void navigate({ to: paths.workspace });
  };
  return (
    <div className="wrap page-top">
      <div className="form-narrow stack">
        <h1>{name === null ? words.plain : words.title(name)}</h1>
        {error === null ? null : <ProblemNote problem={error} />}
        {landing === undefined && error === null ? <Skeleton rows={2} /> : null}
        {landing === undefined ? null : (
          <>
            <div>
              <InvitationFacts landing={landing} />
            </div>
            {session.status === 'open' ? <AcceptInvitation token={token} account={session.account} onDone={done} /> : null}
            {session.status === 'anonymous' ? <JoinByInvitation token={token} onDone={done} /> : null}
          </>
        )}
      </div>
    </div>
  );
}
