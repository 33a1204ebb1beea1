import { useWords } from '../../lib/i18n.ts';
import type { Fields } from '../../lib/use-fields.ts';
import { PasswordField } from '../../ui/password-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';

type Props = {
  form: Fields;
  prefix?: string;
  /** An invitation names the address itself. */
  withEmail?: boolean;
  /** What else the password must not be built on. */
  about: readonly string[];
};

/** The person of a new account. */
export function OwnerFields({ form, prefix = '', withEmail = false, about }: Props) {
  const words = useWords('accounts').register;
  const { languages } = useWords('shell');
  const path = (name: string): string => `${prefix}${name}`;
  const text = (name: string): string => form.values[path(name)] ?? '';
  return (
    <>
      <TextField {...form.bind(path('fullName'))} label={words.fullName} hint={words.fullNameHint} max={120} autoComplete="name" />
      {withEmail ? (
        <TextField {...form.bind(path('email'))} label={words.email} hint={words.emailHint} type="email" autoComplete="email" max={254} />
      ) : null}
      <PasswordField {...form.bind(path('password'))} label={words.password} chosenBy={[...about, text('fullName'), text('email')]} />
      <div className="pair">
        <TextField {...form.bind(path('phone'))} label={words.phone} optional type="tel" autoComplete="tel" max={30} />
        <SelectField
          {...form.bind(path('language'))}
          label={words.language}
          options={[
            { value: 'vi', label: languages.vi },
            { value: 'en', label: languages.en },
          ]}
          empty={words.choose}
        />
      </div>
    </>
  );
}
