import type { Language } from '@ketnoi/domain/language';
import { hasMarks } from './fold.ts';
import { isFoldedSyllable } from './syllable.ts';
import { tokens } from './tokens.ts';

const VOWELLED = /^[a-z]*[aeiouy][a-z]*$/;

/**
 * The language a short text is in, or null when its form does not tell. Marks mean Vietnamese; without them the share of
 * words that can be Vietnamese syllables decides (`cong nghe xu ly nuoc` against `water treatment`). Abbreviations and codes do not tell.
 */
export function guessLanguage(text: string): Language | null {
  if (hasMarks(text)) return 'vi';
  const words = tokens(text).flatMap(({ kind, folded }) => (kind === 'word' && VOWELLED.test(folded) ? [folded] : []));
  if (words.length === 0) return null;
  const share = words.filter(isFoldedSyllable).length / words.length;
  if (share >= 0.7) return 'vi';
  return share <= 0.4 ? 'en' : null;
}
