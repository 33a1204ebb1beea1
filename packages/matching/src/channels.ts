import type { Language } from '@ketnoi/domain/language';
import type { Spelling } from './query.ts';

/**
 * What a score is made of. `words`: the query's words in the document, or what they mean there. `spelling`: words written alike, whatever the
 * language. `meaning`: the vectors of both texts. `sentence`: the query and the document's nearest sentence. `sentences`: each sentence of the query and the
 * nearest of the document. `static`: the static vectors of both texts. `length`: long documents hold a little of everything.
 */
export const CHANNELS = ['words', 'spelling', 'meaning', 'sentence', 'sentences', 'static', 'length'] as const;
export type Channel = (typeof CHANNELS)[number];

/** What is asked for: `need-offer` what would solve a need, `question-passage` the passage that answers a question. */
export type MatchTask = 'need-offer' | 'question-passage';

/** Mean and deviation of a channel over pairs that have nothing to do with each other, and what a deviation is worth. */
export type Calibration = { mean: number; deviation: number; weight: number };

export type Calibrations = Readonly<Record<Channel, Calibration>>;

type Direction = `${Language}-${Language}`;
type Weights = Readonly<Record<Channel, number>>;
type Measures = Readonly<Record<Channel, readonly [mean: number, deviation: number]>>;

const COSINES = {
  meaning: [0.3, 0.089],
  sentence: [0.32, 0.083],
  sentences: [0.31, 0.074],
  static: [0.1, 0.12],
  length: [4.76, 0.56],
} as const;
const MEASURES: Readonly<Record<Direction, Measures>> = {
  'en-en': { words: [0.9, 0.9], spelling: [0.9, 0.9], ...COSINES },
  'en-vi': { words: [0.22, 0.51], spelling: [0.22, 0.44], ...COSINES },
  'vi-en': { words: [0.15, 0.39], spelling: [0.08, 0.34], ...COSINES },
  'vi-vi': { words: [0.66, 0.7], spelling: [0.85, 0.67], ...COSINES },
};

/**
 * What a Vietnamese need shares with any Vietnamese text grows with the root of its syllables, since BM25 is divided by the root of what could be reached: means, and
 * the deviation of spelling, for the root of one syllable, measured over needs and the demonstration's offers. Questions keep the figures above.
 */
const SHARED_BY_NEEDS = { words: 0.15, spelling: 0.58, deviation: 0.24, most: 50 };

function measuresOf(direction: Direction, { task, syllables }: Asking): Measures {
  const measures = MEASURES[direction];
  if (task !== 'need-offer' || direction !== 'vi-vi') return measures;
  const root = Math.sqrt(Math.max(1, Math.min(syllables, SHARED_BY_NEEDS.most)));
  return {
    ...measures,
    words: [SHARED_BY_NEEDS.words * root, 0.73],
    spelling: [SHARED_BY_NEEDS.spelling * root, SHARED_BY_NEEDS.deviation * root],
  };
}

const NEED: Readonly<Record<Direction, Weights>> = {
  'en-en': { words: 0.56, spelling: 0, meaning: 0.44, sentence: 0.64, sentences: 0.75, static: 0.12, length: -0.16 },
  'en-vi': { words: 0.3, spelling: 0.05, meaning: 0.65, sentence: 0.3, sentences: 0.38, static: 0.3, length: 0 },
  'vi-en': { words: 0.3, spelling: 0.05, meaning: 0.65, sentence: 0.3, sentences: 0.38, static: 0.3, length: 0 },
  'vi-vi': { words: 0.4, spelling: 0.1, meaning: 0.6, sentence: 0.3, sentences: 0.38, static: 0.3, length: 0 },
};

const QUESTION: Readonly<Record<Direction, Weights>> = {
  'en-en': { words: 0.5, spelling: 0.2, meaning: 0.3, sentence: 0.7, sentences: 0, static: 0, length: 0 },
  'en-vi': { words: 0.4, spelling: 0.1, meaning: 0.25, sentence: 0.6, sentences: 0, static: 0.4, length: 0 },
  'vi-en': { words: 0.5, spelling: 0.17, meaning: 0.35, sentence: 0.45, sentences: 0, static: 0.5, length: 0 },
  'vi-vi': { words: 0.5, spelling: 0.15, meaning: 0.15, sentence: 0.35, sentences: 0, static: 0, length: 0 },
};

/** What the static vectors count in addition where the encoder has read nothing. */
const STAND_IN = 0.5;

/**
 * What is known of the asking text besides its language; `sentences` is their number, `syllables` how many different ones of Vietnamese it has, `isEncoded`
 * whether the encoder has read both sides.
 */
export type Asking = { task: MatchTask; spelling: Spelling; sentences: number; syllables: number; isEncoded: boolean };

/** The calibration of a pair of languages. It knows nothing of the documents: a score says the same whoever else is in the list. */
export function calibrationsOf(from: Language, to: Language, asking: Asking): Calibrations {
  const { task, spelling, sentences, isEncoded } = asking;
  const direction: Direction = `${from}-${to}`;
  const weights = (task === 'need-offer' ? NEED : QUESTION)[direction];
  const measures = measuresOf(direction, asking);
  const one = (channel: Channel): Calibration => ({
    mean: measures[channel][0],
    deviation: measures[channel][1],
    weight: spelling === 'unmarked' && to === 'vi' ? unmarked(weights, channel) : weights[channel],
  });
  const several = one('sentences');
  return {
    words: one('words'),
    spelling: one('spelling'),
    meaning: one('meaning'),
    sentence: one('sentence'),
    // Of one sentence `sentence` says it all; the more there are, the more they count.
    sentences: { ...several, weight: (several.weight * (sentences - 1)) / (sentences + 5) },
    static: isEncoded ? one('static') : { ...one('static'), weight: one('static').weight + STAND_IN },
    length: one('length'),
  };
}

/** Marks that were guessed count half, the letters as typed make up for it. */
function unmarked(weights: Weights, channel: Channel): number {
  if (channel === 'words') return weights.words / 2;
  return channel === 'spelling' ? weights.spelling + weights.words / 2 : weights[channel];
}
