import { fold, hasMarks } from '@ketnoi/language/fold';
import { glossText, type GlossTables } from '@ketnoi/language/gloss';
import { unitsOf } from '@ketnoi/language/units';
import { glossed } from './wanted-units.ts';

/** A keyword as it is compared: as written, and the English stems of it or of what it means. */
export type KeywordTerm = { text: string; folded: string; stems: readonly string[] };

/** Two terms that share so many of their stems name the same thing (Dice's coefficient). */
const SAME = 0.6;

/** Keywords made ready to be compared. With tables a Vietnamese one is compared by its meaning too. */
export function termsOf(keywords: readonly string[], tables: GlossTables | null = null): KeywordTerm[] {
  return keywords.map((text) => ({ text, folded: fold(text), stems: stemsOf(text, tables) }));
}

function stemsOf(text: string, tables: GlossTables | null): string[] {
  if (!hasMarks(text)) return unitsOf(text, 'english').words;
  return tables === null ? [] : unitsOf(glossText(glossed(text, tables)), 'english').words;
}

/** Whether two keywords name the same thing: alike but for marks, or most of their stems shared. */
export function isSameTerm(one: KeywordTerm, other: KeywordTerm): boolean {
  if (one.folded === other.folded) return true;
  if (one.stems.length === 0 || other.stems.length === 0) return false;
  const shared = one.stems.filter((stem) => other.stems.includes(stem)).length;
  return (2 * shared) / (one.stems.length + other.stems.length) >= SAME;
}
