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
