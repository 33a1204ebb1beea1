import { readClassification } from '@ketnoi/contracts/classifications';
import type { Scheme } from '@ketnoi/domain/classifications';
import { prefetch } from './api.ts';
import { useCalls } from './api-many.ts';
import { language } from './language.ts';

const countries = new Intl.DisplayNames([language], { type: 'region', fallback: 'code' });

/** A country in the reader's language, from the browser's own table. */
export const countryName = (code: string): string => (/^[A-Z]{2}$/u.test(code) ? (countries.of(code) ?? code) : code);

/** Turns a code of a scheme into words of the reader's language. */
export type Label = (scheme: Scheme, code: string) => string;

const asked = (name: Scheme) => ({ params: { name } });

/** Starts reading the tables of some schemes; a page does so beside its record, not after it. */
export function prefetchLabels(...schemes: readonly Scheme[]): void {
  for (const name of schemes) prefetch(readClassification, asked(name));
}

/** The labels of some classification schemes; a code stands for itself until its scheme is there. */
export function useLabels(...schemes: readonly Scheme[]): Label & { ready: boolean } {
  const answers = useCalls(readClassification, schemes.map(asked));
  const label = (scheme: Scheme, code: string): string =>
    answers[schemes.indexOf(scheme)]?.data?.items.find((one) => one.code === code)?.label[language] ?? code;
  return Object.assign(label, { ready: answers.every((one) => !one.isPending) });
}
