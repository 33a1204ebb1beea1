import { IconAlertCircle } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';
import { Icon } from './icon.tsx';
import './form.css';

export type Choice = { value: string; label: ReactNode; hint?: ReactNode };

type Props = {
  legend: ReactNode;
  note?: ReactNode;
  aside?: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  id?: string | undefined;
  choices: readonly Choice[];
  chosen: readonly string[];
  /** Several, or one of them. */
  many: boolean;
  onChange: (chosen: string[]) => void;
  columns?: boolean;
};

/** A short closed list, all of it in sight. */
export function Choices({ legend, note, aside, hint, error, id, choices, chosen, many, onChange, columns = false }: Props) {
  const own = useId();
  const name = id ?? own;
  const pick = (value: string): void => {
    if (!many) onChange([value]);
    else onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  };
  const about = error ? `${name}-about` : undefined;
  return (
    <fieldset id={name} tabIndex={-1} aria-describedby={about} className="choices">
      <legend>
        <span>
          {legend} {note === undefined ? null : <span className="opt">{note}</span>}
        </span>
      </legend>
      {aside === undefined ? null : <div className="choices-aside">{aside}</div>}
      {hint === undefined ? null : <p className="hint">{hint}</p>}
      <div className={columns ? 'two-columns' : undefined}>
        {choices.map((one) => (
          <label key={one.value} className="choice">
            <input
              type={many ? 'checkbox' : 'radio'}
              name={many ? undefined : name}
              aria-invalid={error ? true : undefined}
              checked={chosen.includes(one.value)}
              onChange={() => pick(one.value)}
            />
            <span>
              {one.label}
              {one.hint === undefined ? null : <span className="choice-hint">{one.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      {error ? (
        <p className="err" id={about}>
          <Icon of={IconAlertCircle} />
          <span>{error}</span>
        </p>
      ) : null}
    </fieldset>
  );
}

/** One yes or no. */
export function Tick({
  label,
  hint,
  id,
  error,
  checked,
  onChange,
}: {
  label: ReactNode;
  hint?: ReactNode;
  id?: string | undefined;
  error?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  const own = useId();
  const input = id ?? own;
  return (
    <div>
      <label className="choice">
        <input
          id={input}
          type="checkbox"
          aria-describedby={error ? `${input}-about` : undefined}
          aria-invalid={error ? true : undefined}
          checked={checked}
          onChange={() => onChange(!checked)}
        />
        <span>
          {label}
          {hint === undefined ? null : <span className="choice-hint">{hint}</span>}
        </span>
      </label>
      {error ? (
        <p className="err" id={`${input}-about`}>
          <Icon of={IconAlertCircle} />
          <span>{error}</span>
        </p>
      ) : null}
    </div>
  );
}
