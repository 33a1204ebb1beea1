import type { DictionaryEntry, UnknownWord } from '@ketnoi/contracts/dictionary';
import type { DictionaryRow } from '@ketnoi/db/dictionary';
import type { UnknownWordRow } from '@ketnoi/db/unknown-words';
import type { Actor } from '@ketnoi/domain/actor';
import { dictionaryActions } from '@ketnoi/domain/dictionary';

export function entryView(actor: Actor, row: DictionaryRow): DictionaryEntry {
  const { id, version, language, term, meanings, note, state, updatedBy } = row;
  return {
    id,
    version,
    language,
    term,
    meanings: [...meanings],
    note,
    state,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    updatedBy,
    can: dictionaryActions(actor, row),
  };
}

export function unknownWordView({ id, language, word, needs, firstSeenAt, lastSeenAt }: UnknownWordRow): UnknownWord {
  return { id, language, word, needs, firstSeenAt: firstSeenAt.toISOString(), lastSeenAt: lastSeenAt.toISOString() };
}
