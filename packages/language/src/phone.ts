const MOBILE = /^0[35789]\d{8}$/;
const FIXED = /^02\d{9}$/;
const INTERNATIONAL = /^\+[1-9]\d{7,14}$/;

/**
 * A telephone number as stored (E.164), or null when it is none: Vietnamese mobile (`0912 345 678`) and fixed numbers
 * (`0203 3825 123`) with or without +84, others with their country code. Service numbers (1900, 1800) have no E.164 form.
 */
export function parsePhone(text: string): string | null {
  if (!/^[+\d\s().\-\u00a0]+$/.test(text)) return null;
  const typed = text
    .replace(/\(0\)/, '')
    .replace(/[^+\d]/g, '')
    .replace(/^00/, '+');
  const national = typed.replace(/^\+?840?(?=\d{9,10}$)/, '0');
  if (MOBILE.test(national) || FIXED.test(national)) return `+84${national.slice(1)}`;
  return INTERNATIONAL.test(typed) && !typed.startsWith('+84') ? typed : null;
}

/** A stored number as a Vietnamese reader expects it: `0912 345 678`, `0203 3825 123`; foreign ones stay in E.164. */
export function formatPhone(e164: string): string {
  const national = e164.startsWith('+84') ? `0${e164.slice(3)}` : e164;
  if (MOBILE.test(national)) return `${national.slice(0, 4)} ${national.slice(4, 7)} ${national.slice(7)}`;
  if (!FIXED.test(national)) return e164;
  // Hà Nội and Thành phố Hồ Chí Minh have codes of three figures, the other provinces of four.
  const code = /^02[48]/.test(national) ? 3 : 4;
  return `${national.slice(0, code)} ${national.slice(code, code + 4)} ${national.slice(code + 4)}`;
}
