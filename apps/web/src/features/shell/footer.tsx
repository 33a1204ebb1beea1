import { node } from '../../lib/boot.ts';
import { useWords } from '../../lib/i18n.ts';
import { language } from '../../lib/language.ts';

export function Footer() {
  const words = useWords('shell');
  const name = node?.names[language];
  return (
    <footer className="ftr">
      <div className="wrap">
        <span>{node === null || name == null ? words.footerPlain : words.footer(name, node.code)}</span>
        <nav className="row g4" aria-label={words.footerNav}>
          {node?.contact?.email == null ? null : <a href={`mailto:${node.contact.email}`}>{words.contact}</a>}
          <a href="/docs/api">{words.api}</a>
          <a href="/licences/be-vietnam-pro-OFL.txt">{words.fontLicence}</a>
        </nav>
      </div>
    </footer>
  );
}
