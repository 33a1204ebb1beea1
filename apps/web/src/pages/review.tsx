import { listReviewQueue } from '@ketnoi/contracts/listings';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Gate } from '../features/accounts/gate.tsx';
import type { Listing } from '../features/listing/listing.ts';
import { inOrder, Queue, queueQuery } from '../features/review/queue.tsx';
import { ReviewedListing } from '../features/review/reviewed-listing.tsx';
import '../features/review/review.css';
import { invalidate, useCall } from '../lib/api.ts';
import { useWords } from '../lib/i18n.ts';
import { useTitle } from '../lib/title.ts';
import { paths } from '../paths.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ListingParts } from './listing-preview.tsx';

const renderListing = (listing: Listing) => <ListingParts part="body" listing={listing} />;

function Desk() {
  const words = useWords('review');
  const search = useSearch({ from: paths.review });
  const navigate = useNavigate();
  const side = search.side === 'offer' || search.side === 'need' ? search.side : undefined;
  const { data, error, refetch } = useCall(listReviewQueue, queueQuery(side), { keepPrevious: true });
  if (error !== null) return <ProblemNote problem={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={4} />;
  const decided = (): void => {
    const rest = inOrder(data.items).filter((one) => one.id !== search.listing && !one.own);
    const next = rest[0]?.id;
    void invalidate(listReviewQueue);
    void navigate({
      to: paths.review,
      search: { ...(side === undefined ? {} : { side }), ...(next === undefined ? {} : { listing: next }) },
    });
  };
  return (
    <>
      <p className="s14 soft">{words.lead(data.items.length)}</p>
      <div className={search.listing === undefined ? 'review mt4' : 'review one-open mt4'}>
        <Queue tasks={data.items} openId={search.listing} side={side} />
        {search.listing === undefined ? (
          <p className="soft">{data.items.length === 0 ? null : words.choose}</p>
        ) : (
          <div>
            <p className="review-back s14">
              <Link to={paths.review} search={side === undefined ? {} : { side }}>
                {words.back}
              </Link>
            </p>
            <ReviewedListing key={search.listing} id={search.listing} onDone={decided} renderListing={renderListing} />
          </div>
        )}
      </div>
    </>
  );
}

export default function ReviewPage() {
  const words = useWords('review');
  useTitle(words.title);
  return (
    <div className="wrap wide page-top work">
      <h1>{words.title}</h1>
      <Gate needs="moderator">
        <Desk />
      </Gate>
    </div>
  );
}
