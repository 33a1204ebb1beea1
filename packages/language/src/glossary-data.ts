import data from '../data/glossary.json' with { type: 'json' };
import { glossaryIndex, type Glossary, type GlossaryPair } from './glossary.ts';

let index: Glossary | null = null;

/**
 * The glossary shipped with the product, indexed once per process: technical terms of twelve areas and the words of the market.
 * For servers and workers; the browser never imports it.
 */
export function shippedGlossary(): Glossary {
  index ??= glossaryIndex(data.pairs.map(([domain = '', en = '', vi = '']): GlossaryPair => [domain, en, vi]));
  return index;
}
