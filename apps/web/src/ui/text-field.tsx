import type { HTMLInputAutoCompleteAttribute, HTMLInputTypeAttribute } from 'react';
import { formatNumber } from '../lib/format.ts';
import { useWords } from '../lib/i18n.ts';
import { Field, type FieldProps } from './field.tsx';

type Props = FieldProps & {
  value: string;
  onChange: (text: string) => void;
  onBlur?: (() => void) | undefined;
  /** More than one line. */
  rows?: number | undefined;
  /** Most characters. A longer text stays in the box, so that nothing pasted is cut off in silence. */
  max?: number | undefined;
  type?: HTMLInputTypeAttribute | undefined;
  autoComplete?: HTMLInputAutoCompleteAttribute | undefined;
  inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | undefined;
  lang?: string | undefined;
  placeholder?: string | undefined;
  readOnly?: boolean | undefined;
};

/** Counts stand beside a text from here on; a short line needs none. */
const COUNTED = 200;

/** A box for text, of one line or more. */
export function TextField({
  value,
  onChange,
  onBlur,
  rows,
  max,
  type,
  autoComplete,
  inputMode,
  lang,
  placeholder,
  readOnly,
  ...field
}: Props) {
  const { tooLong } = useWords('forms');
  const excess = max === undefined ? 0 : value.length - max;
  const counted = max !== undefined && (excess > 0 || (rows !== undefined && max >= COUNTED));
  const shared = { value, onBlur, lang, placeholder, readOnly, className: 'input' };
  return (
    <Field
      {...field}
      error={excess > 0 ? tooLong(formatNumber(excess)) : field.error}
      count={counted ? <span className="tnum nw">{`${String(value.length)}/${String(max)}`}</span> : field.count}
    >
      {(wiring) =>
        rows === undefined ? (
          <input
            {...wiring}
            {...shared}
            type={type}
            autoComplete={autoComplete}
            inputMode={inputMode}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        ) : (
          <textarea {...wiring} {...shared} rows={rows} onChange={(event) => onChange(event.currentTarget.value)} />
        )
      }
    </Field>
  );
}
