import type { Card } from '@ketnoi/contracts/listing-shapes';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { organisationName, readText } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { language } from '../../lib/language.ts';
import { paths } from '../../paths.ts';

/** A listing in a list of what a search found: its kind, its title, whose it is. */
export function ListingLine({ card, meta, mark }: { card: Card; meta?: ReactNode; mark?: ReactNode }) {
  const { kinds, hiddenOrganisation } = useWords('shell');
  const title = readText(card.title);
  return (
    <li>
      <div>
        <div className="row g1">
          <span className={`kind ${card.side}`}>{kinds[card.kind]}</span>
          {card.reference === null ? null : <span className="s12 muted tnum">{card.reference}</span>}
        </div>
        <div className="row-t" lang={title === null || title.language === language ? undefined : title.language}>
          <Link to={paths.listing} params={{ id: card.reference ?? card.id }}>
            {title?.text ?? card.reference}
          </Link>
        </div>
        <div className="meta">
          <span>{card.organisation === null ? hiddenOrganisation : organisationName(card.organisation)}</span>
          {meta}
        </div>
      </div>
      {mark}
    </li>
  );
}
