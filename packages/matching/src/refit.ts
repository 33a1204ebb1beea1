import { FEATURES, type Feature, type FeedbackReason, type MatchVerdict } from '@ketnoi/domain/match';
import type { Channel } from './channels.ts';
import { featureOf, type FactFeature, type MatchModel } from './model.ts';

/**
 * A pair as its asking side was shown it: where, by which model, and what each feature then added in tenths of a point. What is not there was unknown. `verdict` is null where
 * nobody said anything of it.
 */
export type ShownPair = {
  position: number;
  model: MatchModel;
  contributions: Readonly<Partial<Record<Feature, number>>>;
  verdict: MatchVerdict | null;
  reason: FeedbackReason | null;
};

/** What one asking side was shown. */
export type ShownList = { id: string; pairs: readonly ShownPair[] };

/** So much must have been said before anything is learned (matching.md, step 4): fewer needs would fit the weights to the taste of a few. */
export const LEAST_JUDGED = { lists: 150, judgements: 300 } as const;

export type RefitOptions = {
  name: string;
  /** How hard the present weights are held on to. */
  strength?: number;
};

export type Refit = {
  model: MatchModel;
  /** What each feature's weight was multiplied by; 1 is as before. */
  multipliers: Readonly<Record<Feature, number>>;
  lists: number;
  judgements: number;
  preferences: number;
  /** Mean loss over the preferences, before and after; without the hold on the present weights. */
  loss: { before: number; after: number };
};

/** `feedback` is made of what was said: learning from it would teach a ranker to repeat the asker. */
const LEARNED: readonly Feature[] = FEATURES.filter((feature) => feature !== 'feedback');

/** Weights keep their sign: what fits better never counts against a match. And one refit halves or doubles a weight at most. */
const [LEAST, MOST] = [0.5, 2];
const STEPS = 400;
const RATE = 0.5;
const STRENGTH = 0.05;
/** So many tenths of a point make one unit of the logistic. */
const UNIT = 50;
/** Nobody counts for more than so many by having been looked for far down a list. */
const MOST_WEIGHT = 4;

/** One preference: features of the better less those of the worse, in the present model's tenths, and how much it counts. */
type Preference = { difference: Float64Array; weight: number };

/**
 * Learns weights from what was said of shown pairs: pairwise logistic regression over preferences within a list, weighted by how likely a place is looked at, held to the
 * present weights by a square, every weight of the sign it has. The same judgements give the same weights.
 */
export function refit(lists: readonly ShownList[], present: MatchModel, { name, strength = STRENGTH }: RefitOptions): Refit {
  const preferences = lists.flatMap((list) => preferencesOf(list, present));
  const weights = Float64Array.from(LEARNED, () => 1);
  const before = meanLoss(preferences, weights);
  for (let step = 0; step < STEPS; step += 1) descend(preferences, weights, strength, RATE / Math.sqrt(1 + step / 20));
  const multipliers = Object.fromEntries(FEATURES.map((feature) => [feature, weights[LEARNED.indexOf(feature)] ?? 1])) as Record<
    Feature,
    number
  >;
  const judged = lists.filter(({ pairs }) => pairs.some(({ verdict }) => verdict !== null));
  return {
    model: { ...scaled(present, multipliers), name },
    multipliers,
    lists: judged.length,
    judgements: judged.reduce((sum, { pairs }) => sum + pairs.filter(({ verdict }) => verdict !== null).length, 0),
    preferences: preferences.length,
    loss: { before, after: meanLoss(preferences, weights) },
  };
}

/** The model with each weight multiplied; channels of a text together, as people read them. */
function scaled(model: MatchModel, multipliers: Readonly<Record<Feature, number>>): MatchModel {
  const round = (weight: number): number => Math.round(weight * 1e4) / 1e4;
  const channels = Object.entries(model.channels).map(([channel, weight]) => [
    channel,
    round(weight * multipliers[featureOf(channel as Channel)]),
  ]);
  const features = Object.entries(model.features).map(([feature, weight]) => [
    feature,
    round(weight * multipliers[feature as FactFeature]),
  ]);
  return {
    ...model,
    channels: Object.fromEntries(channels) as MatchModel['channels'],
    features: Object.fromEntries(features) as MatchModel['features'],
  };
}

/** The weight of a feature in a model; of the text that of the channel that stands for its group. */
function weightIn({ factor, channels, features }: MatchModel, feature: Feature): number {
  if (feature === 'meaning' || feature === 'words') return factor * channels[feature];
  return features[feature];
}

/** What a pair's features would add under the present model; unknown ones add nothing, whatever the weight. */
function rescaled({ contributions, model }: ShownPair, present: MatchModel): Float64Array {
  return Float64Array.from(LEARNED, (feature) => {
    const [then, now] = [weightIn(model, feature), weightIn(present, feature)];
    return then > 0 ? ((contributions[feature] ?? 0) * now) / then : 0;
  });
}

/** How likely somebody looks as far down as this (Craswell et al. 2008 measured about the reciprocal; lists of reasons are read further). */
function propensity(position: number): number {
  return 1 / Math.sqrt(position);
}

/** What was said, as a level: liked, nothing said, passed over. A pair that was known already says nothing of how well it fits. */
function levelOf({ verdict, reason }: ShownPair): number | null {
  if (verdict === 'relevant') return 2;
  if (verdict === null) return 1;
  return reason === 'already_known' || reason === 'other' ? null : 0;
}

/** Each list counts as one, however much was said of it. */
function preferencesOf({ pairs }: ShownList, present: MatchModel): Preference[] {
  const rows = pairs.flatMap((pair) => {
    const level = levelOf(pair);
    return level === null ? [] : [{ pair, level, values: rescaled(pair, present) }];
  });
  const found: Preference[] = [];
  for (const better of rows) {
    for (const worse of rows) {
      if (better.level <= worse.level) continue;
      found.push({
        difference: better.values.map((value, at) => value - (worse.values[at] ?? 0)),
        weight: counts(better.pair, worse.pair),
      });
    }
  }
  const sum = found.reduce((total, { weight }) => total + weight, 0);
  return found.map((one) => ({ ...one, weight: one.weight / sum }));
}

/** What was judged was looked at, the likelier so the higher it stood; of what nobody spoke we only know that it may have been. */
function counts(...pair: readonly [ShownPair, ShownPair]): number {
  return pair.reduce((weight, { verdict, position }) => {
    if (verdict === null) return weight * propensity(position);
    return weight * Math.min(MOST_WEIGHT, 1 / propensity(position));
  }, 1);
}

function margin({ difference }: Preference, weights: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < weights.length; at += 1) sum += (difference[at] ?? 0) * (weights[at] ?? 0);
  return sum / UNIT;
}

const softplus = (value: number): number => (value > 30 ? value : Math.log1p(Math.exp(value)));

function meanLoss(preferences: readonly Preference[], weights: Float64Array): number {
  const total = preferences.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return 0;
  return preferences.reduce((sum, one) => sum + one.weight * softplus(-margin(one, weights)), 0) / total;
}

/** One step of projected gradient descent. */
function descend(preferences: readonly Preference[], weights: Float64Array, ...[strength, rate]: readonly [number, number]): void {
  const total = preferences.reduce((sum, { weight }) => sum + weight, 0);
  const gradient = weights.map((weight) => 2 * strength * (weight - 1));
  for (const one of preferences) {
    const pull = (-one.weight / (total * UNIT)) * (1 / (1 + Math.exp(margin(one, weights))));
    for (let at = 0; at < weights.length; at += 1) gradient[at] = (gradient[at] ?? 0) + pull * (one.difference[at] ?? 0);
  }
  for (let at = 0; at < weights.length; at += 1)
    weights[at] = Math.min(MOST, Math.max(LEAST, (weights[at] ?? 1) - rate * (gradient[at] ?? 0)));
}

/** A new model is taken into use only when no frozen set falls by more than this in nDCG@10. */
export const ALLOWED_FALL = 0.005;

export type FrozenFigures = { set: string; needs: number; before: number; after: number };

/** The frozen sets on which a model falls by more than it may; empty is acceptance. */
export function fallen(figures: readonly FrozenFigures[]): FrozenFigures[] {
  return figures.filter(({ before, after }) => after < before - ALLOWED_FALL);
}
