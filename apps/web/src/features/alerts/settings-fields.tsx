import { LANGUAGES } from '@ketnoi/domain/language';
import { RHYTHMS, THRESHOLDS } from '@ketnoi/domain/saved-search';
import { useWords } from '../../lib/i18n.ts';
import type { Fields } from '../../lib/use-fields.ts';
import { Choices } from '../../ui/choices.tsx';
import { TextField } from '../../ui/text-field.tsx';

type Props = { form: Fields; id: string; asksWords: boolean };

/** What one decides about a saved search: its name, how often it writes, how strong a listing must be, in which language. */
export function SettingsFields({ form, id, asksWords }: Props) {
  const words = useWords('alerts');
  const one = (name: string) => ({
    many: false,
    id: `${id}-${name}`,
    chosen: [form.values[name] ?? ''],
    error: form.errors[name],
    onChange: ([value]: string[]) => form.set(name, value ?? ''),
  });
  return (
    <>
      <TextField {...form.bind('name')} id={`${id}-name`} label={words.name} hint={words.nameHint} max={120} />
      <Choices {...one('rhythm')} legend={words.rhythm} choices={RHYTHMS.map((value) => ({ value, label: words.rhythms[value] }))} />
      {asksWords ? (
        <Choices
          {...one('threshold')}
          legend={words.threshold}
          hint={words.thresholdHint}
          choices={THRESHOLDS.map((value) => ({ value, label: words.thresholds[value] }))}
        />
      ) : null}
      <Choices
        {...one('language')}
        legend={words.letterLanguage}
        columns
        choices={LANGUAGES.map((value) => ({ value, label: words.languages[value] }))}
      />
    </>
  );
}
