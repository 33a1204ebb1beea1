import type { Hit, Position } from '../port.ts';

/** Marks of three bytes from the random end of an id; so many of them fit a cursor. */
const BYTES = 3;
const KEPT = 90;

const markOf = (id: string): string => id.slice(-2 * BYTES);

function marksIn(position: Position | null): string[] {
  const hex = Buffer.from(String(position?.[2] ?? ''), 'base64url').toString('hex');
  return hex.match(/.{6}/gu) ?? [];
}

/**
 * Pages of the engine are counted from the top, and what is published meanwhile pushes what was read down into the next page. So a place
 * remembers the last listings that were read, and these are left out of what comes next.
 */
export function unread(hits: readonly Hit[], after: Position | null): Hit[] {
  const read = new Set(marksIn(after));
  return hits.filter((hit) => !read.has(markOf(hit.listingId)));
}

/** The place after these hits: how far from the top, and what was read last. */
export function placeAfter(hits: readonly Hit[], end: number, after: Position | null): Position {
  const marks = [...marksIn(after), ...hits.map((hit) => markOf(hit.listingId))].slice(-KEPT);
  return ['offset', end, Buffer.from(marks.join(''), 'hex').toString('base64url')];
}
