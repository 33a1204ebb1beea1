import { foldedWords } from './tokens.ts';

const LONGEST = 80;

/** The readable part of an address: folded words joined by dashes, at most 80 characters, cut between words; empty without Latin letters. */
export function slug(text: string): string {
  let address = '';
  for (const word of foldedWords(text).flatMap((piece) => piece.match(/[a-z0-9]+/g) ?? [])) {
    const longer = address === '' ? word.slice(0, LONGEST) : `${address}-${word}`;
    if (longer.length > LONGEST) break;
    address = longer;
  }
  return address;
}
