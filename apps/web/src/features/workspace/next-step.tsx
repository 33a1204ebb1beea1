import type { MyListing } from '@ketnoi/contracts/listings';
import type { ListingFieldName } from '@ketnoi/domain/listing-fields';
import { dueText } from '../../lib/due.ts';
import { formatDate } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { Clock, type ClockState } from '../../ui/clock.tsx';
import { useNow } from '../../ui/use-now.ts';
import { daysLeft } from './show.ts';

/** So many missing fields are named; the rest is counted. */
const NAMED = 3;

function useMissing(missing: readonly string[]): string {
  const words = useWords('workspace').next;
  const fields = useWords('fields');
  const names = missing.slice(0, NAMED).map((field) => fields[field as ListingFieldName] ?? field);
  return words.fill(names.join(', '), Math.max(0, missing.length - NAMED));
}

/** A moderator's clock. */
function Review({ dueAt }: { dueAt: string | null }) {
  const words = useWords('workspace');
  const now = useNow();
  const { due } = useWords('forms');
  if (dueAt === null) return <Clock>{words.next.reviewSoon}</Clock>;
  const time = dueText(dueAt, due);
  if (Date.parse(dueAt) < now) return <Clock state="over">{words.next.reviewLate(time)}</Clock>;
  const left = daysLeft(dueAt, now);
  return (
    <Clock state={left <= 2 ? 'soon' : 'far'}>
      {words.next.review(time)}, {words.left(left)}
    </Clock>
  );
}

function Until({ state, text, at }: { state: ClockState; text: (date: string) => string; at: string | null }) {
  return at === null ? null : <Clock state={state}>{text(formatDate(at))}</Clock>;
}

/** What a published listing still holds for its people. */
function Live({ listing }: { listing: MyListing }) {
  const words = useWords('workspace').next;
  return (
    <>
      {listing.hasReview ? <Review dueAt={listing.reviewDueAt} /> : null}
      {listing.hasDraft ? <Clock state="soon">{words.successorDraft}</Clock> : null}
      {listing.state === 'expiring' ? (
        <Until state="soon" text={words.expiring} at={listing.expiresAt} />
      ) : (
        <Until state="done" text={words.live} at={listing.expiresAt} />
      )}
    </>
  );
}

/** What comes next for a listing, who must do it, and until when. */
export function NextStep({ listing }: { listing: MyListing }) {
  const words = useWords('workspace').next;
  const fill = useMissing(listing.missing);
  switch (listing.state) {
    case 'draft':
      return <Clock>{listing.missing.length === 0 ? words.submit : fill}</Clock>;
    case 'returned':
      return <Clock state="soon">{words.fix}</Clock>;
    case 'client_check':
      return (
        <Clock state={listing.can.includes('confirm') ? 'soon' : 'far'}>
          {listing.can.includes('confirm') ? words.confirm : words.ownerConfirms}
        </Clock>
      );
    case 'in_review':
      return <Review dueAt={listing.reviewDueAt} />;
    case 'published':
    case 'expiring':
      return <Live listing={listing} />;
    case 'on_hold':
      return <Clock>{words.hidden}</Clock>;
    case 'flagged':
      return <Clock state="soon">{words.flagged}</Clock>;
    case 'expired':
      return <Until state="soon" text={words.expired} at={listing.expiresAt} />;
    case 'retracted':
      return <Clock state="done">{words.retracted}</Clock>;
    case 'archived':
    case 'withdrawn':
    case 'closed_deal':
    case 'closed_owner':
      return <Clock state="done">{words.ended}</Clock>;
  }
}
