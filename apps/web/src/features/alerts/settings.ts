import type { Language } from '@ketnoi/domain/language';
import type { Rhythm, Threshold } from '@ketnoi/domain/saved-search';
import type { Fields } from '../../lib/use-fields.ts';

export type Settings = { name: string; rhythm: Rhythm; threshold: Threshold; language: Language };

const LONGEST_NAME = 120;

/** A name that fits. */
export const nameFor = (text: string): string => text.trim().slice(0, LONGEST_NAME);

/** The settings of a form; the choices hold nothing but codes of theirs. */
export function settingsOf({ values }: Pick<Fields, 'values'>): Settings {
  return { ...(values as Settings), name: (values['name'] ?? '').trim() };
}
