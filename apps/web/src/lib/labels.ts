import { readLabels } from '@ketnoi/contracts/classifications';
import type { Scheme } from '@ketnoi/domain/classifications';
import { useCall } from './api.ts';
import { given } from './given.ts';
import { language } from './language.ts';

const countries = new Intl.DisplayNames([language], { type: 'region', fallback: 'code' });

/** A country in the reader's language, from the browser's own table. */
export const countryName = (code: string): string => (/^[A-Z]{2}$/u.test(code) ? (countries.of(code) ?? code) : code);

/** Turns a code of a scheme into words of the reader's language; a code without words stands for itself. */
export type Label = (scheme: Scheme, code: string) => string;

/** Codes of a scheme that a page is going to name; nothing where there are none. */
export type Coded = readonly [scheme: Scheme, codes: string | readonly string[] | null | undefined];

/** What may be a code; an address can hold anything. */
const CODE = /^[a-z_]+:[\w./-]{1,60}$/u;

const NAMES_MILLIS = 600_000;

/** The names of these codes, in one call; `ready` when they are there, so that a page need not be drawn twice. */
export function useLabels(coded: readonly Coded[]): Label & { ready: boolean } {
  const of = coded.flatMap(([scheme, codes]) => (given(codes) ? [codes].flat().map((code) => `${scheme}:${code}`) : []));
  const asked = [...new Set(of)].filter((one) => CODE.test(one)).toSorted();
  const { data, isPending } = useCall(readLabels, { query: { of: asked } }, { enabled: asked.length > 0, staleMillis: NAMES_MILLIS });
  const names = new Map(data?.items.map((one) => [`${one.scheme}:${one.code}`, one.label[language]]));
  const label: Label = (scheme, code) => names.get(`${scheme}:${code}`) ?? code;
  return Object.assign(label, { ready: asked.length === 0 || !isPending });
}
