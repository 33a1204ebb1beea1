import { parseTaxCode, taxCheckDigit, type TaxCode } from '@ketnoi/domain/tax-code';
import type { ReactNode } from 'react';
import { useWords } from '../../lib/i18n.ts';
import { TextField } from '../../ui/text-field.tsx';

type Props = {
  id: string;
  value: string;
  country: string;
  error: string | undefined;
  /** Its owner insists on a check digit that does not fit. */
  confirmed: boolean;
  onChange: (text: string) => void;
  onConfirm: () => void;
};

/** Fewer signs than this are still being typed. */
const SHORTEST = 10;

const isWrong = (code: TaxCode | null): boolean => code !== null && code.kind !== 'personal' && code.checkDigit === 'wrong';

/** A tax code with its check digit looked at as one types; a wrong one may be kept, because a few old codes carry one. */
export function TaxCodeField({ id, value, country, error, confirmed, onChange, onConfirm }: Props) {
  const words = useWords('accounts').register;
  const { tax } = words;
  if (country !== 'VN')
    return <TextField id={id} label={words.taxCode} optional value={value} onChange={onChange} error={error} hint={words.taxCodeAbroad} />;

  const code = parseTaxCode(value);
  const typing = value.replaceAll(/\D/gu, '').length < SHORTEST;
  const right = code === null ? undefined : tax[code.kind];
  let fault: ReactNode = error;
  if (fault === undefined && code === null && !typing) fault = tax.form;
  if (isWrong(code) && !confirmed) {
    const digit = taxCheckDigit(value.replaceAll(/\D/gu, '').slice(0, 9));
    fault = (
      <>
        {digit === null ? tax.impossible : tax.wrong(String(digit))}{' '}
        <button type="button" className="as-link" onClick={onConfirm}>
          {tax.keep}
        </button>
        .
      </>
    );
  }
  return (
    <TextField
      id={id}
      label={words.taxCode}
      optional
      inputMode="numeric"
      value={value}
      onChange={onChange}
      error={fault}
      echo={isWrong(code) ? tax.kept : right}
      hint={words.taxCodeHint}
    />
  );
}
