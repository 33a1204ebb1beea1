import { readListing } from '@ketnoi/contracts/listings';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { Advantages } from '../features/listing/advantages.tsx';
import { Aside } from '../features/listing/aside.tsx';
import { Badges, Compliance } from '../features/listing/compliance.tsx';
import { Head } from '../features/listing/head.tsx';
import { IpRights } from '../features/listing/ip-rights.tsx';
import { codesOf, type Listing } from '../features/listing/listing.ts';
import { Locked } from '../features/listing/locked.tsx';
import { Readiness } from '../features/listing/readiness.tsx';
import { Targets } from '../features/listing/targets.tsx';
import { Classes, Cooperation, Partner, TransferTerms } from '../features/listing/terms.tsx';
import { TextSection } from '../features/listing/text.tsx';
import '../features/listing/listing.css';
import { prefetch as start, useCall } from '../lib/api.ts';
import { readText } from '../lib/format.ts';
import { loadWords, useWords } from '../lib/i18n.ts';
import { useLabels, type Label } from '../lib/labels.ts';
import { useTitle } from '../lib/title.ts';
import { paths } from '../paths.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import ProblemPage from './problem.tsx';

const BesideListing = lazy(async () => {
  const [{ BesideListing: lists }] = await Promise.all([import('../features/matches/beside-listing.tsx'), loadWords('matches')]);
  return { default: lists };
});

const SHOWN_STATES: readonly Listing['state'][] = ['published', 'expiring'];

const asked = (id: string) => ({ params: { id }, query: {} });

export function prefetch({ params }: { params: Record<string, string> }): void {
  start(readListing, asked(params['id'] ?? ''));
}

function Offer({ listing, label }: { listing: Listing; label: Label }) {
  return (
    <>
      <TextSection listing={listing} block="problem" />
      <Advantages listing={listing} />
      <Readiness listing={listing} />
      <IpRights listing={listing} label={label} />
      <TextSection listing={listing} block="description" />
      <TextSection listing={listing} block="technicalDetail" />
      <TextSection listing={listing} block="freedomToOperate" />
      <Locked listing={listing} />
      <TransferTerms listing={listing} label={label} />
      <Partner listing={listing} label={label} />
      <Badges listing={listing} />
      <Compliance listing={listing} label={label} />
    </>
  );
}

const NEED_BLOCKS = ['presentProcess', 'presentCost', 'mustHave', 'niceToHave', 'notWanted', 'constraints', 'volume'] as const;

function Need({ listing, label }: { listing: Listing; label: Label }) {
  const words = useWords('listing');
  return (
    <>
      <TextSection listing={listing} block="problem" title={words.needProblem} />
      <Targets listing={listing} />
      <TextSection listing={listing} block="description" />
      {NEED_BLOCKS.map((block) => (
        <TextSection key={block} listing={listing} block={block} />
      ))}
      <Readiness listing={listing} />
      <Locked listing={listing} />
      <Cooperation listing={listing} label={label} />
    </>
  );
}

export default function ListingPage() {
  const words = useWords('listing');
  const shell = useWords('shell');
  const { id } = useParams({ from: paths.listing });
  const { data: listing, error, refetch } = useCall(readListing, asked(id));
  const label = useLabels(listing === undefined ? [] : codesOf(listing));
  useTitle(listing === undefined ? null : (readText(listing.title)?.text ?? listing.reference));
  if (error !== null) return <ProblemPage error={error} reset={() => void refetch()} />;
  // Names that came later would move what stands below them.
  if (listing === undefined || !label.ready) {
    return (
      <div className="wrap page-top">
        <Skeleton lines={[30, 80, 60, 100, 100]} rows={2} />
      </div>
    );
  }
  const Body = listing.side === 'need' ? Need : Offer;
  return (
    <div className="wrap">
      <nav className="crumb" aria-label={words.path}>
        <Link to={paths.search}>{shell.nav.search}</Link>
        <span aria-hidden>/</span>
        <Link to={paths.search} search={{ in: listing.side }}>
          {listing.side === 'need' ? shell.nav.needs : shell.nav.offers}
        </Link>
        <span aria-hidden>/</span>
        <span>{listing.reference ?? words.notPublished}</span>
      </nav>
      <div className="l-grid">
        <article>
          <Head listing={listing} label={label} />
          <Body listing={listing} label={label} />
          <Classes listing={listing} label={label} />
          {listing.retracted || !SHOWN_STATES.includes(listing.state) ? null : (
            <Suspense fallback={null}>
              <BesideListing id={listing.id} side={listing.side} />
            </Suspense>
          )}
        </article>
        <Aside listing={listing} label={label} />
      </div>
    </div>
  );
}
