import { Link, useLocation } from '@tanstack/react-router';
import { given } from '../../lib/given.ts';
import { IconMenu2, IconSearch } from '@tabler/icons-react';
import { node } from '../../lib/boot.ts';
import { useWords } from '../../lib/i18n.ts';
import { language } from '../../lib/language.ts';
import type { SearchState } from '../../lib/search-params.ts';
import { paths } from '../../paths.ts';
import { Icon } from '../../ui/icon.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { SchemeSwitch } from './scheme-switch.tsx';
import { SearchBox } from './search-box.tsx';
import { SessionMenu } from './session-menu.tsx';
import type { Complete } from '../../ui/use-completion.ts';
import './header.css';

function Logo() {
  const words = useWords('shell');
  const place = node?.names[language];
  return (
    <Link className="logo" to={paths.home}>
      <svg viewBox="0 0 34 20" aria-hidden>
        <path d="M7 14C14 14 20 6 27 6" fill="none" stroke="var(--accent)" strokeWidth="2.5" />
        <circle cx="6" cy="14" r="4.25" fill="var(--surface)" stroke="var(--accent)" strokeWidth="2.5" />
        <circle cx="28" cy="6" r="5.5" fill="var(--accent)" />
      </svg>
      <span>
        Ketnoi
        {!given(place) ? null : <small>{place}</small>}
        <span className="sr">, {words.home}</span>
      </span>
    </Link>
  );
}

function NavLinks() {
  const { nav } = useWords('shell');
  const { pathname, search } = useLocation();
  const inNeeds = pathname === paths.search && (search as SearchState).in === 'need';
  return (
    <>
      <Link to={paths.search} activeOptions={{ exact: true }} aria-current={pathname === paths.search && !inNeeds ? 'page' : undefined}>
        {nav.search}
      </Link>
      <Link to={paths.search} search={{ in: 'need' }} activeOptions={{ exact: true }} aria-current={inNeeds ? 'page' : undefined}>
        {nav.needs}
      </Link>
      <Link to={paths.newOffer}>{nav.newOffer}</Link>
    </>
  );
}

/** The head of every page: logo, search in reach (not on the home page, whose question is the search), links, language, theme, session. */
export function Header({ completion }: { completion: Complete }) {
  const words = useWords('shell');
  const pathname = useLocation({ select: (one) => one.pathname });
  return (
    <header className="hdr">
      <div className="wrap">
        <Logo />
        {pathname === paths.home ? null : <SearchBox completion={completion} />}
        <nav className="nav" aria-label={words.mainNav}>
          <NavLinks />
        </nav>
        <div className="hdr-end">
          {pathname === paths.search ? null : (
            <Link className="icon-btn only-s" to={paths.search} aria-label={words.searchLabel}>
              <Icon of={IconSearch} large />
            </Link>
          )}
          <LanguageSwitch />
          <SchemeSwitch />
          <span className="row not-s me-row">
            <SessionMenu />
          </span>
          <Disclosure label={<Icon of={IconMenu2} large />} name={words.openMenu} className="icon-btn" boxClassName="only-m">
            <nav className="menu-nav" aria-label={words.mainNav}>
              <NavLinks />
            </nav>
            <span className="only-s menu-session">
              <SessionMenu flat />
            </span>
          </Disclosure>
        </div>
      </div>
    </header>
  );
}
