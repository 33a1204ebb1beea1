import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ConfirmAddress } from '../features/accounts/confirm-address.tsx';
import { useWords } from '../lib/i18n.ts';
import { useSession } from '../lib/session.ts';
import { useTitle } from '../lib/title.ts';
import { paths } from '../paths.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Note } from '../ui/note.tsx';

export default function VerifyEmailPage() {
  const words = useWords('accounts').confirm;
  const { token } = useParams({ from: paths.verifyEmail });
  const session = useSession();
  const [confirmed, setConfirmed] = useState<string | null>(null);
  useTitle(words.title);
  return (
    <div className="wrap page-top">
      <div className="form-card stack">
        <h1>{words.title}</h1>
        {confirmed === null ? (
          <ConfirmAddress token={token} onDone={setConfirmed} />
        ) : (
          <>
            <Note kind="ok">
              <output>{words.done(confirmed)}</output>
            </Note>
            <div>
              {session.status === 'open' ? (
                <ButtonLink variant="primary" to={paths.workspace}>
                  {words.goOn}
                </ButtonLink>
              ) : (
                <ButtonLink variant="primary" to={paths.login}>
                  {words.signIn}
                </ButtonLink>
              )}
            </div>
          </>
        )}
      </div>
    </div>
  );
}
