import { foldedWords } from './tokens.ts';

/** The singular an English word is looked up by: `batteries` gives `battery`, `processes` gives `process`. Takes a folded word. */
export function singular(word: string): string {
  if (word.length <= 3) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (/(?:ss|us|is)$/.test(word) || !word.endsWith('s')) return word;
  return word.slice(0, -1);
}

/** The key of an English term: its folded words in the singular. */
export function englishKey(term: string): string[] {
  return foldedWords(term.replace(/['’]s\b/g, '')).map(singular);
}

/** The plural of a singular English word, by the regular rules. Takes a folded word. */
export function plural(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}

// British and American spellings that differ by rule, either way; each pattern with what the other side writes.
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/^(.{3,})is(ation|ing|ed|er)(s?)$/, '$1iz$2$3'],
  [/^(.{3,})iz(ation|ing|ed|er)(s?)$/, '$1is$2$3'],
  [/^(.+)lys(e|ed|er|ing)(s?)$/, '$1lyz$2$3'],
  [/^(.+)lyz(e|ed|er|ing)(s?)$/, '$1lys$2$3'],
  [/^(col|od|vap|flav|lab|harb|tum|behavi|neighb)our/, '$1or'],
  [/^(col|od|vap|flav|lab|harb|tum|behavi|neighb)or/, '$1our'],
  [/^(fib|cent|lit)re(s?)$/, '$1er$2'],
  [/^(fib|cent|lit)er(s?)$/, '$1re$2'],
  [/^sulph/, 'sulf'],
  [/^sulf/, 'sulph'],
  [/^aluminium$/, 'aluminum'],
  [/^aluminum$/, 'aluminium'],
  [/^mould/, 'mold'],
  [/^mold(?=s|ed|ing|$)/, 'mould'],
];

/** The same word as the other side of the ocean spells it (`desalinisation`, `fiber`), or null when both spell it alike. Takes a folded word. */
export function otherSpelling(word: string): string | null {
  if (/^(?:exercis|promis|compris|advis|revis|surpris|rais|nois|prais|cruis|precis|size|prize|seiz)/.test(word)) return null;
  const rule = SPELLINGS.find(([pattern]) => pattern.test(word));
  return rule === undefined ? null : word.replace(rule[0], rule[1]);
}
