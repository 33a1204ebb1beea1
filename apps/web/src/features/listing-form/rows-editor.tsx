import type { ListingFieldName, RowShape } from '@ketnoi/domain/listing-fields';
import { IconAlertCircle, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '../../lib/i18n.ts';
import { language } from '../../lib/language.ts';
import { Button } from '../../ui/button.tsx';
import { Tick } from '../../ui/choices.tsx';
import { Icon } from '../../ui/icon.tsx';
import { toast } from '../../ui/toast.tsx';
import { CellEditor, type CellValue } from './cell-editor.tsx';
import { COLUMNS, type Column } from './columns.ts';
import { pathOf } from './entries.ts';
import { useFrame } from './field-frame.tsx';
import { useEntry, useForm } from './form-context.ts';
import { isEmptyRow, openCells, ROW_KEY, type FormRow } from './values.ts';

type RowsField = keyof ReturnType<typeof useWords<'listingForm'>>['rows']['names'];
type RowProps = {
  field: RowsField;
  shape: RowShape;
  row: FormRow;
  at: number;
  both: boolean;
  onChange: (row: FormRow) => void;
  onRemove: () => void;
};

/** Cells that stand side by side; the others follow below them. */
const HEAD: Partial<Record<RowShape, readonly string[]>> = {
  advantage: ['metric', 'baseline', 'claim'],
  ipRight: ['kind', 'status', 'territory'],
  target: ['quantity', 'comparator', 'value', 'valueTo', 'unit', 'tolerance'],
};

/** Secrets inside a public row are a tick, not a list. */
const SECRET = new Set(['tier', 'numberTier']);

function useCellLabels(shape: RowShape): Record<string, string> {
  return useWords('listingForm').cells[shape];
}

function Cells({ columns, props, labels }: { columns: readonly Column[]; props: RowProps; labels: Record<string, string> }) {
  const { field, row, at, both, onChange } = props;
  const { state } = useForm();
  const set = (name: string, value: CellValue): void => onChange({ ...row, [name]: value });
  return columns.map((column) => {
    const label = labels[column.name] ?? column.name;
    if (SECRET.has(column.name)) {
      const secret = row[column.name] === 'nda';
      return <Tick key={column.name} label={label} checked={secret} onChange={() => set(column.name, secret ? 'public' : 'nda')} />;
    }
    return (
      <CellEditor
        key={column.name}
        id={column.name === columns[0]?.name ? `${field}-${String(at)}` : undefined}
        column={column}
        label={label}
        both={both}
        value={row[column.name]}
        error={state.errors[`${pathOf(field)}.${String(at)}.${column.name}`]}
        onChange={(value) => set(column.name, value)}
      />
    );
  });
}

/** What a half typed row still needs, so that nobody takes it for saved. */
function Unfinished({ shape, row, labels }: { shape: RowShape; row: FormRow; labels: Record<string, string> }) {
  const { rows } = useWords('listingForm');
  const open = openCells(shape, row);
  if (open.length === 0 || isEmptyRow(shape, row)) return null;
  return <p className="hint">{rows.unfinished(open.map((name) => labels[name] ?? name).join(', '))}</p>;
}

function Row(props: RowProps) {
  const { field, shape, row, at, onRemove } = props;
  const { rows } = useWords('listingForm');
  const labels = useCellLabels(shape);
  const head = HEAD[shape] ?? [];
  const between = shape !== 'target' || row['comparator'] === 'between';
  const columns = COLUMNS[shape].filter((column) => column.name !== 'valueTo' || between);
  const name = `${rows.names[field]} ${String(at + 1)}`;
  return (
    <fieldset className="row-ed">
      <legend className="sr">{name}</legend>
      <div className="row between">
        <span className="s13 muted" aria-hidden>
          {name}
        </span>
        <button type="button" className="as-link s13" aria-label={rows.removeNamed(name)} onClick={onRemove}>
          {rows.remove}
        </button>
      </div>
      <div className="triple">
        <Cells columns={columns.filter((column) => head.includes(column.name))} props={props} labels={labels} />
      </div>
      <div className={shape === 'ipRight' ? 'triple' : 'pair'}>
        <Cells columns={columns.filter((column) => !head.includes(column.name))} props={props} labels={labels} />
      </div>
      <Unfinished shape={shape} row={row} labels={labels} />
    </fieldset>
  );
}

const keyOf = (row: FormRow, at: number): string => {
  const key = row[ROW_KEY];
  return typeof key === 'string' ? key : String(at);
};

function useRows(field: RowsField) {
  const { rows: words } = useWords('listingForm');
  const [found, setRows] = useEntry<FormRow[]>(pathOf(field));
  const rows = found ?? [];
  const remove = (at: number): void => {
    setRows(rows.filter((_, index) => index !== at));
    toast(words.removed, { label: words.undo, act: () => setRows(rows) });
  };
  const add = (): void => {
    setRows([...rows, { [ROW_KEY]: crypto.randomUUID() }]);
    window.setTimeout(() => document.getElementById(`${field}-${String(rows.length)}`)?.focus());
  };
  const set = (at: number, row: FormRow): void => setRows(rows.map((one, index) => (index === at ? row : one)));
  return { rows, add, remove, set };
}

/** A list of rows: comparison, rights, shares, certificates, targets. */
export function RowsEditor({ field, shape, max }: { field: ListingFieldName; shape: RowShape; max: number }) {
  const name = field as RowsField;
  const { rows: words } = useWords('listingForm');
  const forms = useWords('forms');
  const { label, optional, hint, aside, id, error } = useFrame(field);
  const { rows, add, remove, set } = useRows(name);
  const [both, setBoth] = useState(false);
  const bilingual = COLUMNS[shape].some((column) => column.type === 'bilingual');
  return (
    <fieldset className="rows-ed choices" id={id} tabIndex={-1} aria-describedby={error === undefined ? undefined : `${id}-about`}>
      <legend>
        <span>
          {label} {optional ? <span className="opt">{forms.optional}</span> : null}
        </span>
      </legend>
      <div className="choices-aside">{aside}</div>
      <p className="hint">{hint}</p>
      {rows.map((row, at) => (
        <Row
          key={keyOf(row, at)}
          field={name}
          shape={shape}
          row={row}
          at={at}
          both={both}
          onChange={(changed) => set(at, changed)}
          onRemove={() => remove(at)}
        />
      ))}
      {error === undefined ? null : (
        <p className="err" id={`${id}-about`}>
          <Icon of={IconAlertCircle} />
          <span>{error}</span>
        </p>
      )}
      <div className="row mt2">
        {rows.length >= max ? (
          <span className="s13 muted">{words.full(max)}</span>
        ) : (
          <Button small onClick={add}>
            <Icon of={IconPlus} />
            {words.add[name]}
          </Button>
        )}
        {bilingual && rows.length > 0 && !both ? (
          <button type="button" className="as-link s13" onClick={() => setBoth(true)}>
            {language === 'vi' ? words.english : words.vietnamese}
          </button>
        ) : null}
      </div>
    </fieldset>
  );
}
