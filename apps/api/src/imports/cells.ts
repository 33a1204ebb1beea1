/** What a spreadsheet might take for a formula, also behind quotes and blanks and in full-width spelling. */
const FORMULA = /^[\s'"‘’“”]*[=+\-@\t\r\u0000＝＋－＠]/u;

/** Makes a text harmless in a spreadsheet: what could be a formula gets an apostrophe in front. */
export function guarded(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** Takes the apostrophe away again that `guarded` put there; any other text comes back as it is. */
export function unguarded(text: string): string {
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}
