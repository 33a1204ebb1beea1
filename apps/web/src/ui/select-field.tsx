import { Field, type FieldProps } from './field.tsx';

export type SelectOption = { value: string; label: string; group?: string | undefined };

type Props = FieldProps & { value: string; options: readonly SelectOption[]; empty: string; onChange: (value: string) => void };

function grouped(options: readonly SelectOption[]): [string | undefined, SelectOption[]][] {
  const groups = new Map<string | undefined, SelectOption[]>();
  for (const one of options) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
  return [...groups];
}

/** One of a list, by the browser's own control. `empty` names the choice of nothing. */
export function SelectField({ value, options, empty, onChange, ...field }: Props) {
  return (
    <Field {...field}>
      {(wiring) => (
        <select {...wiring} className="input" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          <option value="">{empty}</option>
          {grouped(options).map(([group, ones]) => {
            const list = ones.map((one) => (
              <option key={one.value} value={one.value}>
                {one.label}
              </option>
            ));
            return group === undefined ? (
              list
            ) : (
              <optgroup key={group} label={group}>
                {list}
              </optgroup>
            );
          })}
        </select>
      )}
    </Field>
  );
}
