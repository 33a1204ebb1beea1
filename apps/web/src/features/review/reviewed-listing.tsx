import type { ListingDetail } from '@ketnoi/contracts/listing-shapes';
import { readListing } from '@ketnoi/contracts/listings';
import type { ListingFieldName } from '@ketnoi/domain/listing-fields';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useCall } from '../../lib/api.ts';
import { formatDate, organisationName, readText } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { paths } from '../../paths.ts';
import { Note } from '../../ui/note.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Changes } from './changes.tsx';
import { Decision } from './decision.tsx';

type Props = { id: string; onDone: () => void; renderListing: (listing: ListingDetail) => ReactNode };

function PreviousReview({ listing }: { listing: ListingDetail }) {
  const words = useWords('review');
  const fields = useWords('fields');
  const review = listing.control?.lastReview ?? null;
  if (review === null) return null;
  const name = (field: string): string => fields[field as ListingFieldName] ?? field;
  return (
    <Note>
      <b>{words.previous}</b>
      <p>{(review.decision === 'returned' ? words.decidedReturned : words.decidedPublished)(formatDate(review.at))}</p>
      <ul className="dots">
        {review.findings.map((one) => (
          <li key={`${one.code} ${one.field ?? ''}`}>
            {words.findings[one.code as keyof typeof words.findings]}
            {one.field === null ? '' : `: ${name(one.field)}`}
            {one.note === null ? '' : ` · ${one.note}`}
          </li>
        ))}
      </ul>
      {review.note === null ? null : <p>{review.note}</p>}
    </Note>
  );
}

function Head({ listing }: { listing: ListingDetail }) {
  const words = useWords('review');
  const { kinds } = useWords('shell');
  const fields = useWords('fields');
  const { control } = listing;
  const missing = control?.missing ?? [];
  const name = (field: string): string => fields[field as ListingFieldName] ?? field;
  return (
    <>
      <div className="row g1">
        <span className={`kind ${listing.side}`}>{kinds[listing.kind]}</span>
        {listing.reference === null ? null : <span className="s12 muted tnum">{listing.reference}</span>}
        <span className="s12 muted">{words.version(listing.versionNumber)}</span>
      </div>
      <h2>{readText(listing.title)?.text}</h2>
      <p className="meta">
        {control === null ? null : <span>{organisationName(control.ownerOrganisation)}</span>}
        {control === null ? null : <span>{words.quality(control.quality)}</span>}
        <span>
          <Link to={paths.listing} params={{ id: listing.id }}>
            {words.openPage}
          </Link>
        </span>
      </p>
      {missing.length === 0 ? null : (
        <p className="s13 mt1">
          {words.missing} {missing.map(name).join(', ')}
        </p>
      )}
    </>
  );
}

/** One listing in review: all a moderator may read of it, what changed, and the decision beside it. */
export function ReviewedListing({ id, onDone, renderListing }: Props) {
  const words = useWords('review');
  const { data: listing, error, refetch } = useCall(readListing, { params: { id }, query: { shows: 'review' } });
  const [tab, setTab] = useState<'whole' | 'changes'>('whole');
  if (error !== null) return <ProblemNote problem={error} onRetry={() => void refetch()} />;
  if (listing === undefined) return <Skeleton rows={4} />;
  const isSuccessor = listing.publishedAt !== null;
  const shown = isSuccessor ? tab : 'whole';
  return (
    <div className="review-one">
      <article>
        <Head listing={listing} />
        <div className="mt3">
          <PreviousReview listing={listing} />
        </div>
        {isSuccessor ? (
          <fieldset className="seg mt3" aria-label={words.tabs.label}>
            {(['whole', 'changes'] as const).map((one) => (
              <button key={one} type="button" aria-pressed={one === tab} onClick={() => setTab(one)}>
                {words.tabs[one]}
              </button>
            ))}
          </fieldset>
        ) : null}
        <div className="mt3 browse">{shown === 'whole' ? renderListing(listing) : <Changes proposed={listing} />}</div>
        <p className="s13 muted mt4">{words.hidden}</p>
      </article>
      <aside className="review-side">
        <Decision listing={listing} onDone={onDone} />
      </aside>
    </div>
  );
}
