import { IconAlertCircle } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';
import { useWords } from '../lib/i18n.ts';
import { Icon } from './icon.tsx';
import './form.css';

/** What an input takes over from its field: its id and what describes it. */
export type Wiring = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined };

export type FieldProps = {
  label: ReactNode;
  /** Given where something else must find the input (a link of the check list, the focus after a refusal). */
  id?: string | undefined;
  optional?: boolean | undefined;
  /** At the right end of the label: the tier, a switch. */
  aside?: ReactNode;
  hint?: ReactNode;
  /** What was understood of free typing. */
  echo?: ReactNode;
  /** Takes the place of the hint; says the repair. */
  error?: ReactNode;
  /** Right of the hint: how much is written of how much. */
  count?: ReactNode;
};

/** The line below an input: the error, else what was understood, else the hint. */
function Below({ id, hint, echo, error, count }: Pick<FieldProps, 'hint' | 'echo' | 'error' | 'count'> & { id: string }) {
  if (error !== undefined && error !== null && error !== false) {
    return (
      <p className="err" id={id}>
        <Icon of={IconAlertCircle} />
        <span>{error}</span>
      </p>
    );
  }
  if (echo !== undefined && echo !== null) {
    return (
      <p className="echo" id={id}>
        <span>{echo}</span>
      </p>
    );
  }
  if (hint === undefined && count === undefined) return null;
  return (
    <p className="hint row between top" id={id}>
      <span className="hint-t">{hint}</span>
      {count}
    </p>
  );
}

/** A labelled input with its hint or error tied to it. */
export function Field({
  label,
  id,
  optional = false,
  aside,
  children,
  ...below
}: FieldProps & { children: (wiring: Wiring) => ReactNode }) {
  const own = useId();
  const words = useWords('forms');
  const input = id ?? own;
  const described = below.error || below.echo || below.hint !== undefined || below.count !== undefined;
  return (
    <div className="field">
      <div className="lab">
        <label htmlFor={input}>
          {label} {optional ? <span className="opt">{words.optional}</span> : null}
        </label>
        {aside}
      </div>
      {children({
        id: input,
        'aria-describedby': described ? `${input}-about` : undefined,
        'aria-invalid': below.error ? true : undefined,
      })}
      <Below id={`${input}-about`} {...below} />
    </div>
  );
}
