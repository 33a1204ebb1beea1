import { readClassification } from '@ketnoi/contracts/classifications';
import type { Scheme } from '@ketnoi/domain/classifications';
import { useCalls } from './api-many.ts';
import { language } from './language.ts';

const countries = new Intl.DisplayNames([language], { type: 'region', fallback: 'code' });

/** A country in the reader's language, from the browser's own table. */
export const countryName = (code: string): string => (/^[A-Z]{2}$/u.test(code) ? (countries.of(code) ?? code) : code);

/** Turns a code of a scheme into words of the reader's language. */
export type Label = (scheme: Scheme, code: string) => string;

/** The labels of some classification schemes; a code stands for itself until its scheme is there. */
export function useLabels(...schemes: readonly Scheme[]): Label {
  const answers = useCalls(
    readClassification,
    schemes.map((name) => ({ params: { name } })),
  );
  return (scheme, code) => {
    const entry = answers[schemes.indexOf(scheme)]?.data?.items.find((one) => one.code === code);
    return entry === undefined ? code : entry.label[language];
  };
}
