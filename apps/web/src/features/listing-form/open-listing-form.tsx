import type { Side } from '@ketnoi/domain/listing-fields';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { formatDateTime } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { here } from '../../lib/return-to.ts';
import { language } from '../../lib/language.ts';
import { useSession } from '../../lib/session.ts';
import { parseDay } from '../../lib/typed-date.ts';
import { paths } from '../../paths.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Note } from '../../ui/note.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { whenCreated } from './draft.ts';
import { ListingForm } from './listing-form.tsx';
import { forgetOld, keepMirror, newestLocal, newKey } from './mirror.ts';
import type { Renderers } from './preview-panel.tsx';
import { useDraft } from './use-draft.ts';

/** What was typed before the form was opened: in the question box, on the page without results. */
type Typed = { problem?: string | undefined; volume?: string | undefined; endsOn?: string | undefined };
/** `field` is where the cursor goes first. */
type Props = Renderers & { side: Side; draftKey: string; step: string | undefined; field: string | undefined };

/** The draft of a key, with everything that can stand in its way. */
export function OpenListingForm({ side, draftKey, step, field, ...renderers }: Props) {
  const words = useWords('listingForm');
  const navigate = useNavigate();
  const opened = useDraft(side, draftKey);
  const draft = opened.is === 'open' ? opened.draft : null;
  useEffect(() => {
    if (draft === null) return;
    whenCreated(
      draft,
      (id) => void navigate({ to: '.', search: (before: object) => ({ ...before, draft: id }), replace: true, resetScroll: false }),
    );
    // Saved on the way out, it changes no address of another page.
    return () => whenCreated(draft, () => undefined);
  }, [draft, navigate]);
  if (opened.is === 'opening') {
    return (
      <div className="wrap page-top">
        <Skeleton rows={4} />
      </div>
    );
  }
  if (opened.is === 'open' && (opened.draft.state.detail === null || opened.draft.state.detail.can.includes('edit'))) {
    return <ListingForm key={opened.draft.side} draft={opened.draft} step={step} field={field} {...renderers} />;
  }
  return (
    <div className="wrap page-top">
      {opened.is === 'failed' ? <ProblemNote problem={opened.problem} /> : null}
      {opened.is === 'open' ? (
        <EmptyState
          title={words.closed.title}
          action={
            <ButtonLink to={paths.listing} params={{ id: draftKey }}>
              {words.closed.open}
            </ButtonLink>
          }
        >
          {words.closed.text}
        </EmptyState>
      ) : null}
      {opened.is === 'locked' ? (
        <EmptyState
          title={words.locked.title}
          action={
            <ButtonLink variant="primary" to={paths.login} search={{ returnTo: here() }}>
              {words.save.signIn}
            </ButtonLink>
          }
        >
          {words.locked.text}
        </EmptyState>
      ) : null}
    </div>
  );
}

const written = (text: string) => ({ vi: null, en: null, [language]: text });

/** Puts what was typed elsewhere onto this device as a draft of that key. */
function begin(key: string, accountId: string | null, typed: Typed): void {
  const day = typed.endsOn === undefined ? null : parseDay(typed.endsOn);
  const fields = {
    ...(typed.problem === undefined ? {} : { 'texts.problem': { mine: written(typed.problem), base: null } }),
    ...(typed.volume === undefined ? {} : { 'texts.volume': { mine: written(typed.volume), base: null } }),
    ...(day === null ? {} : { 'values.endsOn': { mine: day, base: null } }),
  };
  if (Object.keys(fields).length === 0) return;
  keepMirror({ accountId, key }, { side: 'need', id: null, at: new Date().toISOString(), fields, creating: null }, {});
}

/** A new listing: its draft gets a key in the address at once, so that a reload and the way back from sign-up lead to it. */
export function NewListingForm({
  side,
  draftKey,
  typed,
  step,
  field,
  ...renderers
}: Omit<Props, 'draftKey'> & { draftKey: string | undefined; typed: Typed }) {
  const words = useWords('listingForm').resume;
  const navigate = useNavigate();
  const session = useSession();
  const accountId = session.status === 'open' ? session.account.id : null;
  const [dismissed, setDismissed] = useState(false);
  const { problem, volume, endsOn } = typed;
  const settled = session.status !== 'opening';
  const key = useMemo(() => (settled ? newKey() : null), [settled]);
  const earlier = useMemo(() => (settled ? newestLocal(accountId, side) : null), [settled, accountId, side]);
  useEffect(() => {
    if (draftKey !== undefined || key === null) return;
    forgetOld();
    begin(key, accountId, { problem, volume, endsOn });
    void navigate({
      to: '.',
      search: (before: { step?: string }) => ({ draft: key, ...(before.step === undefined ? {} : { step: before.step }) }),
      replace: true,
    });
  }, [draftKey, key, accountId, problem, volume, endsOn, navigate]);
  if (draftKey === undefined) return null;
  return (
    <>
      {earlier === null || dismissed || earlier.key === draftKey ? null : (
        <div className="wrap page-top">
          <Note>
            {words.found(formatDateTime(earlier.mirror.at))}{' '}
            <button
              type="button"
              className="as-link"
              onClick={() => {
                setDismissed(true);
                void navigate({ to: '.', search: { draft: earlier.key }, replace: true });
              }}
            >
              {words.goOn}
            </button>
          </Note>
        </div>
      )}
      <OpenListingForm side={side} draftKey={draftKey} step={step} field={field} {...renderers} />
    </>
  );
}
