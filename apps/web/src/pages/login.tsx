import { Link, useSearch } from '@tanstack/react-router';
import { SignInForm } from '../features/accounts/sign-in-form.tsx';
import { useWords } from '../lib/i18n.ts';
import { safeReturn, useGoTo } from '../lib/return-to.ts';
import { useTitle } from '../lib/title.ts';
import { twins, language } from '../lib/language.ts';
import { paths } from '../paths.ts';

export default function LoginPage() {
  const words = useWords('accounts').login;
  const search = useSearch({ from: paths.login });
  const returnTo = safeReturn(search.returnTo);
  const goTo = useGoTo();
  useTitle(words.title);
  return (
    <div className="wrap page-top">
      <div className="form-card">
        <h1>{words.title}</h1>
        {returnTo === null ? null : <p className="s14 soft mt2">{words.goesBack}</p>}
        <div className="mt4">
          <SignInForm onDone={() => goTo(returnTo ?? twins(paths.workspace, '')[language])} />
        </div>
        <p className="s14 mt5">
          {words.noAccount}{' '}
          <Link to={paths.register} search={returnTo === null ? {} : { returnTo }}>
            {words.register}
          </Link>
        </p>
      </div>
    </div>
  );
}
