import { collectionOf, encodingOf, withStaticVectors, withVectors, type Collection, type MatchDocument } from '@ketnoi/matching/collection';
import { unknownFacts } from '@ketnoi/matching/facts';
import { featureReader } from '@ketnoi/matching/features';
import { byScore, matchOnly } from '@ketnoi/matching/match';
import type { MatchModel } from '@ketnoi/matching/model';
import { matchQuery } from '@ketnoi/matching/query';
import { ndcg } from '@ketnoi/matching/ranking-quality';
import type { FrozenFigures } from '@ketnoi/matching/refit';
import { keptVectors } from '../evaluation/kept-vectors.ts';
import type { Means } from '../evaluation/means.ts';
import type { FrozenSet } from './frozen-sets.ts';

/** Only what was graded is ranked: a candidate that nobody looked at tells nothing of two rankers. */
const gradedIn = ({ candidates, needs }: FrozenSet): MatchDocument[] => {
  const ids = new Set(needs.flatMap(({ grades }) => Object.keys(grades)));
  return [...ids].flatMap((id) => candidates.get(id)?.document ?? []);
};

async function collectionFor(set: FrozenSet, { tables, provider, statics }: Means): Promise<Collection> {
  const bare = collectionOf(gradedIn(set), tables);
  const collection = statics === null ? bare : await withStaticVectors(bare, statics);
  if (provider === null) return collection;
  const encoding = encodingOf(collection, tables);
  const table = await keptVectors(encoding.texts, provider, () => undefined);
  return withVectors(collection, encoding, { model: provider.model, table });
}

type Models = { before: MatchModel; after: MatchModel };

/** Mean nDCG@10 of two models on a set, by the product's own ranking. Frozen days too: a set says the same today and in a year. */
export async function frozenQuality(set: FrozenSet, { before, after }: Models, means: Means): Promise<FrozenFigures> {
  const collection = await collectionFor(set, means);
  const docs = new Map(collection.documents.map(({ id }, doc) => [id, doc]));
  const nothing = unknownFacts('offer');
  const reader = featureReader(means.tables);
  const sums = { before: 0, after: 0 };
  for (const { text, facts, grades } of set.needs) {
    const query = await matchQuery(text, means);
    const asked = {
      facts,
      factsOf: (doc: number) => set.candidates.get(collection.documents[doc]?.id ?? '')?.facts ?? nothing,
      reader,
      today: new Date('2026-11-23T00:00:00Z'),
      docs: Object.keys(grades).flatMap((id) => docs.get(id) ?? []),
    };
    for (const which of ['before', 'after'] as const) {
      const model = { before, after }[which];
      const ranked = matchOnly(collection, query, { ...asked, model }).toSorted(byScore);
      sums[which] += ndcg(
        grades,
        ranked.map(({ id }) => id),
      );
    }
  }
  const needs = set.needs.length;
  return { set: set.name, needs, before: sums.before / Math.max(1, needs), after: sums.after / Math.max(1, needs) };
}
