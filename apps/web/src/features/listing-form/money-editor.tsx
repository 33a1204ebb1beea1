import type { ListingFieldName } from '@ketnoi/domain/listing-fields';
import { CURRENCIES, type Currency } from '@ketnoi/domain/money';
import { useWords } from '../../lib/i18n.ts';
import { readAmount } from '../../lib/typed-money.ts';
import { MoneyField } from '../../ui/money-field.tsx';
import { useFrame } from './field-frame.tsx';
import { useEntry } from './form-context.ts';
import { pathOf } from './entries.ts';
import type { FormMoney, FormRange } from './values.ts';

function CurrencyChoice({ of, value, onChange }: { of: string; value: Currency; onChange: (currency: Currency) => void }) {
  const { money } = useWords('listingForm');
  return (
    <select
      className="input sm currency"
      aria-label={`${of}: ${money.currency}`}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value as Currency)}
    >
      {CURRENCIES.map((one) => (
        <option key={one} value={one}>
          {one}
        </option>
      ))}
    </select>
  );
}

/** One amount. */
export function MoneyEditor({ field }: { field: ListingFieldName }) {
  const { label, aside, ...frame } = useFrame(field);
  const [money, setMoney] = useEntry<FormMoney>(pathOf(field));
  const { amount, currency } = money ?? { amount: '', currency: 'VND' as const };
  return (
    <div className="money-1">
      <MoneyField
        {...frame}
        label={label}
        aside={
          <span className="row g1">
            <CurrencyChoice of={label} value={currency} onChange={(chosen) => setMoney({ amount, currency: chosen })} />
            {aside}
          </span>
        }
        value={amount}
        currency={currency}
        onChange={(text) => setMoney({ amount: text, currency })}
      />
    </div>
  );
}

const EMPTY: FormRange = { min: '', max: '', currency: 'VND' };

/** A range with one end or both. */
export function RangeEditor({ field }: { field: ListingFieldName }) {
  const { money: words } = useWords('listingForm');
  const { label, ...frame } = useFrame(field);
  const [found, setRange] = useEntry<FormRange>(pathOf(field));
  const range = found ?? EMPTY;
  const [low, high] = [readAmount(range.min, range.currency), readAmount(range.max, range.currency)];
  const turned = low.kind === 'amount' && high.kind === 'amount' && low.amount > high.amount;
  return (
    <div className="pair">
      <MoneyField
        {...frame}
        label={`${label} ${words.from}`}
        value={range.min}
        currency={range.currency}
        onChange={(min) => setRange({ ...range, min })}
      />
      <MoneyField
        label={words.to}
        aside={<CurrencyChoice of={label} value={range.currency} onChange={(currency) => setRange({ ...range, currency })} />}
        error={turned ? words.order : undefined}
        value={range.max}
        currency={range.currency}
        onChange={(max) => setRange({ ...range, max })}
      />
    </div>
  );
}
