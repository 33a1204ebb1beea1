import type { ListingDetail } from '@ketnoi/contracts/listing-shapes';
import { Link } from '@tanstack/react-router';
import { formatDate, formatMoneyRange, readText } from '../../lib/format.ts';
import { given } from '../../lib/given.ts';
import { useWords } from '../../lib/i18n.ts';
import { language } from '../../lib/language.ts';
import { paths } from '../../paths.ts';
import { Clock } from '../../ui/clock.tsx';

/** The way here: from one's own work, or from what is public. */
function Crumbs({ listing }: { listing: ListingDetail }) {
  const words = useWords('matches');
  const shell = useWords('shell');
  const mine = listing.can.includes('edit');
  return (
    <nav className="crumb" aria-label={words.path}>
      {mine ? <Link to={paths.workspace}>{words.workspace}</Link> : <Link to={paths.search}>{shell.nav.search}</Link>}
      <span aria-hidden>/</span>
      {mine ? (
        <Link to={paths.workspace} search={{ side: listing.side }}>
          {words.mine[listing.side]}
        </Link>
      ) : (
        <Link to={paths.search} search={{ in: listing.side }}>
          {listing.side === 'need' ? shell.nav.needs : shell.nav.offers}
        </Link>
      )}
      <span aria-hidden>/</span>
      <Link to={paths.listing} params={{ id: listing.reference ?? listing.id }}>
        {listing.reference ?? words.open[listing.side]}
      </Link>
    </nav>
  );
}

/** The facts that matching reads, in one line. */
function useFacts(listing: ListingDetail): string {
  const words = useWords('matches');
  const { range } = useWords('shell');
  const { trl, trlMin, values } = listing;
  const amount = values.budget ?? values.priceRange;
  return [
    trl === null ? null : words.trlIs(trl),
    trlMin === null ? null : words.trlFrom(trlMin),
    given(amount) ? formatMoneyRange(amount, range) : null,
    given(values.endsOn) ? words.neededBy(formatDate(values.endsOn)) : null,
  ]
    .filter((one) => one !== null && one !== '')
    .join(' · ');
}

/** Whose matches these are. */
export function AskingListing({ listing }: { listing: ListingDetail }) {
  const words = useWords('matches');
  const title = readText(listing.title);
  const facts = useFacts(listing);
  return (
    <>
      <Crumbs listing={listing} />
      <div className="row between top">
        <div className="asking">
          <p className="s13 muted">{words.title[listing.side]}</p>
          <h1 lang={title === null || title.language === language ? undefined : title.language}>{title?.text ?? listing.reference}</h1>
          <p className="s14 soft mt2">
            {facts}
            {facts === '' ? '' : ' '}
            {listing.can.includes('edit') ? (
              <Link className="nw" to={paths.editListing} params={{ id: listing.id }}>
                {words.edit[listing.side]}
              </Link>
            ) : null}
          </p>
        </div>
        {listing.expiresAt === null ? null : <Clock>{words.until(formatDate(listing.expiresAt))}</Clock>}
      </div>
    </>
  );
}
