import { nfc } from './fold.ts';
import { isSyllable } from './syllable.ts';

const TYPED_WORD = /[\p{L}\p{M}\p{Nd}]+/gu;
const FORMULAS: ReadonlySet<string> = new Set('co2 so2 so3 no2 no3 o2 o3 c4 a3 a4 a5 u2'.split(' '));

/**
 * Words typed for Telex with the keyboard switched off, read as they were meant: `coong ngheej` gives `công nghệ`.
 * A word whose reading is not a plausible Vietnamese syllable stays as typed.
 */
export function fromTelex(text: string): string {
  return text.replace(TYPED_WORD, (word) => decode(word, readTelex));
}

/** The same for the VNI keyboard: `cong6 nghe65` gives `công nghệ`. Chemical formulas (`CO2`) and paper sizes stay. */
export function fromVni(text: string): string {
  return text.replace(TYPED_WORD, (word) => (FORMULAS.has(word.toLowerCase()) ? word : decode(word, readVni)));
}

/** Either keyboard, word by word: `coong nghe65` gives `công nghệ`. */
export function fromSlips(text: string): string {
  return fromVni(fromTelex(text));
}

function decode(word: string, read: (lower: string) => string | null): string {
  const meant = /^[a-z0-9]+$/i.test(word) ? read(word.toLowerCase()) : null;
  if (meant === null || !isSyllable(meant)) return word;
  if (word.length > 1 && word === word.toUpperCase()) return meant.toUpperCase();
  return word.charAt(0) === word.charAt(0).toLowerCase() ? meant : meant.charAt(0).toUpperCase() + meant.slice(1);
}

const TELEX_TONES: Readonly<Record<string, string>> = { s: '\u0301', f: '\u0300', r: '\u0309', x: '\u0303', j: '\u0323' };
const VNI_TONES: Readonly<Record<string, string>> = { '1': '\u0301', '2': '\u0300', '3': '\u0309', '4': '\u0303', '5': '\u0323' };
const HATTED: Readonly<Record<string, string>> = { a: 'â', e: 'ê', o: 'ô' };

function readTelex(word: string): string | null {
  let base = '';
  let tone = '';
  for (const key of word) {
    const mark = TELEX_TONES[key];
    if (mark !== undefined && hasVowel(base)) {
      if (tone !== '') return null;
      tone = mark;
    } else if (key === 'w') {
      const hooked = hook(base);
      if (hooked === null) return null;
      base = hooked;
    } else if (key === 'd' && base === 'd') base = 'đ';
    else if (HATTED[key] !== undefined && base.endsWith(key)) base = base.slice(0, -1) + HATTED[key];
    else base += key;
  }
  return base === word ? null : placeTone(pairHorns(base), tone);
}

function readVni(word: string): string | null {
  let base = '';
  let tone = '';
  for (const key of word) {
    const mark = VNI_TONES[key];
    if (mark !== undefined) {
      if (tone !== '' || !hasVowel(base)) return null;
      tone = mark;
    } else if (key >= '0' && key <= '9') {
      const marked = vniLetter(base, key);
      if (marked === null) return null;
      base = marked;
    } else base += key;
  }
  return base === word ? null : placeTone(pairHorns(base), tone);
}

function vniLetter(base: string, key: string): string | null {
  if (key === '6') return replaceLast(base, /[aeo](?=[^aeo]*$)/, (vowel) => HATTED[vowel] ?? vowel);
  if (key === '7') return base.includes('a') && !/[uo]/.test(vowelsOf(base)) ? null : hook(base);
  if (key === '8') return replaceLast(base, /a(?=[^a]*$)/, () => 'ă');
  if (key === '9') return base.startsWith('d') ? `đ${base.slice(1)}` : null;
  return null;
}

function hasVowel(base: string): boolean {
  return /[aeiouyâêôơưă]/.test(base);
}

const HOOKS: readonly (readonly [RegExp, string])[] = [
  [/uo/, 'uơ'],
  [/ưo/, 'ươ'],
  [/oa/, 'oă'],
  [/ua/, 'ưa'],
  [/uu/, 'ưu'],
  [/u(?=[^uoa]*$)/, 'ư'],
  [/o(?=[^uoa]*$)/, 'ơ'],
  [/a(?=[^uoa]*$)/, 'ă'],
];

/** What the key `w` does to the vowels typed so far. */
function hook(base: string): string | null {
  const glide = glideLength(base);
  const rest = base.slice(glide);
  const rule = HOOKS.find(([pattern]) => pattern.test(rest));
  return rule ? base.slice(0, glide) + rest.replace(rule[0], rule[1]) : null;
}

/** Only the open `thuở` has a plain u before ơ; before a final letter both are horned (`nuowcs` is `nước`). */
function pairHorns(base: string): string {
  const glide = glideLength(base);
  return base.slice(0, glide) + base.slice(glide).replace(/uơ(?=\p{L})|ưo/u, 'ươ');
}

function glideLength(base: string): number {
  return /^(?:qu|gi(?=[aeiouyâêôơưă]))/.exec(base)?.[0].length ?? 0;
}

function vowelsOf(base: string): string {
  return /[aeiouyâêôơưă]+/.exec(base.slice(glideLength(base)))?.[0] ?? '';
}

function replaceLast(base: string, pattern: RegExp, by: (vowel: string) => string): string | null {
  return pattern.test(base) ? base.replace(pattern, by) : null;
}

/** Puts the tone where the older habit has it: on the marked vowel, else before a final consonant, else on the first of a pair. */
function placeTone(base: string, tone: string): string {
  const vowels = vowelsOf(base);
  if (tone === '' || vowels === '') return base;
  const start = base.indexOf(vowels, glideLength(base));
  const closed = start + vowels.length < base.length;
  const at = start + toneSeat(vowels, closed);
  return nfc(base.slice(0, at + 1) + tone + base.slice(at + 1));
}

function toneSeat(vowels: string, closed: boolean): number {
  const marked = vowels.search(/[âêôơưă](?!.*[âêôơưă])/);
  if (marked >= 0) return marked;
  if (closed) return vowels.length - 1;
  return vowels.length === 3 ? 1 : 0;
}
