import { problem } from '@ketnoi/domain/problems';
import { sign, verify, type Keys } from '../keys.ts';

/** The sort values of the last record of a page. */
export type CursorValues = (string | number | null)[];

const PURPOSE = 'cursor';

const invalid = (): Error =>
  problem('request.cursor_invalid', {
    errors: [{ field: 'cursor', code: 'cursor', message: 'is not a cursor of this list with this filter' }],
  });

/**
 * An opaque cursor that is only good for the list it was made for. `bind` is whatever a page depends on: the operation, the filter, the
 * sort, and the actor where the answer depends on who asks; equal values must have equal JSON.
 */
export function encodeCursor(keys: Keys, one: { bind: unknown; values: CursorValues }): string {
  const payload = Buffer.from(JSON.stringify(one.values)).toString('base64url');
  return `${payload}.${sign(keys, PURPOSE, textOf(one.bind, payload))}`;
}

/** The values of a cursor of ours made for the same `bind`. Throws `request.cursor_invalid` for any other. */
export function decodeCursor(keys: Keys, one: { bind: unknown; cursor: string }): CursorValues {
  const [payload = '', signature = '', more] = one.cursor.split('.');
  if (more !== undefined || !verify(keys, PURPOSE, { text: textOf(one.bind, payload), signature })) throw invalid();
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as CursorValues;
}

function textOf(bind: unknown, payload: string): string {
  return `${JSON.stringify(bind)}\n${payload}`;
}
