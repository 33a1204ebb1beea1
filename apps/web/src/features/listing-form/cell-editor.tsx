import type { Bilingual, Language } from '@ketnoi/domain/language';
import { REGIONAL_OFFICES } from '@ketnoi/domain/listing-validity';
import { byName } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { language, otherLanguage } from '../../lib/language.ts';
import { DateField } from '../../ui/date-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useScheme } from './choice-editors.tsx';
import type { Column } from './columns.ts';

export type CellValue = string | Bilingual | undefined;

export type CellProps = {
  column: Column;
  label: string;
  value: CellValue;
  error?: string | undefined;
  hint?: string | undefined;
  id?: string | undefined;
  /** Both languages of a bilingual cell are asked. */
  both?: boolean;
  /** Lines of a longer text. */
  rows?: number | undefined;
  onChange: (value: CellValue) => void;
};

const NOTHING: Bilingual = { vi: null, en: null };

function BilingualCell({ column, label, value, both = false, onChange, ...field }: CellProps) {
  const { languages } = useWords('listingForm');
  const text = typeof value === 'object' ? value : NOTHING;
  const write = (of: Language, typed: string): void => onChange({ ...text, [of]: typed === '' ? null : typed });
  const max = column.type === 'bilingual' ? column.max : undefined;
  const second = both || text[otherLanguage] !== null;
  return (
    <div className="stack-s">
      <TextField
        {...field}
        label={label}
        max={max}
        lang={language}
        value={text[language] ?? ''}
        onChange={(typed) => write(language, typed)}
      />
      {second ? (
        <TextField
          label={languages.named(label, languages[otherLanguage])}
          max={max}
          lang={otherLanguage}
          value={text[otherLanguage] ?? ''}
          onChange={(typed) => write(otherLanguage, typed)}
        />
      ) : null}
    </div>
  );
}

function CodeCell({ column, label, value, onChange, ...field }: CellProps) {
  const { choice } = useWords('listingForm');
  const options = useScheme(column.type === 'code' ? column.scheme : 'country');
  return (
    <SelectField
      {...field}
      label={label}
      empty={choice.none}
      options={options.map((one) => ({ value: one.code, label: one.label }))}
      value={typeof value === 'string' ? value : ''}
      onChange={onChange}
    />
  );
}

/** Where a right protects: a country, or an office for several. */
function TerritoryCell({ label, value, onChange, column: _column, ...field }: CellProps) {
  const { choice, territory } = useWords('listingForm');
  const countries = useScheme('country').toSorted((one, other) => byName(one.label, other.label));
  const home = countries.filter((one) => one.code === 'VN');
  const options = [
    ...home.map((one) => ({ value: one.code, label: one.label })),
    ...REGIONAL_OFFICES.map((code) => ({ value: code, label: territory.offices[code] })),
    ...countries.filter((one) => one.code !== 'VN').map((one) => ({ value: one.code, label: one.label })),
  ];
  return (
    <SelectField
      {...field}
      label={label}
      empty={choice.none}
      options={options}
      value={typeof value === 'string' ? value : ''}
      onChange={onChange}
    />
  );
}

function ChoiceCell({ column, label, value, onChange, ...field }: CellProps) {
  const { choice, comparators, assessedBy } = useWords('listingForm');
  const labels: Record<string, string> = { ...comparators, ...assessedBy };
  const of = column.type === 'choice' ? column.of : [];
  return (
    <SelectField
      {...field}
      label={label}
      empty={choice.none}
      options={of.map((one) => ({ value: one, label: labels[one] ?? one }))}
      value={typeof value === 'string' ? value : ''}
      onChange={onChange}
    />
  );
}

const INPUT = { email: 'email', url: 'url', tel: 'tel' } as const;

/** One cell of a row or a record. */
export function CellEditor(props: CellProps) {
  const { column, label, value, error, hint, id, rows, onChange } = props;
  const text = typeof value === 'string' ? value : '';
  switch (column.type) {
    case 'bilingual':
      return <BilingualCell {...props} />;
    case 'code':
      return <CodeCell {...props} />;
    case 'territory':
      return <TerritoryCell {...props} />;
    case 'choice':
      return <ChoiceCell {...props} />;
    case 'date':
      return <DateField label={label} error={error} hint={hint} id={id} value={text} onChange={onChange} />;
    case 'number':
      return <TextField label={label} error={error} hint={hint} id={id} inputMode="decimal" value={text} onChange={onChange} />;
    case 'line':
      return (
        <TextField
          label={label}
          error={error}
          hint={hint}
          id={id}
          rows={rows}
          type={column.kind === undefined ? undefined : INPUT[column.kind]}
          max={column.max}
          value={text}
          onChange={onChange}
        />
      );
  }
}
