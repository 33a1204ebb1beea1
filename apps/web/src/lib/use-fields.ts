import { useEffect, useState } from 'react';
import { focusFirst, type Errors } from './form-errors.ts';

type Texts = Record<string, string>;

const SECRET = /password/iu;

function kept<Values extends Texts>(key: string | undefined, initial: Values): Values {
  if (key === undefined) return initial;
  try {
    const found = JSON.parse(sessionStorage.getItem(key) ?? '{}') as Texts;
    return { ...initial, ...Object.fromEntries(Object.entries(found).filter(([path]) => path in initial)) };
  } catch {
    return initial;
  }
}

function keep(key: string | undefined, values: Texts): void {
  if (key === undefined) return;
  sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(Object.entries(values).filter(([path]) => !SECRET.test(path)))));
}

/**
 * The fields of a small form, by their paths in the request. With `key` what is typed survives a reload of this tab, passwords apart.
 * A field that is changed loses its error; a refusal puts the cursor into the first field at fault.
 */
export function useFields<Values extends Texts>(initial: Values, key?: string) {
  const [values, setValues] = useState(() => kept(key, initial));
  const [errors, setErrors] = useState<Errors>({});
  useEffect(() => keep(key, values), [key, values]);

  const set = (path: string, text: string): void => {
    setValues((before) => ({ ...before, [path]: text }));
    setErrors((before) => Object.fromEntries(Object.entries(before).filter(([name]) => name !== path)));
  };
  return {
    values,
    errors,
    set,
    setErrors,
    /** What an input of this form takes. */
    bind: (path: string) => ({
      id: path,
      value: values[path] ?? '',
      error: errors[path],
      onChange: (text: string) => set(path, text),
    }),
    refuse: (found: Errors) => {
      setErrors(found);
      focusFirst(Object.keys(found));
    },
    forget: () => {
      if (key !== undefined) sessionStorage.removeItem(key);
      setValues(initial);
      setErrors({});
    },
  };
}

export type Fields = ReturnType<typeof useFields<Texts>>;
