import { passwordWeakness, PASSWORD_MIN } from '@ketnoi/domain/password';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '../lib/i18n.ts';
import { Field, type FieldProps } from './field.tsx';
import { Icon } from './icon.tsx';

type Props = FieldProps & {
  value: string;
  onChange: (text: string) => void;
  /** For a password that is chosen here: what the server knows of its owner and will compare it with. */
  chosenBy?: readonly string[];
};

const NONE: ReadonlySet<string> = new Set();

/** A password, hidden until its owner wants to see it. Of a new one it says what the server will say. */
export function PasswordField({ value, onChange, chosenBy, ...field }: Props) {
  const words = useWords('forms').password;
  const [shown, setShown] = useState(false);
  const weakness = chosenBy === undefined || value === '' ? null : passwordWeakness(value, chosenBy, NONE);
  const hint =
    chosenBy === undefined ? undefined : value === '' ? words.rule(PASSWORD_MIN) : weakness === null ? words.fine : words.weak[weakness];
  return (
    <Field {...field} hint={hint}>
      {(wiring) => (
        <span className="with-button">
          <input
            {...wiring}
            className="input"
            type={shown ? 'text' : 'password'}
            autoComplete={chosenBy === undefined ? 'current-password' : 'new-password'}
            autoCapitalize="none"
            spellCheck={false}
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
          <button type="button" aria-pressed={shown} aria-label={words.show} onClick={() => setShown(!shown)}>
            <Icon of={shown ? IconEyeOff : IconEye} large />
          </button>
        </span>
      )}
    </Field>
  );
}
