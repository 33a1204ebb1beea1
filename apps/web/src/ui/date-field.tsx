import { formatDate } from '../lib/format.ts';
import { useWords } from '../lib/i18n.ts';
import { daysUntil, longDay, parseDay } from '../lib/typed-date.ts';
import { Field, type FieldProps } from './field.tsx';

type Props = FieldProps & {
  /** What is typed, or the day itself (`2027-01-31`); what cannot be read yet stays as it was typed. */
  value: string;
  onChange: (value: string) => void;
  /** Says how far off the day is. */
  countdown?: boolean;
};

/** A day, typed freely; below it the day in full. */
export function DateField({ value, onChange, countdown = false, ...field }: Props) {
  const words = useWords('forms').date;
  const day = parseDay(value);
  const shown = /^\d{4}-\d{2}-\d{2}$/u.test(value) ? formatDate(value) : value;
  const left = day === null ? 0 : daysUntil(day);
  const echo = day === null ? undefined : countdown ? `${longDay(day)} · ${left < 0 ? words.past(-left) : words.left(left)}` : longDay(day);
  const unreadable = value.trim() !== '' && day === null;
  return (
    <Field {...field} echo={echo} error={field.error ?? (unreadable && value.trim().length >= 6 ? words.unreadable : undefined)}>
      {(wiring) => (
        <input
          {...wiring}
          className="input"
          inputMode="numeric"
          autoComplete="off"
          placeholder={words.placeholder}
          value={shown}
          onChange={(event) => onChange(event.currentTarget.value)}
          onBlur={() => (day === null || day === value ? undefined : onChange(day))}
        />
      )}
    </Field>
  );
}
