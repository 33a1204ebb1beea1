import { LISTING_FIELDS, type ListingFieldName, type TextBlock } from '@ketnoi/domain/listing-fields';
import type { Scheme } from '@ketnoi/domain/classifications';
import { DateField } from '../../ui/date-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { CodesEditor, CountriesEditor, KeywordsEditor, ListEditor, TickEditor, TrlEditor, YesNoEditor } from './choice-editors.tsx';
import { pathOf } from './entries.ts';
import { useFrame } from './field-frame.tsx';
import { useEntry } from './form-context.ts';
import { MoneyEditor, RangeEditor } from './money-editor.tsx';
import { AssessmentEditor, ContactEditor, IntegrityEditor, ListCheckEditor } from './record-editors.tsx';
import { RowsEditor } from './rows-editor.tsx';
import { TextEditor } from './text-editor.tsx';

function DayEditor({ field }: { field: ListingFieldName }) {
  const frame = useFrame(field);
  const [day, setDay] = useEntry<string>(pathOf(field));
  return <DateField {...frame} value={day ?? ''} countdown onChange={setDay} />;
}

function LineEditor({ field, max }: { field: ListingFieldName; max: number }) {
  const frame = useFrame(field);
  const [text, setText] = useEntry<string>(pathOf(field));
  return <TextField {...frame} max={max} value={text ?? ''} onChange={setText} />;
}

const RECORDS = {
  trlAssessment: AssessmentEditor,
  listCheck: ListCheckEditor,
  integrity: IntegrityEditor,
  contact: ContactEditor,
} as const;

/** The editor of a field, chosen by its shape in the registry. */
export function FieldEditor({ field }: { field: ListingFieldName }) {
  const { shape } = LISTING_FIELDS[field];
  switch (shape.type) {
    case 'text':
      return <TextEditor block={field as TextBlock} />;
    case 'keywords':
      return <KeywordsEditor field={field} max={shape.maxItems} />;
    case 'codes':
      return <CodesEditor field={field} scheme={shape.scheme as Scheme} max={shape.maxItems} />;
    case 'code':
      return <CodesEditor field={field} scheme={shape.scheme as Scheme} max={1} />;
    case 'choice':
      return <ListEditor field={field} of={shape.of} many={false} />;
    case 'choices':
      return <ListEditor field={field} of={shape.of} many />;
    case 'trl':
      return <TrlEditor field={field} />;
    case 'boolean':
      return field === 'knowHowOnly' ? <TickEditor field={field} /> : <YesNoEditor field={field} />;
    case 'date':
      return <DayEditor field={field} />;
    case 'string':
      return <LineEditor field={field} max={shape.max} />;
    case 'money':
      return <MoneyEditor field={field} />;
    case 'moneyRange':
      return <RangeEditor field={field} />;
    case 'countries':
      return <CountriesEditor field={field} max={shape.maxItems} />;
    case 'rows':
      return <RowsEditor field={field} shape={shape.of} max={shape.maxItems} />;
    case 'record': {
      const Editor = RECORDS[field as keyof typeof RECORDS];
      return <Editor />;
    }
  }
}
