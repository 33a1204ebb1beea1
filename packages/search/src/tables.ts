import { shippedDictionary } from '@ketnoi/language/dictionary-data';
import { shippedGlossary } from '@ketnoi/language/glossary-data';
import { shippedMarks } from '@ketnoi/language/marks-data';
import type { PlanTables } from '@ketnoi/language/query-reading';
import { shippedSynonyms } from '@ketnoi/language/synonyms-data';

/** The tables every query is read with: what the product ships, each read at first use. */
export const shippedTables: Required<Omit<PlanTables, 'frequency'>> = {
  get glossary() {
    return shippedGlossary();
  },
  get synonyms() {
    return shippedSynonyms();
  },
  get dictionary() {
    return shippedDictionary();
  },
  get marks() {
    return shippedMarks();
  },
};
