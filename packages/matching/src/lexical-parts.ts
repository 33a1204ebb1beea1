import { freshLayer, type LexicalIndex } from './lexical-index.ts';
import { unitIds } from './unit-ids.ts';

/** An index of words as typed arrays, to be written down and taken up again. */
export type LexicalParts = { low: Uint32Array; high: Uint32Array; starts: Uint32Array; entries: Uint32Array; lengths: Uint32Array };

/** The parts of an index in which all is sorted and nothing is gone. Throws when it is not tidied. */
export function lexicalPartsOf({ ids, base, fresh, gone, lengths }: LexicalIndex): LexicalParts {
  if (gone.size > 0 || fresh.some(({ units }) => units.size > 0)) throw new Error('an index is written down after it was tidied');
  return { ...ids.hashes(), starts: base.starts, entries: base.entries, lengths: lengths.slice() };
}

/** An index of its parts. Throws a RangeError when they do not belong together. */
export function lexicalIndexOf({ low, high, starts, entries, lengths }: LexicalParts): LexicalIndex {
  const last = starts.at(-1) ?? 0;
  if (low.length !== high.length || starts.length > low.length + 1 || last !== entries.length)
    throw new RangeError('parts of different indexes');
  let [words, size] = [0, 0];
  for (const length of lengths) {
    words += length;
    if (length > 0) size += 1;
  }
  const base = { starts: Uint32Array.from(starts), entries: Uint32Array.from(entries) };
  return { ids: unitIds({ low, high }), base, fresh: [freshLayer()], gone: new Set(), lengths: Uint32Array.from(lengths), words, size };
}
