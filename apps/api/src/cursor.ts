import { problem } from '@ketnoi/domain/problems';
import { sign, verify, type Keys } from './keys.ts';

/** A place in a list: the values of its sort key and the id that breaks ties, as text. */
export type Position = readonly string[];

/**
 * The opaque cursor of a place in a list. `bound` is what the list depends on (operation, filter, and the actor where the answer depends on
 * who asks): the cursor works for that alone.
 */
export function writeCursor(keys: Keys, bound: string, position: Position): string {
  const text = Buffer.from(JSON.stringify(position)).toString('base64url');
  return `${text}.${sign(keys, 'cursor', `${bound}\n${text}`)}`;
}

/** The place a cursor stands for, null for the first page. Throws `request.cursor_invalid` for one that was changed or belongs to another list. */
export function readCursor(keys: Keys, bound: string, cursor: string | undefined): Position | null {
  if (cursor === undefined) return null;
  const [text = '', signature = ''] = cursor.split('.');
  if (!verify(keys, 'cursor', { text: `${bound}\n${text}`, signature })) {
    throw problem('request.cursor_invalid', { errors: [{ field: 'cursor', code: 'cursor', message: 'belongs to another list or was changed' }] });
  }
  return JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Position;
}
