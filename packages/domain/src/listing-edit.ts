import { LANGUAGES } from './language.ts';
import { canonical, type ListingContent } from './listing-content.ts';
import type { TextBlock } from './listing-fields.ts';

/** How many words of one text, and of all texts together, a typo may touch. */
const WORDS_PER_TEXT = 3;
const WORDS_IN_ALL = 6;
const LETTERS = 2;

const wordsOf = (text: string): string[] => text.split(/\s+/u).filter((word) => word !== '');

/** Two words that differ in at most two letters at one place, with at least as much in common, and no digit in either. */
function isSlip(before: string, after: string): boolean {
  if (/\d/u.test(before + after)) return false;
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const changed = Math.max(before.length, after.length) - head - tail;
  return changed <= LETTERS && head + tail >= changed;
}

/** How many words were corrected, or null when more than spelling changed: words came or went, or one became another. */
function slips(before: string, after: string): number | null {
  const [old, fresh] = [wordsOf(before), wordsOf(after)];
  if (old.length !== fresh.length) return null;
  const changed = old.flatMap((word, at) => (word === fresh[at] ? [] : [[word, fresh[at] ?? ''] as const]));
  return changed.length <= WORDS_PER_TEXT && changed.every(([one, other]) => isSlip(one, other)) ? changed.length : null;
}

/**
 * Must a moderator see this change of a published listing? Everything but a corrected slip must: a value, a tier, a text more or less,
 * a number, a word put in or left out. A slip touches at most three words of a text and six in all, each by at most two letters.
 */
export function isMaterial(before: ListingContent, after: ListingContent): boolean {
  const fixed = (content: ListingContent): string => canonical([content.values, content.tiers, content.translations]);
  if (fixed(before) !== fixed(after)) return true;
  const blocks = new Set([...Object.keys(before.texts), ...Object.keys(after.texts)]) as Set<TextBlock>;
  let touched = 0;
  for (const block of blocks) {
    for (const language of LANGUAGES) {
      const [old, fresh] = [before.texts[block]?.[language] ?? null, after.texts[block]?.[language] ?? null];
      if (old === fresh) continue;
      const count = old === null || fresh === null ? null : slips(old, fresh);
      if (count === null) return true;
      touched += count;
    }
  }
  return touched > WORDS_IN_ALL;
}
