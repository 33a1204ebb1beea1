import { FEATURES, type Band, type Feature } from '@ketnoi/domain/match';
import { CHANNELS, type Channel } from './channels.ts';

/** Features that are measured of facts; the others, `meaning` and `words`, are channels of the text. */
export type FactFeature = Exclude<Feature, 'meaning' | 'words'>;
export const FACT_FEATURES = FEATURES.filter((feature): feature is FactFeature => feature !== 'meaning' && feature !== 'words');

/** From how many points of the text a match is called strong or possible; of facts that are known half of what they could add must be there besides. */
export type Bands = { strong: number; possible: number };

/**
 * How a score is made. `factor`: points for one of the text's score; `channels`: what each channel of the text counts of that; `features`: points for the
 * best value of a feature. `bands` where texts are compared by meaning too, `bandsOfWords` where by words alone.
 */
export type MatchModel = {
  name: string;
  factor: number;
  channels: Readonly<Record<Channel, number>>;
  features: Readonly<Record<FactFeature, number>>;
  bands: Bands;
  bandsOfWords: Bands;
};

/** The feature that people read a channel as. */
export function featureOf(channel: Channel): 'meaning' | 'words' {
  return channel === 'words' || channel === 'spelling' || channel === 'length' ? 'words' : 'meaning';
}

const everyChannel = (weight: number): Record<Channel, number> =>
  Object.fromEntries(CHANNELS.map((channel) => [channel, weight])) as Record<Channel, number>;

/** The model that is shipped; its figures stand in infra/bench/matching.md. */
export const SHIPPED_MODEL: MatchModel = {
  name: 'ketnoi-1',
  factor: 8,
  channels: everyChannel(1),
  features: {
    figures: 4,
    elements: 5,
    field: 9,
    sector: 3,
    maturity: 7,
    budget: 5,
    place: 3,
    modes: 1.5,
    ip: 1.5,
    time: 1,
    trust: 2,
    feedback: 20,
  },
  bands: { strong: 36, possible: 15 },
  bandsOfWords: { strong: 28, possible: 12 },
};

/** A match whose facts are known is not strong by them alone, nor is one of which little is known weak for that. */
const OF_KNOWN = 0.5;

/** The band of a score in tenths; `known` is how many points the known facts could add at best. */
export function bandOf(score: number, { strong, possible }: Bands, known: number): Band {
  const ofText = score / 10 - known * OF_KNOWN;
  if (ofText >= strong) return 'strong';
  return ofText >= possible ? 'possible' : 'weak';
}

/** Whatever a model learns, no weight goes below nothing: what fits better never counts against a match. */
const LEAST_WEIGHT = 0;
const MOST_WEIGHT = 100;
const LONGEST_NAME = 60;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isWeight = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= LEAST_WEIGHT && value <= MOST_WEIGHT;

/**
 * Reads a model that was written down earlier. A channel or feature it does not know yet counts as in the shipped one.
 * Throws a TypeError that names what is wrong.
 */
export function readModel(written: unknown): MatchModel {
  if (!isRecord(written)) throw new TypeError('a model is an object');
  const { name } = written;
  if (typeof name !== 'string' || name === '' || name.length > LONGEST_NAME) throw new TypeError('name: 1 to 60 characters');
  return {
    name,
    factor: weight('factor', written['factor'], SHIPPED_MODEL.factor),
    channels: weights('channels', written['channels'], SHIPPED_MODEL.channels),
    features: weights('features', written['features'], SHIPPED_MODEL.features),
    bands: bands('bands', written['bands'], SHIPPED_MODEL.bands),
    bandsOfWords: bands('bandsOfWords', written['bandsOfWords'], SHIPPED_MODEL.bandsOfWords),
  };
}

function weight(path: string, value: unknown, shipped: number): number {
  if (value === undefined) return shipped;
  if (!isWeight(value)) throw new TypeError(`${path}: a number from ${LEAST_WEIGHT} to ${MOST_WEIGHT}`);
  return value;
}

function weights<Name extends string>(path: string, value: unknown, shipped: Readonly<Record<Name, number>>): Record<Name, number> {
  const given = value ?? {};
  if (!isRecord(given)) throw new TypeError(`${path}: an object`);
  const stranger = Object.keys(given).find((name) => !Object.hasOwn(shipped, name));
  if (stranger !== undefined) throw new TypeError(`${path}.${stranger}: unknown`);
  const read = (Object.keys(shipped) as Name[]).map((name) => [name, weight(`${path}.${name}`, given[name], shipped[name])] as const);
  return Object.fromEntries(read) as Record<Name, number>;
}

function bands(path: string, value: unknown, shipped: Bands): Bands {
  const read = weights(path, value, shipped);
  if (read.possible > read.strong) throw new TypeError(`${path}: possible is not above strong`);
  return read;
}
