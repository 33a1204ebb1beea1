import type { ListingFieldName } from '@ketnoi/domain/listing-fields';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatDate } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { useSession } from '../../lib/session.ts';
import { todayHere } from '../../lib/typed-date.ts';
import { Button } from '../../ui/button.tsx';
import { Choices } from '../../ui/choices.tsx';
import { Icon } from '../../ui/icon.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { CellEditor, type CellValue } from './cell-editor.tsx';
import { useScheme } from './choice-editors.tsx';
import { COLUMNS, type Column } from './columns.ts';
import { pathOf } from './entries.ts';
import { useFrame } from './field-frame.tsx';
import { useEntry, useForm } from './form-context.ts';
import type { FormRow } from './values.ts';

type RecordShape = 'trlAssessment' | 'integrity' | 'contact' | 'listCheck';

function useRecord(field: ListingFieldName): [FormRow, (name: string, value: CellValue, more?: FormRow) => void] {
  const [found, setFound] = useEntry<FormRow>(pathOf(field));
  const record = found ?? {};
  return [record, (name, value, more = {}) => setFound({ ...record, ...more, [name]: value })];
}

/** A group of inputs that make one field. */
function RecordFrame({ field, children }: { field: ListingFieldName; children: ReactNode }) {
  const forms = useWords('forms');
  const { label, optional, hint, aside, id, error } = useFrame(field);
  return (
    <fieldset className="choices record-ed" id={id} tabIndex={-1} aria-describedby={error === undefined ? undefined : `${id}-about`}>
      <legend>
        <span>
          {label} {optional ? <span className="opt">{forms.optional}</span> : null}
        </span>
      </legend>
      <div className="choices-aside">{aside}</div>
      <p className="hint">{hint}</p>
      {children}
      {error === undefined ? null : (
        <p className="err" id={`${id}-about`}>
          <Icon of={IconAlertTriangle} />
          <span>{error}</span>
        </p>
      )}
    </fieldset>
  );
}

function useCellError(field: ListingFieldName): (name: string) => string | undefined {
  const { state } = useForm();
  return (name) => state.errors[`${pathOf(field)}.${name}`];
}

const columnsOf = (shape: RecordShape, ...names: string[]): readonly Column[] =>
  COLUMNS[shape].filter((column) => names.includes(column.name));

/** Who assessed the readiness, and when; today unless said otherwise. */
export function AssessmentEditor() {
  const labels: Record<string, string> = useWords('listingForm').cells.trlAssessment;
  const [record, set] = useRecord('trlAssessment');
  const errorAt = useCellError('trlAssessment');
  const other = record['by'] === 'broker' || record['by'] === 'evaluator';
  const shown = columnsOf('trlAssessment', 'by', 'date', ...(other ? ['assessor'] : []));
  return (
    <RecordFrame field="trlAssessment">
      <div className="triple">
        {shown.map((column) => (
          <CellEditor
            key={column.name}
            column={column}
            label={labels[column.name] ?? column.name}
            value={record[column.name]}
            error={errorAt(column.name)}
            onChange={(value) => set(column.name, value, column.name === 'by' && record['date'] === undefined ? { date: todayHere() } : {})}
          />
        ))}
      </div>
    </RecordFrame>
  );
}

/** On which list the technology stands, by the owner's own word until a moderator looked. */
export function ListCheckEditor() {
  const words = useWords('listingForm');
  const [record, set] = useRecord('listCheck');
  const errorAt = useCellError('listCheck');
  const options = useScheme('list_status').filter((one) => one.code !== 'not_checked');
  const text = (name: string): string => (typeof record[name] === 'string' ? record[name] : '');
  const own = { checkedBy: 'self', date: todayHere() };
  const said = text('checkedBy') === 'moderator' ? words.listCheck.moderator : words.listCheck.self;
  return (
    <RecordFrame field="listCheck">
      <Choices
        legend={words.cells.listCheck.status}
        choices={options.map((one) => ({ value: one.code, label: one.label }))}
        chosen={text('status') === '' ? [] : [text('status')]}
        many={false}
        error={text('status') === 'prohibited' ? words.listCheck.prohibited : errorAt('status')}
        onChange={([status]) => set('status', status, own)}
      />
      <TextField
        label={words.cells.listCheck.basis}
        hint={words.listCheck.basisHint}
        error={errorAt('basis')}
        max={300}
        value={text('basis')}
        onChange={(basis) => set('basis', basis, own)}
      />
      {text('date') === '' ? null : <p className="echo">{said(formatDate(text('date')))}</p>}
    </RecordFrame>
  );
}

/** The five answers of a research result's owner. */
export function IntegrityEditor() {
  const words = useWords('listingForm');
  const [record, set] = useRecord('integrity');
  const errorAt = useCellError('integrity');
  const labels: Record<string, string> = words.cells.integrity;
  const guides: Record<string, string> = words.integrityGuides;
  const declared = record['declaredOn'];
  return (
    <RecordFrame field="integrity">
      <div className="stack">
        {columnsOf('integrity', 'authorship', 'approvals', 'conflicts', 'funding', 'aiUse').map((column) => (
          <CellEditor
            key={column.name}
            column={column}
            label={labels[column.name] ?? column.name}
            hint={guides[column.name]}
            rows={2}
            value={record[column.name]}
            error={errorAt(column.name)}
            onChange={(value) => set(column.name, value, { declaredOn: todayHere() })}
          />
        ))}
      </div>
      {typeof declared === 'string' ? <p className="echo">{words.integrityDate(formatDate(declared))}</p> : null}
    </RecordFrame>
  );
}

/** Whom the exchange calls; the own side's alone. */
export function ContactEditor() {
  const words = useWords('listingForm');
  const session = useSession();
  const [record, set] = useRecord('contact');
  const errorAt = useCellError('contact');
  const labels: Record<string, string> = words.cells.contact;
  const empty = Object.values(record).every((value) => value === undefined || value === '');
  const fill = (): void => {
    if (session.status !== 'open') return;
    const { fullName, email, phone } = session.account;
    set('name', fullName, { email, ...(phone === null ? {} : { phone }) });
  };
  return (
    <RecordFrame field="contact">
      <div className="pair">
        {COLUMNS.contact.map((column) => (
          <CellEditor
            key={column.name}
            column={column}
            label={labels[column.name] ?? column.name}
            value={record[column.name]}
            error={errorAt(column.name)}
            onChange={(value) => set(column.name, value)}
          />
        ))}
      </div>
      {empty && session.status === 'open' ? (
        <div>
          <Button small onClick={fill}>
            {words.contactFill}
          </Button>
        </div>
      ) : null}
    </RecordFrame>
  );
}
