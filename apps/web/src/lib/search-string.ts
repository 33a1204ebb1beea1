import { given } from './given.ts';

/** The query of an address as the product writes it: a parameter repeats for several values; order of names is kept. */
export type Query = Record<string, string | string[]>;

export function readQuery(text: string): Query {
  const query: Query = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const before = query[name];
    query[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  return query;
}

type Plain = string | number | boolean | null | undefined;

export function writeQuery(query: Record<string, unknown>): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value as Plain | Plain[]].flat()) {
      if (given(one) && one !== '') pairs.append(name, typeof one === 'boolean' ? String(Number(one)) : String(one));
    }
  }
  const text = pairs.toString();
  return text === '' ? '' : `?${text}`;
}
