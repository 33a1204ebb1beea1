/** A value as plain lines of text, for telling two versions apart. */
export function plainValue(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const parts: unknown[] = Array.isArray(value) ? value : Object.values(value);
  return parts
    .map(plainValue)
    .filter((one) => one !== '')
    .join('\n');
}

export type Difference = { before: string; removed: string; added: string; after: string };

const words = (text: string): string[] => text.split(/(?<=\s)/u);

/** Where two texts part: what they begin and end with in common, and what was taken out and put in between. */
export function differenceOf(old: string, fresh: string): Difference {
  const [from, to] = [words(old), words(fresh)];
  const shorter = Math.min(from.length, to.length);
  let head = 0;
  while (head < shorter && from[head] === to[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && from.at(-1 - tail) === to.at(-1 - tail)) tail += 1;
  return {
    before: from.slice(0, head).join(''),
    removed: from.slice(head, from.length - tail).join(''),
    added: to.slice(head, to.length - tail).join(''),
    after: from.slice(from.length - tail).join(''),
  };
}
