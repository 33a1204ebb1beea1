import { nfc } from './fold.ts';

const NEW_TO_OLD: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['oà oá oả oã oạ', 'òa óa ỏa õa ọa'],
    ['oè oé oẻ oẽ oẹ', 'òe óe ỏe õe ọe'],
    ['uỳ uý uỷ uỹ uỵ', 'ùy úy ủy ũy ụy'],
  ].flatMap(([from = '', to = '']) => {
    const old = to.split(' ');
    return from.split(' ').map((pair, at) => [pair, old[at] ?? pair]);
  }),
);

// `quý` keeps its mark: there the u belongs to the consonant.
const AT_SYLLABLE_END = /(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?![\p{L}\p{M}])/giu;

/**
 * Both habits of placing the tone mark (`hoà` and `hòa`, `thuỷ` and `thủy`) brought to the older one, in NFC.
 * Case is kept; closed syllables (`hoàn`, `huỳnh`) have one spelling only and stay. Idempotent.
 */
export function oldTone(text: string): string {
  return nfc(text).replace(AT_SYLLABLE_END, (pair) => likeCase(pair, NEW_TO_OLD[pair.toLowerCase()] ?? pair));
}

/** The letters of `pair` in the case of `model`, letter by letter. */
export function likeCase(model: string, pair: string): string {
  return [...pair].map((letter, at) => (isUpper(model.charAt(at)) ? letter.toUpperCase() : letter)).join('');
}

function isUpper(letter: string): boolean {
  return letter !== letter.toLowerCase();
}
