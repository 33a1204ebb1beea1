import { recordOf, type ListingContent } from '@ketnoi/domain/listing-content';
import type { ListingFieldName } from '@ketnoi/domain/listing-fields';
import { useWords } from '../../lib/i18n.ts';
import { plainValue } from '../../lib/plain-value.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { fieldAt, settle } from './entries.ts';
import { useFieldName, useForm, useJump } from './form-context.ts';
import type { Conflict } from './merge.ts';
import { resolve, save } from './save-draft.ts';

function OneConflict({ conflict, name }: { conflict: Conflict; name: string }) {
  const words = useWords('listingForm').conflict;
  const { draft, state } = useForm();
  const mine = state.entries[conflict.path];
  const { wire } = settle(conflict.path, mine);
  return (
    <li>
      <b className="s14">{name}</b>
      <div className="versions mt1">
        <div>
          <span className="s12 muted">{words.mine}</span>
          <p className="s14">{plainValue(wire ?? mine) || words.nothing}</p>
          <Button small onClick={() => resolve(draft, conflict.path, 'mine')}>
            {words.keepMine}
          </Button>
        </div>
        <div>
          <span className="s12 muted">{words.theirs}</span>
          <p className="s14">{plainValue(conflict.theirs) || words.nothing}</p>
          <Button small onClick={() => resolve(draft, conflict.path, 'theirs')}>
            {words.keepTheirs}
          </Button>
        </div>
      </div>
    </li>
  );
}

/** Fields changed here and elsewhere: both versions, and the choice. */
function Conflicts() {
  const words = useWords('listingForm').conflict;
  const { draft, state } = useForm();
  const fieldName = useFieldName(draft.side);
  const nameOf = (path: string): string => {
    const field = fieldAt(path.replace(/^tiers\./u, 'values.'));
    return field === null ? path : fieldName(field);
  };
  return (
    <>
      {state.conflicts.length === 0 ? null : (
        <Note kind="bad">
          <b>{words.title}</b>
          <p>{words.text}</p>
          <ul className="stack mt2">
            {state.conflicts.map((one) => (
              <OneConflict key={one.path} conflict={one} name={nameOf(one.path)} />
            ))}
          </ul>
        </Note>
      )}
      {state.taken.length === 0 ? null : <Note>{words.taken([...new Set(state.taken.map(nameOf))].join(', '))}</Note>}
    </>
  );
}

/** What a moderator said of the last version, each finding a link to its field. */
function LastReview() {
  const words = useWords('listingForm').review;
  const findings = useWords('review').findings;
  const { draft, state } = useForm();
  const name = useFieldName(draft.side);
  const jump = useJump();
  const review = state.detail?.control?.lastReview ?? null;
  const isLive = state.detail?.state === 'published' || state.detail?.state === 'expiring';
  if (review === null || (review.findings.length === 0 && review.note === null) || isLive) return null;
  return (
    <Note kind={state.detail?.state === 'returned' || state.detail?.state === 'draft' ? 'warn' : 'info'}>
      <b>{words.returned}</b>
      <ul className="dots mt1">
        {review.findings.map((one) => (
          <li key={`${one.code} ${one.field ?? ''}`}>
            {findings[one.code as keyof typeof findings] ?? one.code}
            {one.field === null ? null : (
              <>
                {': '}
                <button type="button" className="as-link" onClick={() => jump(one.field as ListingFieldName)}>
                  {name(one.field as ListingFieldName)}
                </button>
              </>
            )}
            {one.note === null ? null : ` · ${one.note}`}
          </li>
        ))}
      </ul>
      {review.note === null ? null : (
        <p className="mt1">
          {words.note} {review.note}
        </p>
      )}
    </Note>
  );
}

const LIVE: readonly string[] = ['published', 'expiring', 'on_hold', 'flagged', 'expired'];

/** Everything the writer should know before going on. */
export function Notices({ content }: { content: ListingContent }) {
  const words = useWords('listingForm');
  const { draft, state } = useForm();
  const listing = state.detail;
  return (
    <div className="stack-s mt3">
      <LastReview />
      {listing !== null && LIVE.includes(listing.state) ? <Note>{words.review.live}</Note> : null}
      {listing?.state === 'in_review' ? <Note>{words.review.waiting}</Note> : null}
      <Conflicts />
      {state.problem === null ? null : <ProblemNote problem={state.problem} onRetry={() => void save(draft)} />}
      {recordOf(content, 'listCheck')?.['status'] === 'prohibited' ? <Note kind="bad">{words.listCheck.prohibited}</Note> : null}
    </div>
  );
}
