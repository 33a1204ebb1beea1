import { shippedGlossary } from '@ketnoi/language/glossary-data';
import type { PlanTables } from '@ketnoi/language/query-reading';
import { shippedSynonyms } from '@ketnoi/language/synonyms-data';

/** The tables every query is read with: the shipped glossary and synonyms, indexed at first use. */
export const shippedTables: PlanTables = {
  get glossary() {
    return shippedGlossary();
  },
  get synonyms() {
    return shippedSynonyms();
  },
};
