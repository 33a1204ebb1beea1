import { LISTING_FIELDS, type ListingFieldName, type Side } from '@ketnoi/domain/listing-fields';
import { listMyListings } from '@ketnoi/contracts/listings';
import type { Bilingual } from '@ketnoi/domain/language';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { invalidate } from '../../lib/api.ts';
import type { CallProblem } from '../../lib/call-problem.ts';
import { readText } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { useSession } from '../../lib/session.ts';
import { useTitle } from '../../lib/title.ts';
import { paths } from '../../paths.ts';
import { toast } from '../../ui/toast.tsx';
import type { Draft } from './draft.ts';
import { contentOf, fieldAt } from './entries.ts';
import { FormContext, type Refusal } from './form-context.ts';
import { NeedForm } from './need-form.tsx';
import { Notices } from './notices.tsx';
import { OfferForm } from './offer-form.tsx';
import { idOf, partOf, type OfferStep } from './plan.ts';
import type { Renderers } from './preview-panel.tsx';
import { requiredFields } from './progress.ts';
import { settleDown } from './save-draft.ts';
import { SaveStatus } from './save-status.tsx';
import { useDraftState } from './use-draft.ts';
import './listing-form.css';

type Props = Renderers & { draft: Draft; step: string | undefined; field: string | undefined };

function useFormTitle(side: Side, isEdit: boolean): string {
  const words = useWords('listingForm');
  if (side === 'need') return isEdit ? words.editNeed : words.need;
  return isEdit ? words.editOffer : words.offer;
}

function Head({ draft, title, subtitle }: { draft: Draft; title: string; subtitle: string }) {
  const words = useWords('listingForm').save;
  const session = useSession();
  return (
    <div className="row between top wiz-head">
      <div>
        <h1>{title}</h1>
        <p className="s14 soft">{subtitle}</p>
      </div>
      <div className="row g4">
        <SaveStatus />
        <Link className="btn sm" to={session.status === 'open' ? paths.workspace : paths.home} onClick={() => void settleDown(draft)}>
          {words.later}
        </Link>
      </div>
    </div>
  );
}

/** Puts the cursor into an element once it is on the screen; gives up after a second. */
function focusWhenThere(id: string, done: () => void): () => void {
  const until = performance.now() + 1000;
  let frame = 0;
  const look = (): void => {
    const place = document.getElementById(id);
    if (place === null && performance.now() < until) {
      frame = requestAnimationFrame(look);
      return;
    }
    place?.scrollIntoView({ block: 'center' });
    place?.focus({ preventScroll: true });
    done();
  };
  frame = requestAnimationFrame(look);
  return () => cancelAnimationFrame(frame);
}

/** Opens the part of a field and puts the cursor there once it is on the screen. */
function useJumping(side: Side) {
  const navigate = useNavigate();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [target, setTarget] = useState<ListingFieldName | null>(null);
  useEffect(() => (target === null ? undefined : focusWhenThere(idOf(target), () => setTarget(null))), [target]);
  const jump = (field: ListingFieldName): void => {
    const part = partOf(side, field);
    if (part !== null) {
      setOpen((before) => new Set([...before, part]));
      void navigate({ to: '.', search: (before: object) => ({ ...before, step: part }), resetScroll: false });
    }
    setTarget(field);
  };
  const toggle = (group: string, isOpen: boolean): void =>
    setOpen((before) =>
      before.has(group) === isOpen ? before : new Set([...before].filter((one) => one !== group).concat(isOpen ? [group] : [])),
    );
  return { open, toggle, jump };
}

/** Goes once to the field that the address names. */
function useFirstField(field: string | undefined, jump: (field: ListingFieldName) => void): void {
  const first = useRef({ field, jump });
  useEffect(() => {
    const { field: named, jump: go } = first.current;
    if (named !== undefined && named in LISTING_FIELDS) go(named as ListingFieldName);
  }, []);
}

/** A listing being written. */
export function ListingForm({ draft, step, field, renderPart, renderWhole }: Props) {
  const words = useWords('listingForm');
  const navigate = useNavigate();
  const state = useDraftState(draft);
  const { open, toggle, jump } = useJumping(draft.side);
  useFirstField(field, jump);
  const title = useFormTitle(draft.side, state.detail !== null && state.detail.publishedAt !== null);
  const named = readText(state.entries['texts.title'] as Bilingual | null)?.text ?? words.untitled;
  useTitle(`${named} · ${title}`);
  const kind = state.entries['kind'];
  const required = useMemo(
    () => requiredFields(draft.side === 'need' ? 'need' : kind === 'research_result' ? 'research_result' : 'technology'),
    [draft.side, kind],
  );
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const onRefused = (problem: CallProblem): void =>
    setRefusal({
      sentences: Object.fromEntries(problem.errors.map((one) => [fieldAt(one.field) ?? one.field, one.message])),
      entries: state.entries,
    });
  const form = { draft, state, required, jump, refusal, onRefused };
  const content = useMemo(() => contentOf(state.entries), [state.entries]);
  const submitted = (next: string): void => {
    void invalidate(listMyListings);
    const said = next === 'published' ? words.check.published : next === 'client_check' ? words.check.toConsent : words.check.submitted;
    // Its first save may have come with handing it in: the draft knows its number, not the state it was drawn from.
    const id = draft.state.detail?.id;
    const see = { label: words.check.matches[draft.side], act: () => void navigate({ to: paths.matches, params: { id: id ?? '' } }) };
    toast(said, id === undefined ? undefined : see);
    void navigate({ to: paths.workspace });
  };
  const shared = { renderPart, renderWhole, onSubmitted: submitted };
  return (
    <FormContext value={form}>
      <div className="wrap page-top work">
        <Head draft={draft} title={title} subtitle={named} />
        <Notices content={content} />
        {draft.side === 'need' ? (
          <NeedForm {...shared} open={open} onToggle={toggle} />
        ) : (
          <OfferForm {...shared} step={(step ?? 'what') as OfferStep} />
        )}
      </div>
    </FormContext>
  );
}
