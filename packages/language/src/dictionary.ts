import type { Language } from '@ketnoi/domain/language';
import { singular } from './english.ts';
import { agreement, type TypedWord } from './phrases.ts';

/** A word list as one text: lines `key, marked, kind, values` sorted by key, and where each line starts. */
export type WordList = { text: string; starts: Uint32Array };

/** Word lists from either language into the other, the most trustworthy first, and what the exchange's editors say otherwise. */
export type Dictionary = Readonly<Record<Language, readonly WordList[]>> & { readonly edits?: Readonly<Record<Language, EditedTerms>> };

/** What editors say of terms, by their folded words (of English in the singular). */
export type EditedTerms = { byKey: ReadonlyMap<string, readonly DictionaryLine[]>; longest: number };

/**
 * Where an entry comes from: `technical` and `common` terms of the list written for the product, `syllable` a single syllable of it,
 * `wiktionary`, and `lexicon`, words aligned by statistics. `editor` is what the exchange's own editors say, whatever the other tables do.
 */
export type EntryKind = 'editor' | 'technical' | 'common' | 'syllable' | 'wiktionary' | 'lexicon';

/** What a term means in the other language, the most usual meaning first. An editor may say that it means nothing as a whole: then there is no value. */
export type DictionaryEntry = { kind: EntryKind; values: readonly string[] };

/** No entry of the lists has more words. */
const LONGEST_ENTRY = 5;

/** How many words an entry of this language has at most. */
export function longestEntry({ edits }: Dictionary, from: Language): number {
  return Math.max(LONGEST_ENTRY, edits?.[from].longest ?? 0);
}

const KINDS: Readonly<Record<string, EntryKind>> = { t: 'technical', c: 'common', s: 'syllable', w: 'wiktionary', l: 'lexicon' };
const ORDER: readonly EntryKind[] = ['editor', ...Object.values(KINDS)];

/**
 * Reads the dictionary along the words of a text in the given language: for the words `[start, end)` what they mean in the other language, null when
 * they are no entry. Vietnamese marks must agree as far as they were typed; without any the entry that is met first decides
 * only if it is the single one, since `may` may be a machine, a cloud or to sew. English may stand in the plural. What an editor says of a term stands for
 * all that the lists say of it.
 */
export function dictionaryReader(
  dictionary: Dictionary,
  from: Language,
  words: readonly TypedWord[],
): (start: number, end: number) => DictionaryEntry | null {
  const keys = words.map(({ folded }) => (from === 'en' ? singular(folded) : folded));
  const longest = longestEntry(dictionary, from);
  return (start, end) => {
    if (end - start > longest) return null;
    const key = keys.slice(start, end).join(' ');
    const own = from === 'en' ? [] : words.slice(start, end);
    const edited = dictionary.edits?.[from].byKey.get(key) ?? [];
    if (from === 'en' && edited[0] !== undefined) return edited[0];
    const shipped = end - start > LONGEST_ENTRY ? [] : ofFirstList(dictionary[from], key, own);
    if (edited.length === 0) return onlyReading(shipped);
    // Typed without marks it may be another word still.
    const others = shipped.filter(({ marked }) => !edited.some((one) => one.marked === marked));
    return onlyReading(fitting([...edited, ...others], own));
  };
}

/** What one table says of a spelling. */
export type DictionaryLine = DictionaryEntry & { marked: string };

/** Of the first list that knows the words, the lines that fit. Readings that fit equally well stay undecided: another list that knows one of them settles nothing. */
function ofFirstList(lists: readonly WordList[], key: string, words: readonly TypedWord[]): DictionaryLine[] {
  for (const list of lists) {
    const found = fitting(linesOf(list, key), words);
    if (found.length > 0) return found;
  }
  return [];
}

/** Of the lines of a key those whose marks agree best. */
function fitting(lines: readonly DictionaryLine[], words: readonly TypedWord[]): DictionaryLine[] {
  let [fit, found]: [number, DictionaryLine[]] = [0, []];
  for (const line of lines) {
    const exact = words.length === 0 ? 0 : agreement(line.marked.split(' '), words);
    if (exact < fit) continue;
    if (exact > fit) found = [];
    fit = exact;
    found.push(line);
  }
  return found;
}

function onlyReading(found: readonly DictionaryLine[]): DictionaryEntry | null {
  const [first] = found.toSorted((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));
  return first === undefined || found.some(({ marked }) => marked !== first.marked) ? null : first;
}

function linesOf({ text, starts }: WordList, key: string): DictionaryLine[] {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(text, starts[middle] ?? 0, key) < 0) low = middle + 1;
    else high = middle;
  }
  const lines: DictionaryLine[] = [];
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
