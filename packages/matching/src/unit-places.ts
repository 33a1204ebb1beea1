import { foldWithMap, originalRange } from '@ketnoi/language/fold';
import { oldTone } from '@ketnoi/language/tone';
import { unitsOf, type Reading } from '@ketnoi/language/units';

/** A unit of a text and where it stands in it, `[start, end)` in UTF-16 units. Null for a word that is no unit: it parts its neighbours. */
export type UnitPlace = { unit: string | null; start: number; end: number };

const WORD = /\p{L}+|\p{Nd}+/gu;
const MOST_KEPT = 20_000;
const englishUnits = new Map<string, string | null>();

/** The words of a text in a reading, in their order, as `unitsOf` reads them. */
export function unitPlaces(text: string, reading: Reading): UnitPlace[] {
  if (reading === 'vietnamese')
    return [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
      unit: oldTone(word).toLowerCase(),
      start: index,
      end: index + word.length,
    }));
  const folded = foldWithMap(text);
  return [...folded.folded.matchAll(WORD)].map(({ 0: word, index }) => {
    const [start, end] = originalRange(folded, index, index + word.length);
    return { unit: reading === 'english' ? englishUnit(word) : word, start, end };
  });
}

/** Kept per word, since texts repeat their words; bounded. */
function englishUnit(word: string): string | null {
  const known = englishUnits.get(word);
  if (known !== undefined) return known;
  const unit = unitsOf(word, 'english').words[0] ?? null;
  if (englishUnits.size < MOST_KEPT) englishUnits.set(word, unit);
  return unit;
}
