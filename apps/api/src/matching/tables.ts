import type { QueryTables } from '@ketnoi/matching/query';
import type { LivingTables } from '@ketnoi/search/living-tables';
import { shippedTables } from '@ketnoi/search/tables';

/** The tables texts are read with, as the exchange's editors want them: the object stays, what it holds is renewed. */
export type MatchTables = {
  tables: QueryTables;
  /** Brings them up to date: as of two seconds ago at most, or as of now, before texts are read anew because the dictionary has changed. */
  renew: (asOf: 'lately' | 'now') => Promise<void>;
  /** Which edition of the dictionary they are; none before they were renewed first. */
  edition: () => number | null;
};

export function matchTables(living: LivingTables): MatchTables {
  let { tables, edition }: { tables: QueryTables; edition: number | null } = { tables: shippedTables, edition: null };
  return {
    tables: {
      get glossary() {
        return tables.glossary;
      },
      get dictionary() {
        return tables.dictionary;
      },
      get marks() {
        return tables.marks;
      },
    },
    renew: async (asOf) => {
      const read = await (asOf === 'now' ? living.fresh() : living.current());
      // Of two at once the later may end first.
      if (edition === null || read.edition >= edition) ({ tables, edition } = read);
    },
    edition: () => edition,
  };
}
