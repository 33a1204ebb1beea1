import data from '../data/synonyms.json' with { type: 'json' };
import type { PhraseIndex } from './phrases.ts';
import { synonymIndex, type Synonyms } from './synonyms.ts';

let index: PhraseIndex<Synonyms> | null = null;

/** The synonyms and abbreviations shipped with the product, indexed once per process. The browser never imports it. */
export function shippedSynonyms(): PhraseIndex<Synonyms> {
  index ??= synonymIndex(data);
  return index;
}
