import type { Band, Feature, Removal, UnknownTo } from '@ketnoi/domain/match';
import type { Evidence, Reason } from './answer.ts';
import type { Collection } from './collection.ts';
import { removalOf } from './filters.ts';
import { factMeasures, type FactMeasures, type FeatureReader } from './features.ts';
import type { MatchFacts } from './facts.ts';
import { bandOf, FACT_FEATURES, featureOf, type FactFeature, type MatchModel } from './model.ts';
import type { MatchQuery } from './query.ts';
import { rank, type Contribution } from './rank.ts';
import { spread, type Spreading } from './spread.ts';
import { nearTaught, type Taught } from './taught.ts';

/** What is asked besides the text: the facts of the asking side, how to read those of a document, and by which model. */
export type Asking = {
  facts: MatchFacts;
  factsOf: (doc: number) => MatchFacts;
  reader: FeatureReader;
  model: MatchModel;
  today: Date;
  /** What was said of earlier answers, by the numbers of their documents. */
  taught?: Taught;
  /** Ranked by text and class alone: listings of the asking side itself. */
  similar?: boolean;
};

export type MatchOptions = Asking & {
  limit: number;
  /** Never looked at and never counted: the asking listing, and what may not be known of. */
  denied?: ReadonlySet<string>;
  /** Declared exclusions and what was said not to fit: counted among what was removed. */
  excluded?: ReadonlySet<string>;
  /** False shows what hard filters would remove; exclusions stay. */
  filtered?: boolean;
  /** How the first places are shared out; null leaves the order of the scores. */
  spreading?: Spreading | null;
};

/**
 * A ranked document. `points` of the reasons are tenths and add up to `score` exactly. `inputs` is what the model's weights were applied to, for learning new
 * ones: null is unknown.
 */
export type Scored = {
  doc: number;
  id: string;
  score: number;
  band: Band;
  reasons: readonly Reason[];
  contributions: readonly Contribution[];
  inputs: Readonly<Record<FactFeature, number | null>>;
};

/** What a hard filter took out, by the ids of the documents. */
export type RemovedBy = { reason: Removal; ids: readonly string[] };

export type Matches = {
  /** Best first. */
  matches: readonly Scored[];
  removed: readonly RemovedBy[];
  /** Documents looked at, the removed ones among them. */
  considered: number;
};

/** One line of a score before its evidence is made. */
type Line = { feature: Feature; points: number; unknownTo: UnknownTo | null; known: boolean; evidence: () => readonly Evidence[] };
type Draft = Omit<Scored, 'reasons' | 'band'> & { lines: readonly Line[] };

/**
 * The documents that suit a text and its facts best: hard filters first, then one sum of the text's channels and the facts' features, ordered by the shown
 * score and then by id.
 */
export function matchAll(collection: Collection, query: MatchQuery, options: MatchOptions): Matches {
  const { model, limit, spreading = null } = options;
  const ranked = rank(collection, query, { limit: Infinity, task: 'need-offer' });
  const idOf = (doc: number): string => collection.documents[doc]?.id ?? '';
  const looked = ranked.filter(({ doc }) => options.denied?.has(idOf(doc)) !== true);
  const removed = new Map<Removal, string[]>();
  const score = scorer(collection, options);
  const kept = looked.filter(({ doc }) => {
    const reason = reasonToRemove(idOf(doc), options.factsOf(doc), options);
    if (reason !== null) removed.set(reason, [...(removed.get(reason) ?? []), idOf(doc)]);
    return reason === null;
  });
  const drafts = kept.map(({ doc, contributions }) => score(doc, idOf(doc), contributions)).sort(byScore);
  const placed = spreading === null ? drafts : spread(drafts, spreading, ({ doc }) => options.factsOf(doc));
  return {
    matches: placed.slice(0, limit).map((draft) => finished(draft, model)),
    removed: [...removed]
      .map(([reason, ids]) => ({ reason, ids: ids.toSorted() }))
      .toSorted((one, other) => (one.reason < other.reason ? -1 : 1)),
    considered: looked.length,
  };
}

/** The same score for documents that are already known, in the order given; no filter and no sharing out. */
export function matchOnly(collection: Collection, query: MatchQuery, { docs, ...asking }: Asking & { docs: readonly number[] }): Scored[] {
  const score = scorer(collection, asking);
  const ranked = rank(collection, query, { limit: Infinity, task: 'need-offer', only: docs });
  const byDoc = new Map(ranked.map((one) => [one.doc, one.contributions]));
  return docs.map((doc) => finished(score(doc, collection.documents[doc]?.id ?? '', byDoc.get(doc) ?? []), asking.model));
}

/** By score, equal ones by id. */
export function byScore(one: { score: number; id: string }, other: { score: number; id: string }): number {
  return other.score - one.score || (one.id < other.id ? -1 : 1);
}

function reasonToRemove(id: string, found: MatchFacts, options: MatchOptions): Removal | null {
  if (options.excluded?.has(id) === true) return 'excluded';
  if (options.filtered === false) return null;
  const { facts, reader, today, similar = false } = options;
  return removalOf(facts, found, { reader, today, similar });
}

const TENTHS = 10;
/** What says nothing of the matter itself may be a tenth of a score at most. */
const OTHERS_TO_TRUST = 9;

type Scorer = (doc: number, id: string, contributions: readonly Contribution[]) => Draft;

function scorer(collection: Collection, asking: Asking): Scorer {
  const measures = factMeasures(asking);
  const taught = nearTaught(collection, asking);
  return (doc, id, contributions) => {
    const facts: FactMeasures = { ...measures(asking.factsOf(doc)), ...(taught === null ? {} : { feedback: taught(doc) }) };
    const lines = withBoundTrust([...textLines(contributions, asking.model), ...factLines(facts, asking.model)]);
    const inputs = Object.fromEntries(FACT_FEATURES.map((feature) => [feature, facts[feature]?.value ?? null])) as Draft['inputs'];
    return { doc, id, score: lines.reduce((sum, { points }) => sum + points, 0), lines, contributions, inputs };
  };
}

function textLines(contributions: readonly Contribution[], { factor, channels }: MatchModel): Line[] {
  const sums = { meaning: 0, words: 0 };
  for (const { channel, contribution } of contributions) sums[featureOf(channel)] += contribution * channels[channel];
  const isCompared = contributions.some(({ channel }) => featureOf(channel) === 'meaning');
  return (['meaning', 'words'] as const).map((feature) => ({
    feature,
    points: tenths(sums[feature] * factor),
    known: feature === 'words' || isCompared,
    unknownTo: null,
    evidence: () => [],
  }));
}

function factLines(facts: FactMeasures, { features }: MatchModel): Line[] {
  return FACT_FEATURES.flatMap((feature): Line[] => {
    const measured = facts[feature];
    if (measured === undefined) return [];
    const { value, evidence } = measured;
    if (measured.value === null) return [{ feature, points: 0, known: false, unknownTo: measured.unknownTo, evidence }];
    return [{ feature, points: tenths((value ?? 0) * features[feature]), known: true, unknownTo: null, evidence }];
  });
}

/** Trust weighs no more than a tenth of the score it is in. */
function withBoundTrust(lines: readonly Line[]): Line[] {
  const others = lines.reduce((sum, { feature, points }) => (feature === 'trust' ? sum : sum + points), 0);
  const most = Math.max(0, Math.floor(others / OTHERS_TO_TRUST));
  return lines.map((line) => (line.feature === 'trust' ? { ...line, points: Math.min(line.points, most) } : line));
}

const tenths = (points: number): number => Math.round(points * TENTHS) || 0;

/** What was said and who somebody is tell nothing of how well things fit. */
const NO_FIT: ReadonlySet<FactFeature> = new Set(['trust', 'feedback']);

function finished({ lines, ...draft }: Draft, model: MatchModel): Scored {
  const isCompared = lines.some(({ feature, known }) => feature === 'meaning' && known);
  const known = FACT_FEATURES.filter((feature) => draft.inputs[feature] !== null && !NO_FIT.has(feature));
  const most = known.reduce((sum, feature) => sum + model.features[feature], 0);
  const reasons = lines.map(({ evidence, ...line }) => ({ ...line, evidence: evidence() }));
  return { ...draft, band: bandOf(draft.score, isCompared ? model.bands : model.bandsOfWords, most), reasons };
}
