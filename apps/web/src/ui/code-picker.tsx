import { fold } from '@ketnoi/language/fold';
import { MultiSelect, type ComboboxItem, type ComboboxParsedItem, type OptionsFilter } from '@mantine/core';
import { useMemo } from 'react';
import { useWords } from '../lib/i18n.ts';
import { Field, type FieldProps } from './field.tsx';

export type CodeOption = {
  code: string;
  label: string;
  /** The code above it, of the same list. */
  parent: string | null;
  /** Shown before the name where people know the codes themselves (IPC). */
  withCode?: boolean;
};

type Entry = CodeOption & { depth: number; path: string; searched: string };

/** Shown at once; typing finds the others. */
const SHOWN = 80;

function entriesOf(options: readonly CodeOption[]): Map<string, Entry> {
  const byCode = new Map(options.map((one) => [one.code, one]));
  const above = (one: CodeOption): CodeOption[] => {
    const parent = one.parent === null ? undefined : byCode.get(one.parent);
    return parent === undefined ? [] : [...above(parent), parent];
  };
  return new Map(
    options.map((one) => {
      const chain = above(one);
      const path = chain.map((parent) => parent.label).join(' › ');
      return [one.code, { ...one, depth: chain.length, path, searched: fold(`${one.code} ${one.label} ${path}`) }];
    }),
  );
}

const isItem = (one: ComboboxParsedItem): one is ComboboxItem => 'value' in one;

/** Every typed word must stand somewhere in the code, the name or the names above; marks do not matter. Names that begin with it come first. */
const filterOf =
  (entries: Map<string, Entry>): OptionsFilter =>
  ({ options, search, limit }) => {
    const words = fold(search.trim()).split(/\s+/u).filter(Boolean);
    const first = words[0] ?? '';
    const rank = (one: ComboboxItem): number => {
      const label = fold(one.label);
      return label.startsWith(first) || one.value.toLowerCase().startsWith(first) ? 0 : label.includes(first) ? 1 : 2;
    };
    const found = options.filter(isItem).filter((one) => words.every((word) => entries.get(one.value)?.searched.includes(word)));
    return (words.length === 0 ? found : found.toSorted((one, other) => rank(one) - rank(other))).slice(0, limit);
  };

type Props = FieldProps & { options: readonly CodeOption[]; chosen: readonly string[]; max: number; onChange: (codes: string[]) => void };

/** Several codes of a long list, found by typing with or without marks; the list shows its levels. */
export function CodePicker({ options, chosen, max, onChange, ...field }: Props) {
  const words = useWords('forms').picker;
  const entries = useMemo(() => entriesOf(options), [options]);
  const filter = useMemo(() => filterOf(entries), [entries]);
  // A code that its list does not know (yet) stays and stands for itself.
  const data = useMemo(
    () => [
      ...[...entries.values()].map((one) => ({ value: one.code, label: one.withCode ? `${one.code} · ${one.label}` : one.label })),
      ...chosen.filter((code) => !entries.has(code)).map((code) => ({ value: code, label: code })),
    ],
    [entries, chosen],
  );
  return (
    <Field
      {...field}
      hint={field.hint}
      count={max > 1 ? <span className="tnum nw">{`${String(chosen.length)}/${String(max)}`}</span> : undefined}
    >
      {(wiring) => (
        <MultiSelect
          {...wiring}
          error={Boolean(field.error)}
          withErrorStyles
          data={data}
          value={[...chosen]}
          onChange={onChange}
          maxValues={max}
          searchable
          limit={SHOWN}
          filter={filter}
          hidePickedOptions
          withCheckIcon={false}
          maxDropdownHeight={320}
          placeholder={chosen.length === 0 ? words.placeholder : undefined}
          nothingFoundMessage={words.nothing}
          comboboxProps={{ offset: 4, middlewares: { flip: true, shift: true } }}
          renderOption={({ option }) => <Option entry={entries.get(option.value)} label={option.label} />}
        />
      )}
    </Field>
  );
}

function Option({ entry, label }: { entry: Entry | undefined; label: string }) {
  if (entry === undefined) return <span>{label}</span>;
  return (
    <span className={`code-option depth-${String(Math.min(entry.depth, 2))}`}>
      <span>{label}</span>
      {entry.path === '' ? null : <span className="code-path">{entry.path}</span>}
    </span>
  );
}
