import { ignoreUnknownWord, listUnknownWords, type UnknownWordRow } from '@ketnoi/db/unknown-words';
import { inTransaction } from '@ketnoi/db/transaction';
import type { SignedIn } from '@ketnoi/domain/actor';
import { dictionaryCapacity } from '@ketnoi/domain/dictionary';
import { problem } from '@ketnoi/domain/problems';
import type { Ctx } from '../../context.ts';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { actingAlone, recordAct } from '../../identity/acts.ts';
import { mayKeep } from './acts.ts';

const PAGE = 50;
const bind = ['unknown-words'];

type Asked = { limit?: number | undefined; cursor?: string | undefined };

/** A page of words of needs that nobody knows, those of most needs first. */
export async function readUnknownWords(ctx: Ctx, actor: SignedIn, asked: Asked): Promise<{ rows: UnknownWordRow[]; next: string | null }> {
  mayKeep(actor);
  const { limit = PAGE } = asked;
  const [needs, id] = asked.cursor === undefined ? [] : decodeCursor(ctx.keys, { bind, cursor: asked.cursor });
  const after = needs === undefined ? null : { needs: Number(needs), id: String(id) };
  const rows = await listUnknownWords(ctx.db, { after, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const isMore = rows.length > limit && last !== undefined;
  return { rows: page, next: isMore ? encodeCursor(ctx.keys, { bind, values: [last.needs, last.id] }) : null };
}

/** Says of a word that it needs no translation. Saying it again changes nothing. */
export async function ignoreWord(ctx: Ctx, actor: SignedIn, id: string): Promise<void> {
  mayKeep(actor);
  await inTransaction(ctx.db, async (tx) => {
    if (!(await ignoreUnknownWord(tx, { id }))) throw problem('record.not_found');
    const by = actingAlone(actor.accountId, dictionaryCapacity(actor));
    await recordAct(tx, { action: 'dictionary.ignore', noun: 'unknown_word', nounId: id, by, at: ctx.clock.now() });
  });
}
