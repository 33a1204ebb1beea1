import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../../lib/i18n.ts';
import type { StepState } from './progress.ts';
import '../../ui/steps.css';

type Props = { states: readonly StepState[]; now: string };

/** The steps of an offer as a thread: done, being written, to come; each may be opened at any time. */
export function StepNav({ states, now }: Props) {
  const words = useWords('listingForm').steps;
  const [open, setOpen] = useState(false);
  const at = states.findIndex((one) => one.id === now);
  return (
    <nav aria-label={words.label} className="wiz-steps">
      <p className="row between s13 soft">
        <span>{words.position(at + 1, states.length)}</span>
        <button type="button" className="as-link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {words.label}
        </button>
      </p>
      <ol className={open ? 'steps' : 'steps not-m'}>
        {states.map((step, index) => {
          const here = step.id === now;
          const state = here ? 'now' : step.begun ? (step.lacks ? 'lack' : 'done') : step.lacks ? '' : 'done';
          return (
            <li key={step.id} className={state} aria-current={here ? 'step' : undefined}>
              <Link to="." search={(before) => ({ ...before, step: step.id })} onClick={() => setOpen(false)}>
                {index + 1}. {words.names[step.id]}
              </Link>
              <small>{here ? words.status.writing : step.status}</small>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
