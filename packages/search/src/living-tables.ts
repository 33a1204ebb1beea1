import type { Db } from '@ketnoi/db/database';
import { dictionaryEdition, readDictionary } from '@ketnoi/db/dictionary';
import { shippedDictionary } from '@ketnoi/language/dictionary-data';
import { withEdits } from '@ketnoi/language/dictionary-edits';
import { shippedGlossary } from '@ketnoi/language/glossary-data';
import type { PlanTables } from '@ketnoi/language/query-reading';
import { shippedTables } from './tables.ts';

/** The tables that texts are read with, as the exchange's editors want them at present; `edition` counts how often they have changed. */
export type ReadingTables = { tables: Required<Omit<PlanTables, 'frequency'>>; edition: number };

/** The same as they are now: `current` as of two seconds ago at most, `fresh` as of this moment. Both throw where they were never read and cannot be. */
export type LivingTables = { current: () => Promise<ReadingTables>; fresh: () => Promise<ReadingTables> };

/** What an editor changes counts after so long in every running process. */
const KEPT_MILLIS = 2000;

type Kept = { reading: ReadingTables; readAt: number; isRenewing: boolean };

/**
 * Keeps the tables in memory and looks, when they are used, whether an editor has changed anything: one row is read, and the entries only when they
 * changed. One caller waits for the look, the others go on with what is there; where the database does not answer, so does he. `db` is the process's own
 * handle, never a transaction.
 */
export function livingTables(db: Db): LivingTables {
  let kept: Kept | null = null;
  const fresh = async (): Promise<ReadingTables> => {
    // How old a reading is counts from before it was asked for.
    const readAt = performance.now();
    const [now] = await dictionaryEdition(db, {});
    const reading = kept !== null && kept.reading.edition === now?.edition ? kept.reading : await read(db);
    // Of two looks at once the later may end first.
    if (kept !== null && kept.reading.edition > reading.edition) return kept.reading;
    kept = { reading, readAt, isRenewing: kept?.isRenewing ?? false };
    return reading;
  };
  const current = async (): Promise<ReadingTables> => {
    const held = kept;
    if (held === null) return fresh();
    if (held.isRenewing || performance.now() - held.readAt < KEPT_MILLIS) return held.reading;
    held.isRenewing = true;
    try {
      return await fresh();
    } catch {
      kept = { ...held, readAt: performance.now() };
      return held.reading;
    } finally {
      if (kept !== null) kept.isRenewing = false;
    }
  };
  return { current, fresh };
}

async function read(db: Db): Promise<ReadingTables> {
  const { edition, entries } = await readDictionary(db);
  return { edition, tables: entries.length === 0 ? shippedTables : editedTables(entries) };
}

function editedTables(entries: Parameters<typeof withEdits>[1]): ReadingTables['tables'] {
  const { glossary, dictionary } = withEdits({ glossary: shippedGlossary(), dictionary: shippedDictionary() }, entries);
  return {
    glossary,
    dictionary,
    get synonyms() {
      return shippedTables.synonyms;
    },
    get marks() {
      return shippedTables.marks;
    },
  };
}
