import { Link, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { Registered } from '../features/accounts/registered.tsx';
import { SignUpForm } from '../features/accounts/sign-up-form.tsx';
import { useWords } from '../lib/i18n.ts';
import { queryClient } from '../lib/query-client.ts';
import { safeReturn } from '../lib/return-to.ts';
import { openSession } from '../lib/session.ts';
import { useTitle } from '../lib/title.ts';
import { paths } from '../paths.ts';

export default function RegisterPage() {
  const words = useWords('accounts');
  const search = useSearch({ from: paths.register });
  const returnTo = safeReturn(search.returnTo);
  const [email, setEmail] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useTitle(email === null ? words.register.title : words.registered.title);
  useEffect(() => {
    if (email !== null) heading.current?.focus();
  }, [email]);
  return (
    <div className="wrap page-top">
      <div className="form-narrow">
        <h1 ref={heading} tabIndex={-1}>
          {email === null ? words.register.title : words.registered.title}
        </h1>
        {email === null ? (
          <>
            <p className="lead mt2">{words.register.lead}</p>
            <p className="s14 mt2">
              {words.register.haveAccount}{' '}
              <Link to={paths.login} search={returnTo === null ? {} : { returnTo }}>
                {words.register.signIn}
              </Link>
            </p>
            <div className="mt5">
              <SignUpForm
                onDone={(opened) => {
                  queryClient.clear();
                  openSession(opened);
                  setEmail(opened.account.email);
                  window.scrollTo({ top: 0 });
                }}
              />
            </div>
          </>
        ) : (
          <div className="mt4">
            <Registered email={email} returnTo={returnTo} />
          </div>
        )}
      </div>
    </div>
  );
}
