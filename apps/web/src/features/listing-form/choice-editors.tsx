import { readClassification } from '@ketnoi/contracts/classifications';
import type { Scheme } from '@ketnoi/domain/classifications';
import { pick } from '@ketnoi/domain/language';
import type { ListingFieldName } from '@ketnoi/domain/listing-fields';
import { useMemo } from 'react';
import { useCall } from '../../lib/api.ts';
import { byName } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { countryName } from '../../lib/labels.ts';
import { language, otherLanguage } from '../../lib/language.ts';
import { Choices, Tick } from '../../ui/choices.tsx';
import { CodePicker, type CodeOption } from '../../ui/code-picker.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { WordsField } from '../../ui/words-field.tsx';
import { useFrame } from './field-frame.tsx';
import { useEntry } from './form-context.ts';
import { pathOf } from './entries.ts';

/** Lists short enough to stand open. */
const OPEN: ReadonlySet<Scheme> = new Set([
  'transfer_right',
  'right_option',
  'transfer_form',
  'transfer_mode',
  'transfer_object',
  'payment_mode',
]);

export function useScheme(name: Scheme): CodeOption[] {
  const { data } = useCall(readClassification, { params: { name } });
  return useMemo(
    () =>
      (data?.items ?? []).map((one) => ({
        code: one.code,
        label: name === 'country' ? countryName(one.code) : (pick(one.label, language) ?? one.code),
        parent: one.parent,
        withCode: name === 'ipc',
      })),
    [data, name],
  );
}

/** The same of a list of choices: its legend, and whether several are possible. */
function useChoiceFrame(field: ListingFieldName, many: boolean) {
  const { choice } = useWords('listingForm');
  const words = useWords('forms');
  const { label, optional, ...rest } = useFrame(field);
  const note = [many ? choice.many : null, optional ? words.optional : null].filter((one) => one !== null).join(', ');
  return { ...rest, legend: label, note: note === '' ? undefined : note };
}

/** Codes of a classification: all in sight where they are few, else found by typing. */
export function CodesEditor({ field, scheme, max }: { field: ListingFieldName; scheme: Scheme; max: number }) {
  const frame = useFrame(field);
  const about = useChoiceFrame(field, true);
  const options = useScheme(scheme);
  const [codes, setCodes] = useEntry<string[]>(pathOf(field));
  if (!OPEN.has(scheme)) {
    return <CodePicker {...frame} options={options} chosen={codes ?? []} max={max} onChange={setCodes} />;
  }
  return (
    <Choices
      {...about}
      many
      columns
      choices={options.map((one) => ({ value: one.code, label: one.label }))}
      chosen={codes ?? []}
      onChange={setCodes}
    />
  );
}

export function CountriesEditor({ field, max }: { field: ListingFieldName; max: number }) {
  const { territory } = useWords('listingForm');
  const frame = useFrame(field);
  const countries = useScheme('country');
  const options = useMemo(() => countries.toSorted((one, other) => byName(one.label, other.label)), [countries]);
  const [codes, setCodes] = useEntry<string[]>(pathOf(field));
  const about = (
    <>
      {frame.hint} {territory.everywhere}
    </>
  );
  return <CodePicker {...frame} hint={about} options={options} chosen={codes ?? []} max={max} onChange={setCodes} />;
}

const useChoiceLabels = (): Record<string, string> => {
  const { choice } = useWords('listingForm');
  return { ...choice.stances, ...choice.sizes, ...choice.sources };
};

/** A closed list of our own: one of it, or several. */
export function ListEditor({ field, of, many }: { field: ListingFieldName; of: readonly string[]; many: boolean }) {
  const labels = useChoiceLabels();
  const about = useChoiceFrame(field, many);
  const [value, setValue] = useEntry<string | string[]>(pathOf(field));
  return (
    <Choices
      {...about}
      many={many}
      columns
      choices={of.map((one) => ({ value: one, label: labels[one] ?? one }))}
      chosen={value === null ? [] : [value].flat()}
      onChange={(chosen) => setValue(many ? chosen : (chosen[0] ?? null))}
    />
  );
}

/** Yes, no, or not said. */
export function YesNoEditor({ field }: { field: ListingFieldName }) {
  const { choice } = useWords('listingForm');
  const about = useChoiceFrame(field, false);
  const [value, setValue] = useEntry<boolean>(pathOf(field));
  return (
    <Choices
      {...about}
      many={false}
      columns
      choices={[
        { value: 'yes', label: choice.yes },
        { value: 'no', label: choice.no },
      ]}
      chosen={value === null ? [] : [value ? 'yes' : 'no']}
      onChange={([chosen]) => setValue(chosen === 'yes')}
    />
  );
}

/** True or not said. */
export function TickEditor({ field }: { field: ListingFieldName }) {
  const { label, hint, id, error } = useFrame(field);
  const [value, setValue] = useEntry<boolean>(pathOf(field));
  return (
    <Tick
      id={id}
      label={label}
      hint={hint}
      error={error}
      checked={value === true}
      onChange={(checked) => setValue(checked ? true : null)}
    />
  );
}

const LEVELS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** The nine levels with the evidence each asks for; of a need only the number. */
export function TrlEditor({ field }: { field: ListingFieldName }) {
  const { trl: words, choice } = useWords('listingForm');
  const { trl: names } = useWords('shell');
  const frame = useFrame(field);
  const about = useChoiceFrame(field, false);
  const { data } = useCall(readClassification, { params: { name: 'trl' } });
  const [level, setLevel] = useEntry<number>(pathOf(field));
  const value = level === null ? '' : String(level);
  const set = (chosen: string | undefined): void => setLevel(chosen === undefined || chosen === '' ? null : Number(chosen));
  const entry = (code: string) => data?.items.find((one) => one.code === code);
  const name = (code: string): string => {
    const found = entry(code);
    return found === undefined ? (names.names[Number(code) - 1] ?? '') : (pick(found.label, language) ?? '');
  };
  if (field === 'trlMin') {
    const options = LEVELS.map((code) => ({ value: code, label: `TRL ${code} · ${names.names[Number(code) - 1] ?? ''}` }));
    return <SelectField {...frame} value={value} options={options} empty={choice.none} onChange={set} />;
  }
  const evidence = (code: string): string | undefined => {
    const said = entry(code)?.extra?.[language === 'vi' ? 'evidenceVi' : 'evidenceEn'];
    return typeof said === 'string' ? `${words.evidence} ${said}` : undefined;
  };
  return (
    <Choices
      {...about}
      hint={words.pick}
      many={false}
      choices={LEVELS.map((code) => ({
        value: code,
        label: (
          <>
            <b className="trl-no tnum">{code}</b> {name(code)}
          </>
        ),
        hint: evidence(code),
      }))}
      chosen={value === '' ? [] : [value]}
      onChange={([chosen]) => set(chosen)}
    />
  );
}

/** Key words in both languages. */
export function KeywordsEditor({ field, max }: { field: ListingFieldName; max: number }) {
  const { languages } = useWords('listingForm');
  const { label, aside: _, ...frame } = useFrame(field);
  const [words, setWords] = useEntry<{ vi: string[]; en: string[] }>(pathOf(field));
  const both = words ?? { vi: [], en: [] };
  return (
    <div className="pair">
      <WordsField
        {...frame}
        label={languages.named(label, languages[language])}
        words={both[language]}
        max={max}
        lang={language}
        onChange={(typed) => setWords({ ...both, [language]: typed })}
      />
      <WordsField
        label={languages.named(label, languages[otherLanguage])}
        words={both[otherLanguage]}
        max={max}
        lang={otherLanguage}
        onChange={(typed) => setWords({ ...both, [otherLanguage]: typed })}
      />
    </div>
  );
}
