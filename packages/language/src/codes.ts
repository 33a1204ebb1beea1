import { fold, foldWithMap, originalRange, type FoldedText } from './fold.ts';

/** What a code names: a legal document, a standard, a patent class, a patent, or a listing of an exchange. */
export type CodeKind = 'document' | 'standard' | 'ipc' | 'patent' | 'reference';

/** A code in a text: `[start, end)` of the original, and the canonical form it is indexed and compared in. */
export type Code = { kind: CodeKind; canonical: string; start: number; end: number };

const BODIES = 'tcvn|qcvn|tcxdvn|tcxd|tccs|tcn|iso|iec|astm|jis|ieee|gost|din|en';
// Kinds of acts a number may name: nghị quyết, quyết định, nghị định, thông tư, chỉ thị, kế hoạch, văn bản hợp nhất and so on.
const ACTS = 'nq|qd|nd|tt|ttlt|ct|kl|kh|cv|tb|bc|hd|vbhn|ttr|gp|gcn|pl';
const OFFICES = 'us|ep|vn|cn|jp|kr';
const SEPARATOR = '[ \u00a0]?';

// All patterns run over folded text. Each quantifier is bounded, so that a hostile text costs no more than a long one.
const PATTERNS: readonly (readonly [CodeKind, string])[] = [
  ['reference', '[a-z]{2,10}(?:-\\d{2})?-(?:to|tn)-\\d{4}(?:-\\d{1,9})?'],
  ['document', '\\d{1,5}/\\d{4}(?:/[a-z]{1,8}\\d{0,3}(?:-[a-z&]{1,14}){0,4})?'],
  ['document', `\\d{1,5}-(?:${ACTS})/[a-z]{2,10}`],
  ['document', `\\d{1,5}/(?:${ACTS})-[a-z&]{2,14}(?:-[a-z&]{1,14}){0,3}`],
  [
    'standard',
    `(?:${BODIES})(?:[/ -](?:iso|iec|ts|tr|en)){0,2}${SEPARATOR}[a-z]?\\d{2,6}(?:[-.]\\d{1,4}){0,3}(?::\\d{4})?(?:/[a-z]{2,8})?`,
  ],
  ['patent', `(?:wo${SEPARATOR}\\d{4}/\\d{5,6}|(?:${OFFICES})${SEPARATOR}\\d(?:[,-]?\\d){5,11}(?:${SEPARATOR}[abcu]\\d?)?)`],
  ['ipc', `[a-h]\\d{2}[a-z](?:${SEPARATOR}\\d{1,4}(?:/\\d{1,6})?)?`],
];

const BEFORE = '(?<![a-z0-9][/-]?)';
const AFTER = '(?![a-z0-9])';
const ANY_CODE = new RegExp(BEFORE + '(?:' + PATTERNS.map(([, pattern]) => `(${pattern})`).join('|') + ')' + AFTER, 'g');
const PREFIX_GAP = new RegExp(`^(${BODIES}|wo|${OFFICES})(?=[a-z]?\\d)`);
const IPC_GAP = /^([a-h]\d{2}[a-z])(?=\d)/;

/**
 * The codes of a text in their order, each as one piece: `76/2018/NĐ-CP`, `TCVN 5935-1:2013`, `ISO 22000`, `A61K 31/00`,
 * `WO 2020/123456`, `DEMO-TO-2026-000042`. What a user types of a code's beginning (`76/2018`, `A61K`) is found too.
 */
export function codesIn(text: string): Code[] {
  return codesInFolded(foldWithMap(text));
}

/** `codesIn` for a text that is already folded with its map. */
export function codesInFolded(text: FoldedText): Code[] {
  if (!/\d/.test(text.folded)) return [];
  return [...withPlainDashes(text.folded).matchAll(ANY_CODE)].map((found) => {
    const at = found.slice(1).findIndex((group) => group !== undefined);
    const [start, end] = originalRange(text, found.index, found.index + found[0].length);
    return { kind: PATTERNS[at]?.[0] ?? 'document', canonical: canonicalCode(found[0]), start, end };
  });
}

/** Whether the whole text is one code. */
export function isCode(text: string): boolean {
  const [code] = codesIn(text.trim());
  return code !== undefined && code.start === 0 && code.end === text.trim().length;
}

/**
 * The form a code is indexed and compared in: folded, one kind of dash, one space between a body and its number
 * (`ISO22000` and `iso  22000` give `iso 22000`). A beginning of a code has a beginning of its canonical form.
 */
export function canonicalCode(code: string): string {
  const plain = withPlainDashes(fold(code)).replace(/\s+/g, ' ').trim();
  return plain.replace(PREFIX_GAP, '$1 ').replace(IPC_GAP, '$1 ');
}

function withPlainDashes(folded: string): string {
  return folded.replace(/[\u2010-\u2014\u2212]/g, '-');
}
