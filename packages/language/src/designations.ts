import { codesIn } from './codes.ts';
import { fold } from './fold.ts';

/** A name of letters and figures in a text: a standard, a grade of steel, a protection class, a formula, a fatty acid, a CAS number, a model. */
export type Designation = { canonical: string; start: number; end: number };

// With the space that people leave before the number: SUS 316L, IP 67, DN 50.
const GRADES = 'SUS|AISI|SAE|SS|IP|DN|PN|PE|PP|PVC|EN|NEMA|DIN|JIS|RS|LoRa|GMP|HS|IEC|EC|UL|AWS|SCH|ATEX|RAL';
const DESIGNATION = new RegExp(
  [
    String.raw`(?<cas>\d{2,7}-\d{2}-\d)`,
    String.raw`(?<chain>C\d{1,2}:\d(?:n-?\d)?)`,
    String.raw`(?<grade>(?:${GRADES})[ \u00a0-]?\d{1,5}[A-Z]{0,2})`,
    String.raw`(?<model>(?=[A-Z\d₀-₉-]{0,14}\d|[A-Za-z()]{1,12}[₀-₉\d])[A-Z][A-Za-z()\d₀-₉]{0,12}(?:-[A-Z\d]{1,8}){0,2}(?:\.\d{1,2})?)`,
  ]
    .map((each) => `(?:${each})`)
    .join('|'),
  'gu',
);
const ALONE_BEFORE = /[\p{L}\p{M}\p{Nd}_/-]$/u;
const ALONE_BEHIND = /^(?:[\p{L}\p{M}\p{Nd}_/]|-\p{L})/u;
const LOWERED = '₀₁₂₃₄₅₆₇₈₉';
const TWO_CAPITALS_OR_FIGURES = /\p{Lu}.*(?:\p{Lu}|\d.*\d)/u;

/**
 * The codes and designations of a text in their order, none within another. The canonical form is that of `codesIn` for codes and else folded, without spaces
 * and hyphens: `SUS 316L` and `SUS316L` give `sus316l`, `H₂SO₄` gives `h2so4`.
 */
export function designationsIn(text: string): Designation[] {
  if (!/[\d₀-₉]/u.test(text)) return [];
  const codes: Designation[] = codesIn(text).map(({ canonical, start, end }) => ({ canonical, start, end }));
  for (const found of text.matchAll(DESIGNATION)) {
    const start = found.index;
    const written = balanced(found[0]);
    const end = start + written.length;
    const isAlone = !ALONE_BEFORE.test(text.slice(Math.max(0, start - 2), start)) && !ALONE_BEHIND.test(text.slice(end, end + 2));
    const isFree = codes.every((code) => end <= code.start || start >= code.end);
    if (isAlone && isFree && isDesignation(written, found.groups ?? {})) codes.push({ canonical: canonicalOf(written), start, end });
  }
  return codes.toSorted((a, b) => a.start - b.start);
}

/** Without the closing bracket of a sentence: `(MgCl2)`. */
function balanced(written: string): string {
  const open = written.split('(').length - 1;
  const cut = written
    .split(')')
    .slice(0, open + 1)
    .join(')');
  return open === written.split(')').length - 1 ? written : cut.replace(/\($/, '');
}

function isDesignation(written: string, groups: Readonly<Record<string, string | undefined>>): boolean {
  if (groups['cas'] !== undefined) return isCasNumber(written);
  if (groups['model'] === undefined) return true;
  return /[\d₀-₉]/u.test(written) && written.length >= 3 && TWO_CAPITALS_OR_FIGURES.test(withPlainFigures(written));
}

/** The last figure of a CAS number is the sum of the others, each times its place from behind, modulo ten. */
function isCasNumber(written: string): boolean {
  const digits = [...written.replaceAll('-', '')].map(Number);
  const check = digits.pop();
  return digits.toReversed().reduce((sum, digit, at) => sum + digit * (at + 1), 0) % 10 === check;
}

function canonicalOf(written: string): string {
  const plain = fold(withPlainFigures(written)).replace(/[ \u00a0]/g, '');
  return /^\d/.test(plain) ? plain : plain.replaceAll('-', '');
}

function withPlainFigures(written: string): string {
  return written.replace(/[₀-₉]/gu, (digit) => String(LOWERED.indexOf(digit)));
}
