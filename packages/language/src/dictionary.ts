import type { Language } from '@ketnoi/domain/language';
import { singular } from './english.ts';
import { agreement, type TypedWord } from './phrases.ts';

/** A word list as one text: lines `key, marked, kind, values` sorted by key, and where each line starts. */
export type WordList = { text: string; starts: Uint32Array };

/** Word lists from either language into the other, the most trustworthy first. */
export type Dictionary = Readonly<Record<Language, readonly WordList[]>>;

/**
 * Where an entry comes from: `technical` and `common` terms of the list written for the product, `syllable` a single syllable of it,
 * `wiktionary`, and `lexicon`, words aligned by statistics.
 */
export type EntryKind = 'technical' | 'common' | 'syllable' | 'wiktionary' | 'lexicon';

/** What a term means in the other language, the most usual meaning first. */
export type DictionaryEntry = { kind: EntryKind; values: readonly string[] };

/** No entry of the lists has more words. */
export const LONGEST_ENTRY = 5;

const KINDS: Readonly<Record<string, EntryKind>> = { t: 'technical', c: 'common', s: 'syllable', w: 'wiktionary', l: 'lexicon' };

/**
 * Reads the dictionary along the words of a text in the given language: for the words `[start, end)` what they mean in the other language, null when
 * they are no entry. Vietnamese marks must agree as far as they were typed; without any the entry that is met first decides
 * only if it is the single one, since `may` may be a machine, a cloud or to sew. English may stand in the plural.
 */
export function dictionaryReader(
  dictionary: Dictionary,
  from: Language,
  words: readonly TypedWord[],
): (start: number, end: number) => DictionaryEntry | null {
  const keys = words.map(({ folded }) => (from === 'en' ? singular(folded) : folded));
  return (start, end) => {
    if (end - start > LONGEST_ENTRY) return null;
    const key = keys.slice(start, end).join(' ');
    for (const list of dictionary[from]) {
      const found = fitting(list, key, from === 'en' ? [] : words.slice(start, end));
      // Readings that fit equally well stay undecided; another list that knows one of them settles nothing.
      if (found.length > 0) return onlyReading(found);
    }
    return null;
  };
}

type Line = { marked: string; kind: EntryKind; values: readonly string[] };

/** Of the lines of a key those whose marks agree best. */
function fitting(list: WordList, key: string, words: readonly TypedWord[]): Line[] {
  let [fit, found]: [number, Line[]] = [0, []];
  for (const line of linesOf(list, key)) {
    const exact = words.length === 0 ? 0 : agreement(line.marked.split(' '), words);
    if (exact < fit) continue;
    if (exact > fit) found = [];
    fit = exact;
    found.push(line);
  }
  return found;
}

function onlyReading(found: readonly Line[]): DictionaryEntry | null {
  const order = Object.values(KINDS);
  const [first] = found.toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
  return first === undefined || found.some(({ marked }) => marked !== first.marked) ? null : first;
}

function linesOf({ text, starts }: WordList, key: string): Line[] {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(text, starts[middle] ?? 0, key) < 0) low = middle + 1;
    else high = middle;
  }
  const lines: Line[] = [];
  for (let at = low; at < starts.length && compare(text, starts[at] ?? 0, key) === 0; at += 1) {
    const [, marked = '', kind = '', values = ''] = text.slice(starts[at], (starts[at + 1] ?? text.length + 1) - 1).split('\t');
    lines.push({ marked, kind: KINDS[kind] ?? 'common', values: values.split(';') });
  }
  return lines;
}

/** How the key of the line at `start` stands to another: below 0 before it, 0 the same, above 0 behind it. Makes no string of it. */
function compare(text: string, start: number, key: string): number {
  for (let at = 0; at < key.length; at += 1) {
    const difference = text.charCodeAt(start + at) - key.charCodeAt(at);
    if (difference !== 0) return difference;
  }
  return text.charCodeAt(start + key.length) - TAB;
}

const TAB = 9;

/** A word list from its text, without an empty line at the end. */
export function wordList(text: string): WordList {
  const starts: number[] = [];
  for (let at = 0; at < text.length; at = text.indexOf('\n', at) + 1 || text.length) starts.push(at);
  return { text, starts: Uint32Array.from(starts) };
}
