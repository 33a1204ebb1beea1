import { shippedDictionary } from '@ketnoi/language/dictionary-data';
import { shippedGlossary } from '@ketnoi/language/glossary-data';
import { shippedMarks } from '@ketnoi/language/marks-data';
import type { QueryTables } from '@ketnoi/matching/query';

/** The tables texts are read with: what the product ships, each read at first use. */
export const shippedMatchTables: QueryTables = {
  get glossary() {
    return shippedGlossary();
  },
  get dictionary() {
    return shippedDictionary();
  },
  get marks() {
    return shippedMarks();
  },
};
