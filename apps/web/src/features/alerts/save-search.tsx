import { listSavedSearches, saveSearch, type SavedQuery, type SavedSearch } from '@ketnoi/contracts/saved-searches';
import { useId, type FormEvent } from 'react';
import { invalidate, useAct } from '../../lib/api.ts';
import { errorsOf } from '../../lib/form-errors.ts';
import { useWords } from '../../lib/i18n.ts';
import { language } from '../../lib/language.ts';
import { here } from '../../lib/return-to.ts';
import { useSession } from '../../lib/session.ts';
import { useFields } from '../../lib/use-fields.ts';
import { paths } from '../../paths.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Note } from '../../ui/note.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { SettingsFields } from './settings-fields.tsx';
import { nameFor, settingsOf } from './settings.ts';
import { useSummary } from './summary.ts';
import './alerts.css';

type Props = { query: SavedQuery; name: string; onClose: () => void };

/** Keeps the search of this page. Who is not signed in is asked to, and comes back to the open form with what was filled in. */
export function SaveSearch({ query, name, onClose }: Props) {
  const words = useWords('alerts');
  const { close } = useWords('shell');
  const id = useId();
  const act = useAct(saveSearch);
  const initial = { name: nameFor(name), rhythm: 'daily', threshold: 'all_words', language };
  const form = useFields(initial, `ketnoi.save ${JSON.stringify(query)}`);
  const summary = useSummary(query);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const settings = settingsOf(form);
    if (settings.name === '') return form.refuse({ name: words.nameNeeded });
    act.mutate(
      { body: { ...settings, query } },
      {
        onSuccess: () => {
          form.forget();
          void invalidate(listSavedSearches);
        },
        onError: (problem) => form.setErrors(errorsOf(problem)),
      },
    );
  };
  const foot = act.data === undefined ? <Submit form={id} busy={act.isPending} /> : <ToList />;
  return (
    <Dialog open title={words.save.title} closeLabel={close} onClose={onClose} foot={foot}>
      {act.data === undefined ? (
        <form id={id} className="stack mt2 pb" noValidate onSubmit={submit}>
          <div>
            <p className="alert-q">{summary}</p>
            <p className="s14 soft mt1">{words.save.text}</p>
          </div>
          {act.error === null ? null : <ProblemNote problem={act.error} />}
          <SettingsFields form={form} id={id} asksWords={query.q !== undefined} />
        </form>
      ) : (
        <Saved search={act.data} />
      )}
    </Dialog>
  );
}

function ToList() {
  const words = useWords('alerts').save;
  return (
    <ButtonLink variant="primary" full to={paths.alerts}>
      {words.toList}
    </ButtonLink>
  );
}

/** The act, or for a visitor the way to it and back. */
function Submit({ form, busy }: { form: string; busy: boolean }) {
  const words = useWords('alerts').save;
  const session = useSession();
  if (session.status !== 'anonymous') {
    return (
      <Button variant="primary" full type="submit" form={form} busy={busy || session.status === 'opening'} busyLabel={words.submitting}>
        {words.submit}
      </Button>
    );
  }
  const back = { returnTo: here() };
  return (
    <div className="stack-s">
      <p className="s13 soft">{words.signInText}</p>
      <div className="row">
        <ButtonLink variant="primary" to={paths.login} search={back}>
          {words.signIn}
        </ButtonLink>
        <ButtonLink to={paths.register} search={back}>
          {words.register}
        </ButtonLink>
      </div>
    </div>
  );
}

function Saved({ search }: { search: SavedSearch }) {
  const words = useWords('alerts').save;
  return (
    <div className="stack mt3">
      <Note kind="ok">
        <output>
          <b>{words.done}</b> {words.doneText(search.name)}
        </output>
      </Note>
      {search.stopped === 'email_unverified' ? <Note kind="warn">{words.unconfirmed}</Note> : null}
    </div>
  );
}
