import { changeSavedSearch, type SavedSearch } from '@ketnoi/contracts/saved-searches';
import { useId, type FormEvent } from 'react';
import { etagOfVersion, useAct } from '../../lib/api.ts';
import { errorsOf } from '../../lib/form-errors.ts';
import { useWords } from '../../lib/i18n.ts';
import { useFields } from '../../lib/use-fields.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { toast } from '../../ui/toast.tsx';
import { keepAnswer } from './kept.ts';
import { SettingsFields } from './settings-fields.tsx';
import { settingsOf } from './settings.ts';

/** Name, rhythm, strength and language of a kept search. */
export function EditSearch({ search, onDone }: { search: SavedSearch; onDone: () => void }) {
  const words = useWords('alerts');
  const { cancel } = useWords('forms');
  const id = useId();
  const act = useAct(changeSavedSearch);
  const { name, rhythm, threshold, language } = search;
  const form = useFields({ name, rhythm, threshold, language });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const settings = settingsOf(form);
    if (settings.name === '') return form.refuse({ name: words.nameNeeded });
    act.mutate(
      { params: { id: search.id }, body: settings, etag: etagOfVersion(search) },
      {
        onSuccess: (answer) => {
          keepAnswer(answer);
          toast(words.save.changed);
          onDone();
        },
        onError: (problem) => form.setErrors(errorsOf(problem)),
      },
    );
  };
  return (
    <form className="panel stack alert-box" noValidate aria-label={words.acts.of(words.acts.edit, search.name)} onSubmit={submit}>
      {act.error === null ? null : <ProblemNote problem={act.error} />}
      <SettingsFields form={form} id={id} asksWords={search.query.q !== undefined} />
      <div className="row">
        <Button small type="submit" variant="primary" busy={act.isPending} busyLabel={words.save.submitting}>
          {words.save.change}
        </Button>
        <Button small variant="quiet" onClick={onDone}>
          {cancel}
        </Button>
      </div>
    </form>
  );
}
