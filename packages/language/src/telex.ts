import { nfc } from './fold.ts';

const TONE_LETTERS: Readonly<Record<string, string>> = {
  '\u0301': 's',
  '\u0300': 'f',
  '\u0309': 'r',
  '\u0303': 'x',
  '\u0323': 'j',
};

const WORD = /[\p{L}\p{M}]+/gu;

/**
 * Marks spelt out as on a Telex keyboard, lower case, the tone letter at the end of the syllable:
 * `công nghệ` gives `coong ngheej`, `hoà` and `hòa` both give `hoaf`, `76/2018/NĐ-CP` gives `76/2018/ndd-cp`.
 * A search engine that folds marks keeps them apart in this spelling.
 */
export function toTelex(text: string): string {
  return nfc(text).toLowerCase().replace(WORD, spellOut);
}

function spellOut(word: string): string {
  let letters = '';
  let tones = '';
  for (const unit of word.normalize('NFD')) {
    const tone = TONE_LETTERS[unit];
    if (tone !== undefined) tones += tone;
    else if (unit === '\u0302') letters += letters.at(-1) ?? '';
    else if (unit === '\u0306' || unit === '\u031b') letters += 'w';
    else if (unit === 'đ') letters += 'dd';
    else if (!/\p{M}/u.test(unit)) letters += unit;
  }
  return letters + tones;
}
