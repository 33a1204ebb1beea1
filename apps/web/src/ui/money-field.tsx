import type { Currency } from '@ketnoi/domain/money';
import { formatMoney, formatMoneyShort } from '@ketnoi/language/format-money';
import type { ReactNode } from 'react';
import { useWords } from '../lib/i18n.ts';
import { language } from '../lib/language.ts';
import { readAmount, textOfAmount } from '../lib/typed-money.ts';
import { Field, type FieldProps } from './field.tsx';

type Props = FieldProps & { value: string; currency: Currency; onChange: (text: string) => void };

/** The amounts that may be meant, each a press away. */
function Meant({ candidates, currency, onPick }: { candidates: readonly bigint[]; currency: Currency; onPick: (text: string) => void }) {
  const { money } = useWords('forms');
  return (
    <>
      {money.meant}{' '}
      {candidates.map((amount, index) => (
        <span key={String(amount)}>
          {index === 0 ? '' : ` ${money.or} `}
          <button type="button" className="as-link nw" onClick={() => onPick(textOfAmount(amount.toString(), currency))}>
            {formatMoneyShort({ amount: amount.toString(), currency }, language)}
          </button>
        </span>
      ))}
      ?
    </>
  );
}

/** An amount of money, typed as people say it; below it the full value, or the question what is meant. */
export function MoneyField({ value, currency, onChange, ...field }: Props) {
  const { money } = useWords('forms');
  const read = readAmount(value, currency);
  let error: ReactNode = field.error;
  if (error === undefined && read.kind === 'unreadable') error = money.unreadable;
  if (error === undefined && read.kind === 'ambiguous') {
    error = (
      <>
        {read.reason === 'unit_missing' ? money.unitMissing : money.separator}{' '}
        <Meant candidates={read.candidates} currency={currency} onPick={onChange} />
      </>
    );
  }
  const echo = read.kind === 'amount' ? formatMoney({ amount: read.amount.toString(), currency }, language) : undefined;
  return (
    <Field {...field} echo={echo} error={error}>
      {(wiring) => (
        <input {...wiring} className="input" autoComplete="off" value={value} onChange={(event) => onChange(event.currentTarget.value)} />
      )}
    </Field>
  );
}
