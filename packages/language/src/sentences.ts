/** Shorter pieces are headings and numbers of lists; they say nothing alone. */
const SHORTEST = 20;
const ENDS = /(?<=[.!?;:])\s+(?=[\p{Lu}\p{Nd}(“"])|\n+/u;

/** The sentences of a text in their order, at least 20 characters each; the whole text when none is as long. */
export function sentences(text: string): string[] {
  const found = text
    .split(ENDS)
    .map((sentence) => sentence.replace(/\s+/g, ' ').trim())
    .filter((sentence) => sentence.length >= SHORTEST);
  const whole = text.replace(/\s+/g, ' ').trim();
  return found.length > 0 || whole === '' ? found : [whole];
}
