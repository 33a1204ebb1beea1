import type { ListingDetail } from '@ketnoi/contracts/listing-shapes';
import { returnListing } from '@ketnoi/contracts/listings';
import { FINDING_LEVELS, REVIEW_FINDINGS, type ReviewFinding } from '@ketnoi/domain/listing';
import { fieldsOf } from '@ketnoi/domain/listing-fields';
import { useState, type FormEvent } from 'react';
import { etagOf, useAct } from '../../lib/api.ts';
import { focusFirst, type Errors } from '../../lib/form-errors.ts';
import { useWords } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Choices } from '../../ui/choices.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';

type Finding = { code: ReviewFinding; field: string; note: string };

const CODES = Object.keys(REVIEW_FINDINGS) as ReviewFinding[];

/** Where a finding lies and what about it. */
function FindingDetail({ finding, listing, onChange }: { finding: Finding; listing: ListingDetail; onChange: (finding: Finding) => void }) {
  const words = useWords('review');
  const fields = useWords('fields');
  return (
    <fieldset className="finding">
      <legend>{words.findings[finding.code]}</legend>
      <SelectField
        label={words.findingField}
        empty={words.anyField}
        options={fieldsOf(listing.side).map((field) => ({ value: field, label: fields[field] }))}
        value={finding.field}
        onChange={(field) => onChange({ ...finding, field })}
      />
      <TextField label={words.findingNote} optional max={500} value={finding.note} onChange={(note) => onChange({ ...finding, note })} />
    </fieldset>
  );
}

function FindingsPicker({
  chosen,
  error,
  onChange,
}: {
  chosen: readonly ReviewFinding[];
  error: string | undefined;
  onChange: (codes: ReviewFinding[]) => void;
}) {
  const words = useWords('review');
  return (
    <div>
      <p className="s14" id="findings" tabIndex={-1}>
        <b>{words.findingsTitle}</b>
      </p>
      {error === undefined ? null : (
        <p className="err" role="alert">
          {error}
        </p>
      )}
      {FINDING_LEVELS.map((level) => {
        const codes = CODES.filter((code) => REVIEW_FINDINGS[code] === level);
        return (
          <Choices
            key={level}
            legend={words.levels[level]}
            many
            choices={codes.map((code) => ({ value: code, label: words.findings[code] }))}
            chosen={chosen.filter((code) => codes.includes(code))}
            onChange={(now) => onChange([...chosen.filter((code) => !codes.includes(code)), ...(now as ReviewFinding[])])}
          />
        );
      })}
    </div>
  );
}

function useFindings() {
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  const choose = (codes: ReviewFinding[]): void =>
    setFindings(
      CODES.filter((code) => codes.includes(code)).map(
        (code) => findings.find((one) => one.code === code) ?? { code, field: '', note: '' },
      ),
    );
  const change = (finding: Finding): void => setFindings(findings.map((one) => (one.code === finding.code ? finding : one)));
  const wire = findings.map(({ code, field, note }) => ({
    code,
    ...(field === '' ? {} : { field }),
    ...(note.trim() === '' ? {} : { note: note.trim() }),
  }));
  return { findings, choose, change, wire };
}

/** Sends the version in review back: what is wrong, where, and what to do about it. */
export function ReturnForm({ listing, onDone }: { listing: ListingDetail; onDone: () => void }) {
  const words = useWords('review');
  const { findings, choose, change, wire } = useFindings();
  const [note, setNote] = useState('');
  const [errors, setErrors] = useState<Errors>({});
  const act = useAct(returnListing);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const wanting: Errors = {
      ...(wire.length === 0 ? { findings: words.findingsMissing } : {}),
      ...(note.trim() === '' ? { note: words.noteMissing } : {}),
    };
    setErrors(wanting);
    if (Object.keys(wanting).length > 0) return focusFirst(Object.keys(wanting));
    act.mutate(
      { params: { id: listing.id }, body: { findings: wire, note: note.trim() }, etag: etagOf(listing) },
      {
        onSuccess: () => {
          toast(words.returned);
          onDone();
        },
      },
    );
  };
  return (
    <form className="stack" noValidate onSubmit={submit}>
      <FindingsPicker
        chosen={findings.map((one) => one.code)}
        error={findings.length === 0 ? errors['findings'] : undefined}
        onChange={choose}
      />
      {findings.map((one) => (
        <FindingDetail key={one.code} finding={one} listing={listing} onChange={change} />
      ))}
      <TextField
        id="note"
        label={words.note}
        hint={words.noteHint}
        error={note.trim() === '' ? errors['note'] : undefined}
        rows={4}
        max={2000}
        value={note}
        onChange={setNote}
      />
      {act.error === null ? null : <ProblemNote problem={act.error} />}
      <Button variant="primary" type="submit" full busy={act.isPending} busyLabel={words.returning}>
        {words.return}
      </Button>
    </form>
  );
}
