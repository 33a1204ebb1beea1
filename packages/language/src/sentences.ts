/** Shorter pieces are headings and numbers of lists; they say nothing alone. */
const SHORTEST = 20;
const ENDS = /(?<=[.!?;])\s+(?=[\p{Lu}\p{Nd}(])/u;

/** The sentences of a text in their order, white space made even, at least 20 characters each. */
export function sentences(text: string): string[] {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .split(ENDS)
    .filter((sentence) => sentence.length >= SHORTEST);
}
