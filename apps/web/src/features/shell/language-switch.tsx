import { LANGUAGES } from '@ketnoi/domain/language';
import { useLocation } from '@tanstack/react-router';
import { useWords } from '../../lib/i18n.ts';
import { language, twins } from '../../lib/language.ts';

/** The same page in the other language: a plain link to its own address, so it can be shared and opened in a new window. */
export function LanguageSwitch() {
  const { languages } = useWords('shell');
  const { pathname, searchStr } = useLocation();
  const address = twins(pathname, searchStr);
  return (
    <nav className="lang" aria-label={languages.label}>
      {LANGUAGES.map((one) => (
        <a
          key={one}
          href={address[one]}
          hrefLang={one}
          lang={one}
          title={languages[one]}
          aria-current={one === language ? 'true' : undefined}
        >
          {one.toUpperCase()}
        </a>
      ))}
    </nav>
  );
}
