import { TagsInput } from '@mantine/core';
import { useWords } from '../lib/i18n.ts';
import { Field, type FieldProps } from './field.tsx';

type Props = FieldProps & { words: readonly string[]; max: number; lang?: string | undefined; onChange: (words: string[]) => void };

const LONGEST = 60;

/** A few key words, each finished with Enter or a comma. */
export function WordsField({ words, max, lang, onChange, ...field }: Props) {
  const { keywords } = useWords('forms');
  const take = (typed: string[]): void => onChange(typed.map((one) => one.trim().slice(0, LONGEST)).filter((one) => one !== ''));
  return (
    <Field {...field} count={<span className="tnum nw">{`${String(words.length)}/${String(max)}`}</span>}>
      {(wiring) => (
        <TagsInput
          {...wiring}
          error={Boolean(field.error)}
          lang={lang}
          value={[...words]}
          onChange={take}
          maxTags={max}
          acceptValueOnBlur
          splitChars={[',', ';', '\n']}
          placeholder={words.length === 0 ? keywords : undefined}
        />
      )}
    </Field>
  );
}
