import { useWords } from '../lib/i18n.ts';
import type { Errors } from '../lib/form-errors.ts';
import { Note } from './note.tsx';

/** Above a refused form: how much is to be put right, each a link to its field. `names` are the labels of the fields. */
export function ErrorSummary({ errors, names }: { errors: Errors; names: Readonly<Record<string, string>> }) {
  const words = useWords('forms').errors;
  const found = Object.entries(errors).filter(([path]) => path in names);
  if (found.length === 0) return null;
  return (
    <Note kind="bad">
      <b>{words.title(found.length)}</b>
      <ul className="dots mt1">
        {found.map(([path, sentence]) => (
          <li key={path}>
            <button type="button" className="as-link" onClick={() => document.getElementById(path)?.focus()}>
              {names[path]}
            </button>
            : {sentence}
          </li>
        ))}
      </ul>
    </Note>
  );
}
