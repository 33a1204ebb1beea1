import { addEntry, correctEntry, type DictionaryEntry } from '@ketnoi/contracts/dictionary';
import { LANGUAGES, type Language } from '@ketnoi/domain/language';
import { useEffect, useId, type FormEvent } from 'react';
import { etagOfVersion, useAct } from '../../lib/api.ts';
import type { CallProblem } from '../../lib/call-problem.ts';
import { focusFirst, type Errors } from '../../lib/form-errors.ts';
import { useWords } from '../../lib/i18n.ts';
import { useFields, type Fields } from '../../lib/use-fields.ts';
import { Button } from '../../ui/button.tsx';
import { Choices } from '../../ui/choices.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { readAnew } from './read-anew.ts';
import { Said } from './said.tsx';

type Props = {
  /** The entry to correct; without one a new one is added. */
  entry?: DictionaryEntry | undefined;
  /** The term to begin a new one with. */
  term?: string;
  onDone: () => void;
};

const linesOf = (text: string): string[] => text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));

/** The line of the box, counted from 1, on which the meaning of this place was typed. */
function lineOf(text: string, place: number): number {
  const filled = text.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [at + 1]));
  return filled[place] ?? 1;
}

/** What the server found wrong, at the fields of this form and in its words. */
function useFaults(): (problem: CallProblem, meanings: string) => Errors {
  const { form } = useWords('dictionary');
  const said = (code: string, otherwise: string): string => form.faults[code as keyof typeof form.faults] ?? otherwise;
  return (problem, meanings) =>
    Object.fromEntries(
      problem.errors.map(({ field, code, message }) => {
        if (code === 'taken') return ['term', form.taken];
        const [name = '', line] = field.split('.');
        if (line !== undefined)
          return [name, form.atLine(lineOf(meanings, Number(line)), said(code === 'required' ? 'empty' : code, message))];
        return [name, said(name === 'term' && code === 'required' ? 'empty' : code, message)];
      }),
    );
}

type Typed = { language: Language; term: string; meanings: string; note: string };

/** Sends what was typed: a new entry, or another version of the one there. */
function useSaving(entry: DictionaryEntry | undefined, outcome: { onSuccess: () => void; onError: (problem: CallProblem) => void }) {
  const [add, correct] = [useAct(addEntry), useAct(correctEntry)];
  const save = ({ language, term, meanings, note }: Typed): void => {
    const said = { meanings: linesOf(meanings), note: note.trim() || null };
    if (entry === undefined) add.mutate({ body: { language, term, ...said } }, outcome);
    else correct.mutate({ params: { id: entry.id }, body: said, etag: etagOfVersion(entry) }, outcome);
  };
  return { save, isSaving: add.isPending || correct.isPending, problem: add.error ?? correct.error };
}

/** The term of a new entry, and its language. */
function WhichTerm({ form, id, language }: { form: Fields; id: string; language: Language }) {
  const words = useWords('dictionary').form;
  return (
    <>
      <Choices
        many={false}
        columns
        legend={words.language}
        choices={LANGUAGES.map((value) => ({ value, label: words.languages[value] }))}
        chosen={[language]}
        onChange={([value]) => form.set('language', value ?? 'vi')}
      />
      <TextField {...form.bind('term')} id={`${id}-term`} label={words.term} hint={words.termHint} lang={language} />
    </>
  );
}

/** What a term means: added, or said otherwise. */
export function EntryForm({ entry, term = '', onDone }: Props) {
  const words = useWords('dictionary');
  const { cancel } = useWords('forms');
  const id = useId();
  const faultsOf = useFaults();
  const { language: kept = 'vi', meanings = [], note } = entry ?? {};
  const form = useFields({ language: kept, term: entry?.term ?? term, meanings: meanings.join('\n'), note: note ?? '' });
  const language: Language = form.values.language === 'en' ? 'en' : 'vi';
  const { save, isSaving, problem } = useSaving(entry, {
    onSuccess: () => {
      toast(words.form.saved);
      readAnew();
      onDone();
    },
    onError: (found) => {
      const faults = faultsOf(found, form.values.meanings);
      form.setErrors(faults);
      focusFirst(Object.keys(faults).map((name) => `${id}-${name}`));
    },
  });
  // The button that opened the form may be gone by now.
  useEffect(() => document.getElementById(`${id}-${entry === undefined && term === '' ? 'term' : 'meanings'}`)?.focus(), [id, entry, term]);
  const field = (name: string) => ({ ...form.bind(name), id: `${id}-${name}` });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save({ ...form.values, language });
  };
  return (
    <form
      className="panel stack word-form"
      noValidate
      aria-label={entry === undefined ? words.form.addTitle : words.form.correctTitle(entry.term)}
      onSubmit={submit}
    >
      {problem === null || problem.errors.length > 0 ? null : <ProblemNote problem={problem} />}
      {entry === undefined ? <WhichTerm form={form} id={id} language={language} /> : null}
      <Said term={form.values.term} language={language} />
      <TextField
        {...field('meanings')}
        label={words.form.meanings[language]}
        hint={words.form.meaningsHint}
        lang={language === 'vi' ? 'en' : 'vi'}
        rows={3}
      />
      <TextField {...field('note')} label={words.form.note} hint={words.form.noteHint} optional max={500} />
      <div className="row">
        <Button small type="submit" variant="primary" busy={isSaving} busyLabel={words.form.saving}>
          {words.form.save}
        </Button>
        <Button small variant="quiet" onClick={onDone}>
          {cancel}
        </Button>
      </div>
    </form>
  );
}
