import type { Language } from '@ketnoi/domain/language';
import { likelyMarks, meanConfidence, withLikelyMarks, type LikelyWord, type MarksTable } from './marks.ts';
import { isVietnameseStopWord } from './stop-words.ts';
import type { Token } from './tokens.ts';

/** How a query typed without marks most likely reads: as a text, and word by word. */
export type LikelyReading = { text: string | null; words: ReadonlyMap<Token, LikelyWord> };

const NOTHING: LikelyReading = { text: null, words: new Map() };

// Below these a guess misleads more often than it helps; one word alone has no neighbour to tell by, and `hot pan` may be English.
const LEAST_CONFIDENCE = 0.6;
const LEAST_CONFIDENCE_ALONE = 0.9;

/**
 * The likely reading of the words of a query without any mark. English stays as it is, and of a query in both languages only syllables that
 * stand side by side are read (`membrane loc nuoc`). The text is null when the guess changes nothing.
 */
export function likelyReading(text: string, found: readonly Token[], { language, table, isEnglish }: Reader): LikelyReading {
  if (language === 'en') return NOTHING;
  const guessed = new Map([...likelyMarks(text, found, table)].map(([token, word]) => [token, isRash(word) ? asTyped(token, word) : word]));
  const words = language === 'vi' ? guessed : new Map([...guessed].filter(([token]) => hasNeighbour(token, found, guessed)));
  const mayBeEnglish = words.size === 1 || [...words.keys()].every(({ folded }) => isEnglish(folded));
  if (meanConfidence(words) < (mayBeEnglish ? LEAST_CONFIDENCE_ALONE : LEAST_CONFIDENCE)) return NOTHING;
  const read = withLikelyMarks(text, words);
  return { text: read === text ? null : read, words };
}

/** From here on a guess is as good as typed, where little is at stake. */
export const SURE = 0.95;

/** `cua` is more often written `của` than anything else; in a query it is a crab as long as there is a doubt. */
function isRash({ marked, confidence }: LikelyWord): boolean {
  return confidence < SURE && isVietnameseStopWord(marked);
}

function asTyped({ folded }: Token, { confidence }: LikelyWord): LikelyWord {
  return { marked: folded, confidence };
}

type Reader = { language: Language | null; table: MarksTable; isEnglish: (word: string) => boolean };

function hasNeighbour(token: Token, found: readonly Token[], guessed: ReadonlyMap<Token, LikelyWord>): boolean {
  const at = found.indexOf(token);
  return [found[at - 1], found[at + 1]].some((neighbour) => neighbour !== undefined && guessed.has(neighbour));
}
