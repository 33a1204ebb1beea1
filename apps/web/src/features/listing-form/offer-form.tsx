import { Link } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useRef } from 'react';
import { useWords } from '../../lib/i18n.ts';
import { announce } from '../../ui/announcer.tsx';
import { CheckList } from './check-list.tsx';
import { FieldList } from './field-list.tsx';
import { KindEditor, OwnerEditor, VisibilityEditor } from './head-editors.tsx';
import { OFFER_STEPS, type OfferStep } from './plan.ts';
import { PreviewPanel, type Renderers } from './preview-panel.tsx';
import { useProgress, useStepStates } from './progress.ts';
import { QualityPanel } from './quality-panel.tsx';
import { StepNav } from './step-nav.tsx';
import { useForm } from './form-context.ts';

type Props = Renderers & { step: OfferStep; onSubmitted: (state: string) => void };

/** A change of step puts the reader at its beginning and says its name. */
function StepHeading({ at, name }: { at: number; name: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const first = useRef(true);
  const text = `${String(at + 1)}. ${name}`;
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    window.scrollTo({ top: 0 });
    heading.current?.focus({ preventScroll: true });
    announce(text);
  }, [text]);
  return (
    <h2 ref={heading} tabIndex={-1}>
      {text}
    </h2>
  );
}

function StepFoot({ at }: { at: number }) {
  const words = useWords('listingForm').steps;
  const before = OFFER_STEPS[at - 1];
  const after = OFFER_STEPS[at + 1];
  return (
    <div className="row between form-foot">
      {before === undefined ? (
        <span />
      ) : (
        <Link className="btn" to="." search={(search) => ({ ...search, step: before.id })}>
          {words.back}
        </Link>
      )}
      {after === undefined ? null : (
        <Link className="btn pri" to="." search={(search) => ({ ...search, step: after.id })}>
          {words.next(words.names[after.id])}
        </Link>
      )}
    </div>
  );
}

/** An offer, step by step: the thread left, the fields, and beside them how good it is and what readers see. */
export function OfferForm({ step, onSubmitted, renderPart, renderWhole }: Props) {
  const { names } = useWords('listingForm').steps;
  const { state } = useForm();
  const { kind, content, lacking } = useProgress(state.entries);
  // Typing goes first; what stands beside it may come a moment later.
  const calm = useDeferredValue(content);
  const states = useStepStates(content, lacking);
  const at = Math.max(
    0,
    OFFER_STEPS.findIndex((one) => one.id === step),
  );
  const part = OFFER_STEPS[at] ?? OFFER_STEPS[0];
  return (
    <div className="wiz">
      <StepNav states={states} now={part.id} />
      <form noValidate onSubmit={(event) => event.preventDefault()}>
        <div className="stack">
          <StepHeading at={at} name={names[part.id]} />
          {part.id === 'what' ? (
            <>
              <KindEditor />
              <OwnerEditor />
            </>
          ) : null}
          <FieldList key={part.id} fields={part.fields} kind={kind} content={content} />
          {part.id === 'check' ? (
            <>
              <VisibilityEditor />
              <CheckList kind={kind} content={content} onSubmitted={onSubmitted} />
            </>
          ) : null}
          <StepFoot at={at} />
        </div>
      </form>
      <aside className="wiz-side stack">
        <QualityPanel side="offer" content={calm} />
        <PreviewPanel part={part.id} content={calm} renderPart={renderPart} renderWhole={renderWhole} />
      </aside>
    </div>
  );
}
