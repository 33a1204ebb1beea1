import { otherSpelling, plural, singular } from './english.ts';
import { fold } from './fold.ts';
import { guessLanguage } from './guess-language.ts';
import { fromSlips } from './keyboard-slips.ts';
import { longestMatches, type PhraseIndex, type TypedWord } from './phrases.ts';
import { isFoldedSyllable } from './syllable.ts';
import type { Synonyms } from './synonyms.ts';
import { flatWords, replaceWords, termOfText, withWords, type Alternative, type Term } from './terms.ts';

const MOST_SYNONYMS = 6;

/** The query with one term replaced by a synonym, an abbreviation or what an abbreviation stands for; at most six. */
export function synonymAlternatives(terms: readonly Term[], table: PhraseIndex<Synonyms>): Alternative[] {
  const words = flatWords(terms);
  const found: Alternative[] = [];
  for (const match of longestMatches(table, words)) {
    if (isAccidental(match, words, terms)) continue;
    for (const { term: from, others } of match.values) {
      for (const to of others) {
        const term = termOfText(to, false);
        if (term) found.push({ terms: replaceWords(terms, match, term), source: [{ from, to }] });
      }
    }
  }
  return found.slice(0, MOST_SYNONYMS);
}

/** `san` is not `sắn` when it was typed as a part of `nong san`. */
function isAccidental({ start, end }: Span, words: readonly TypedWord[], terms: readonly Term[]): boolean {
  const word = words[start];
  if (word === undefined || end - start > 1 || word.marked !== word.folded || !isFoldedSyllable(word.folded)) return false;
  const free = new Set(terms.filter((term) => term.kind === 'word').map((term) => term.folded[0]));
  return !free.has(word.folded);
}

/** An English query with its words in the singular, or its last word in the plural when they are already; null when neither applies. */
export function numberAlternative(terms: readonly Term[]): Alternative | null {
  const words = flatWords(terms);
  const changed = words.map(({ folded }) => (isEnglishNoun(folded) ? singular(folded) : folded));
  if (changed.every((word, at) => word === words[at]?.folded)) {
    const last = changed.at(-1) ?? '';
    if (!isEnglishNoun(last)) return null;
    changed[changed.length - 1] = plural(last);
  }
  const source = words.flatMap(({ text, folded }, at) => (changed[at] === folded ? [] : [{ from: text, to: changed[at] ?? text }]));
  return { terms: withWords(terms, changed), source };
}

/** An English query in the spelling of the other side of the ocean; null when both spell it alike. */
export function spellingAlternative(terms: readonly Term[]): Alternative | null {
  const words = flatWords(terms);
  const others = words.map(({ folded }) => otherSpelling(folded));
  if (others.every((word) => word === null)) return null;
  const source = words.flatMap(({ text }, at) => {
    const to = others[at] ?? null;
    return to === null ? [] : [{ from: text, to }];
  });
  return {
    terms: withWords(
      terms,
      words.map(({ folded }, at) => others[at] ?? folded),
    ),
    source,
  };
}

function isEnglishNoun(word: string): boolean {
  return /^[a-z]{4,}$/.test(word) && !word.endsWith('ing');
}

type Span = { start: number; end: number };

/** The query as it was meant when its words were typed for Telex or VNI with the keyboard switched off; null when none was. */
export function slipAlternative(terms: readonly Term[]): Alternative | null {
  const words = flatWords(terms).map(({ text }) => text);
  const meant = words.map(fromSlips);
  const source = words.flatMap((from, at) => (meant[at] === from ? [] : [{ from, to: meant[at] ?? from }]));
  return source.length > 0 && guessLanguage(fold(meant.join(' '))) === 'vi' ? { terms: withWords(terms, meant), source } : null;
}
