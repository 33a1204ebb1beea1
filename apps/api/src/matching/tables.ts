import type { QueryTables } from '@ketnoi/matching/query';
import type { LivingTables } from '@ketnoi/search/living-tables';
import { shippedTables } from '@ketnoi/search/tables';

/** The tables texts are read with, as the exchange's editors want them: the object stays, what it holds is renewed. */
export type MatchTables = {
  tables: QueryTables;
  /** Brings them up to date: as of two seconds ago at most, or as of now, before texts are read anew because the dictionary has changed. */
  renew: (asOf: 'lately' | 'now') => Promise<void>;
};

export function matchTables(living: LivingTables): MatchTables {
  let { tables }: { tables: QueryTables } = { tables: shippedTables };
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
      ({ tables } = await (asOf === 'now' ? living.fresh() : living.current()));
    },
  };
}
