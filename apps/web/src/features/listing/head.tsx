import { IconCircleCheck } from '@tabler/icons-react';
import { formatDate, readText } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { language } from '../../lib/language.ts';
import { Icon } from '../../ui/icon.tsx';
import { Note } from '../../ui/note.tsx';
import type { Label } from '../../lib/labels.ts';
import type { Listing } from './listing.ts';

const SHOWN_STATES: readonly Listing['state'][] = ['published', 'expiring', 'retracted'];
const LIST_CHIP = { encouraged: 'info', restricted: 'warn', prohibited: 'bad' } as const;

/** What stands before everything else: a retraction, or that the page is not public. */
function Notices({ listing }: { listing: Listing }) {
  const words = useWords('listing');
  const notice = readText(listing.notice);
  if (listing.retracted) {
    return (
      <Note kind="bad">
        <b>{words.retractedTitle}</b> {notice === null ? null : <span lang={notice.language}>{notice.text}</span>}
        <p className="mt1">{words.retractedText}</p>
      </Note>
    );
  }
  return SHOWN_STATES.includes(listing.state) ? null : <Note kind="warn">{words.states[listing.state]}</Note>;
}

function Chips({ listing, label }: { listing: Listing; label: Label }) {
  const words = useWords('listing');
  const { organisation, values } = listing;
  const status = values.listCheck?.status;
  return (
    <div className="row mt3">
      {organisation?.verified === true ? (
        <span className="chip ok">
          <Icon of={IconCircleCheck} />
          {words.verifiedOwner}
        </span>
      ) : null}
      {organisation?.membership === 'directory' ? <span className="chip">{words.directoryOwner}</span> : null}
      {organisation?.demo === true ? <span className="chip">{words.demo}</span> : null}
      {values.trlAssessment?.by === 'evaluator' ? (
        <span className="chip ok">
          <Icon of={IconCircleCheck} />
          TRL: {words.assessedBy.evaluator.toLocaleLowerCase()}, {formatDate(values.trlAssessment.date)}
        </span>
      ) : null}
      {status !== undefined && status in LIST_CHIP ? (
        <span className={`chip ${LIST_CHIP[status as keyof typeof LIST_CHIP]}`}>{label('list_status', status)}</span>
      ) : null}
      {listing.retracted ? null : <span className="chip">{listing.openForInterest ? words.open : words.closed}</span>}
    </div>
  );
}

/** Kind, dates, title, summary, and what is known of the owner at a glance. */
export function Head({ listing, label }: { listing: Listing; label: Label }) {
  const words = useWords('listing');
  const title = readText(listing.title);
  const summary = readText(listing.summary);
  const dates = [
    listing.publishedAt === null ? words.notPublished : words.published(formatDate(listing.publishedAt)),
    words.updated(formatDate(listing.updatedAt)),
    words.versionNumber(listing.versionNumber),
  ];
  const spoken = (one: 'vi' | 'en' | undefined): string | undefined => (one === language ? undefined : one);
  return (
    <>
      <Notices listing={listing} />
      <div className="row g4 mt2">
        <span className={`kind ${listing.side}`}>{words.kinds[listing.kind]}</span>
        <span className="s13 muted">{dates.join(' · ')}</span>
      </div>
      <h1 className="mt2" lang={spoken(title?.language)}>
        {title?.text ?? listing.reference}
      </h1>
      {summary === null ? null : (
        <p className="lead mt3" lang={spoken(summary.language)}>
          {summary.text}
        </p>
      )}
      <Chips listing={listing} label={label} />
    </>
  );
}
