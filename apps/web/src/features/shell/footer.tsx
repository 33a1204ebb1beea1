import { node } from '../../lib/boot.ts';
import { given } from '../../lib/given.ts';
import { useWords } from '../../lib/i18n.ts';
import { language } from '../../lib/language.ts';
import fontLicence from '../../ui/be-vietnam-pro-OFL.txt?url';

export function Footer() {
  const words = useWords('shell');
  const name = node?.names[language];
  return (
    <footer className="ftr">
      <div className="wrap">
        <span>{node === null || !given(name) ? words.footerPlain : words.footer(name, node.code)}</span>
        <nav className="row g4" aria-label={words.footerNav}>
          {!given(node?.contact?.email) ? null : <a href={`mailto:${node.contact.email}`}>{words.contact}</a>}
          <a href="/docs/api">{words.api}</a>
          <a href={fontLicence}>{words.fontLicence}</a>
        </nav>
      </div>
    </footer>
  );
}
