import type { MyListing } from '@ketnoi/contracts/listings';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatDateTime, readText } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { language } from '../../lib/language.ts';
import { paths } from '../../paths.ts';
import { ListingActs } from './listing-acts.tsx';
import { NextStep } from './next-step.tsx';
import { SHOWN } from './show.ts';
import { LOOK } from './show.ts';
import './workspace.css';

function Facts({ listing }: { listing: MyListing }) {
  const words = useWords('workspace');
  const marks = [
    listing.ownerOrganisationId === listing.enteringOrganisationId ? null : words.entered,
    listing.masked ? words.masked : null,
    listing.audience === 'private_search' ? words.private : null,
    listing.openForInterest ? null : words.closedForInterest,
  ].filter((one) => one !== null);
  return (
    <div className="meta mt1">
      <span>{words.quality(listing.quality)}</span>
      <span>{words.updated(formatDateTime(listing.updatedAt))}</span>
      {marks.map((mark) => (
        <span key={mark}>{mark}</span>
      ))}
    </div>
  );
}

/** What else the page can say of a listing that others see. */
export type RenderAdvice = (listingId: string) => ReactNode;

/** One listing of the organisation: what it is, where it stands, what comes next. */
export function MyListingRow({ listing, renderAdvice }: { listing: MyListing; renderAdvice?: RenderAdvice | undefined }) {
  const words = useWords('workspace');
  const { kinds } = useWords('shell');
  const title = readText(listing.title);
  const notice = readText(listing.notice);
  const name = title?.text ?? words.untitled;
  const spoken = title === null || title.language === language ? undefined : title.language;
  return (
    <li className="my-listing">
      <div className="row between top">
        <div className="my-main">
          <div className="row g1">
            <span className={`kind ${listing.side}`}>{kinds[listing.kind]}</span>
            {listing.reference === null ? null : <span className="s12 muted tnum">{listing.reference}</span>}
          </div>
          <h3 className="row-t" lang={spoken}>
            {listing.can.includes('edit') ? (
              <Link to={paths.editListing} params={{ id: listing.id }}>
                {name}
              </Link>
            ) : (
              <Link to={paths.listing} params={{ id: listing.reference ?? listing.id }}>
                {name}
              </Link>
            )}
          </h3>
        </div>
        <span className={`chip ${LOOK[listing.state]}`}>{words.states[listing.state]}</span>
      </div>
      <div className="row g4 mt1">
        <NextStep listing={listing} />
      </div>
      {notice === null ? null : <p className="mt1">{notice.text}</p>}
      <Facts listing={listing} />
      {!(SHOWN.ended as readonly string[]).includes(listing.state) ? (
        <div className="row top g4 mt1 s13">
          <Link to={paths.matches} params={{ id: listing.id }}>
            {listing.side === 'need' ? words.matchesOfNeed : words.matchesOfOffer}
          </Link>
          {(SHOWN.live as readonly string[]).includes(listing.state) ? renderAdvice?.(listing.id) : null}
        </div>
      ) : null}
      <ListingActs listing={listing} title={name} />
    </li>
  );
}
