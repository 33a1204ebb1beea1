import { stemmer } from 'stemmer';
import { fold } from './fold.ts';
import { oldTone } from './tone.ts';

/**
 * How a text is cut for comparison by words. `english`: Porter stems without stop words. `vietnamese`: syllables with their marks.
 * `folded`: words of either language without marks, for what was typed without them and for names written alike in both.
 */
export type Reading = 'english' | 'vietnamese' | 'folded';

/** The words of a text in its reading and, behind them, its neighbouring pairs, written `one_other`. Both with repetitions. */
export type Units = { words: string[]; pairs: string[] };

const WORD = /\p{L}+|\p{Nd}+/gu;
const KEPT_STEMS = 100_000;

const ENGLISH_STOPS: ReadonlySet<string> = new Set(
  `a about above after again all also am an and any are as at be because been before being below between both but by can could did do does doing
  down during each few for from further had has have having he her here hers him his how i if in into is it its itself just may me might more most
  must my no nor not now of off on once only or other our out over own same shall she should so some such than that the their them then there
  these they this those through to too under until up upon us use used using very was we were what when where which while who whom why will with
  within without would you your e g etc via per`.split(/\s+/),
);

/** Cuts a text into the units of a reading. A stop word or a single letter of English stands between its neighbours: they are no pair. */
export function unitsOf(text: string, reading: Reading): Units {
  const units: Units = { words: [], pairs: [] };
  let before: string | null = null;
  for (const word of wordsIn(text, reading)) {
    const unit = reading === 'english' ? englishUnit(word) : word;
    if (unit !== null) units.words.push(unit);
    if (unit !== null && before !== null) units.pairs.push(`${before}_${unit}`);
    before = unit;
  }
  return units;
}

function wordsIn(text: string, reading: Reading): readonly string[] {
  // Vietnamese keeps its marks, in the older habit; the others are compared without any.
  const comparable = reading === 'vietnamese' ? oldTone(text).toLowerCase() : fold(text);
  return comparable.match(WORD) ?? [];
}

function englishUnit(word: string): string | null {
  if (ENGLISH_STOPS.has(word) || (word.length < 2 && !/\d/.test(word))) return null;
  return stem(word);
}

const stems = new Map<string, string>();

/** Kept per word, since a text repeats its words; bounded. */
function stem(word: string): string {
  let found = stems.get(word);
  if (found === undefined) {
    found = stemmer(word);
    if (stems.size < KEPT_STEMS) stems.set(word, found);
  }
  return found;
}
