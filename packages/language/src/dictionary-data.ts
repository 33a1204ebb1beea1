import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { wordList, type Dictionary, type WordList } from './dictionary.ts';
import { typedWord } from './phrases.ts';
import { words } from './tokens.ts';

/** In the order they are asked: the list written for the product, then Wiktionary, then what statistics of parallel text are sure of. */
const FILES = ['dictionary', 'wiktionary', 'lexicon'];

let dictionary: Dictionary | null = null;

/** The word lists shipped with the product, read once per process, when first asked for. The browser never imports them. */
export function shippedDictionary(): Dictionary {
  dictionary ??= read();
  return dictionary;
}

function read(): Dictionary {
  const lists = FILES.map((name): [WordList, WordList] => {
    const packed = readFileSync(new URL(`../data/${name}.tsv.gz`, import.meta.url));
    const text = gunzipSync(packed).toString('utf8');
    const middle = text.indexOf('\n\n');
    return [wordList(text.slice(0, Math.max(0, middle))), wordList(text.slice(middle + 2).trimEnd())];
  });
  return { vi: [additions(), ...lists.map(([vietnamese]) => vietnamese)], en: lists.map(([, english]) => english) };
}

/** Everyday words and faults that the larger lists lack or gloss by a rarer sense: kept by hand, asked before them, from Vietnamese alone. */
function additions(): WordList {
  const rows = readFileSync(new URL('../data/additions.tsv', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  const lines = rows.map((row) => {
    const [term = '', meanings = ''] = row.split('\t');
    const typed = words(term).map(({ text }) => typedWord(text));
    return { key: typed.map(({ folded }) => folded).join(' '), marked: typed.map(({ marked }) => marked).join(' '), meanings };
  });
  const sorted = lines.toSorted((one, other) => (one.key < other.key ? -1 : 1));
  return wordList(sorted.map(({ key, marked, meanings }) => `${key}\t${marked}\tt\t${meanings}`).join('\n'));
}
