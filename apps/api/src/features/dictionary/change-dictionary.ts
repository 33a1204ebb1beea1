import { entryOf, insertEntry, updateEntry, type DictionaryRow } from '@ketnoi/db/dictionary';
import { inTransaction } from '@ketnoi/db/transaction';
import type { SignedIn } from '@ketnoi/domain/actor';
import { newId, type DictionaryEntryId } from '@ketnoi/domain/ids';
import { problem } from '@ketnoi/domain/problems';
import type { Ctx } from '../../context.ts';
import { entryAsRead, finishEntry, mayKeep, openEntry } from './acts.ts';
import { judge, type Wanted } from './judge-entry.ts';

/** Says what a term means, over all other tables. */
export async function addEntry(ctx: Ctx, actor: SignedIn, wanted: Wanted): Promise<DictionaryRow> {
  mayKeep(actor);
  const judged = judge(wanted);
  const now = ctx.clock.now();
  const id = newId<'dictionary_entry'>(now.getTime());
  return inTransaction(ctx.db, async (tx) => {
    if ((await entryOf(tx, judged)) !== null)
      throw problem('dictionary.entry_exists', { errors: [{ field: 'term', code: 'taken', message: 'has an entry already' }] });
    await insertEntry(tx, { ...judged, id, accountId: actor.accountId, now });
    const details = { language: judged.language, meanings: judged.meanings.length };
    await finishEntry(tx, { id, actor, at: now, action: 'add', from: null, to: 'active', details });
    return entryAsRead(tx, id);
  });
}

type Correcting = { id: DictionaryEntryId; version: number; changes: Partial<Pick<Wanted, 'meanings' | 'note'>> };

/** Says otherwise what a term means. */
export async function correctEntry(ctx: Ctx, actor: SignedIn, { id, version, changes }: Correcting): Promise<DictionaryRow> {
  const now = ctx.clock.now();
  return inTransaction(ctx.db, async (tx) => {
    const row = await openEntry(tx, actor, { id, version, action: 'correct' });
    const { meanings, note, folded } = judge({ ...row, ...changes });
    if (!(await updateEntry(tx, { id, version, accountId: actor.accountId, now, set: { meanings, note, folded } })))
      throw problem('record.stale');
    const details = { fields: Object.keys(changes).toSorted(), meanings: meanings.length };
    await finishEntry(tx, { id, actor, at: now, action: 'correct', from: 'active', to: 'active', details });
    return entryAsRead(tx, id);
  });
}

/** Takes an entry out of use: the word lists of the product speak of the term again. */
export async function withdrawEntry(
  ctx: Ctx,
  actor: SignedIn,
  { id, version }: Pick<Correcting, 'id' | 'version'>,
): Promise<DictionaryRow> {
  const now = ctx.clock.now();
  return inTransaction(ctx.db, async (tx) => {
    await openEntry(tx, actor, { id, version, action: 'withdraw' });
    if (!(await updateEntry(tx, { id, version, accountId: actor.accountId, now, set: { state: 'withdrawn' } })))
      throw problem('record.stale');
    await finishEntry(tx, { id, actor, at: now, action: 'withdraw', from: 'active', to: 'withdrawn' });
    return entryAsRead(tx, id);
  });
}
