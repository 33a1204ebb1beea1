const WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3];
const ORGANISATION = /^\d{10}$/;
const DEPENDENT = /^(\d{10})-?(\d{3})$/;
const PERSONAL = /^\d{12}$/;

/**
 * A tax code (mã số thuế) as typed. `organisation`: ten digits; `dependent`: a branch, thirteen digits, `code` written with a
 * dash; `personal`: the twelve-digit number of a person, which is personal data and has no check digit.
 * `checkDigit: 'wrong'` is for a warning, not a refusal: a few old codes are said to have been issued with one.
 */
export type TaxCode =
  | { kind: 'organisation' | 'dependent'; code: string; checkDigit: 'right' | 'wrong' }
  | { kind: 'personal'; code: string };

/** Reads a tax code; null when it has not the form of one (wrong length, serial all zero, branch number 000). */
export function parseTaxCode(text: string): TaxCode | null {
  const typed = text
    .normalize('NFKC')
    .replace(/[\s.]/g, '')
    .replace(/[\u2010-\u2014]/g, '-');
  if (PERSONAL.test(typed)) return { kind: 'personal', code: typed };
  const [, parent, branch] = DEPENDENT.exec(typed) ?? [];
  const base = parent ?? typed;
  if (!ORGANISATION.test(base) || base.slice(2, 9) === '0000000' || branch === '000') return null;
  const checkDigit = taxCheckDigit(base.slice(0, 9)) === Number(base[9]) ? 'right' : 'wrong';
  return branch === undefined
    ? { kind: 'organisation', code: base, checkDigit }
    : { kind: 'dependent', code: `${base}-${branch}`, checkDigit };
}

/** The tenth digit that belongs to the first nine, or null for a serial that cannot be issued (about one in eleven). */
export function taxCheckDigit(firstNine: string): number | null {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(firstNine[at]), 0);
  const digit = 10 - (sum % 11);
  return digit === 10 ? null : digit;
}
