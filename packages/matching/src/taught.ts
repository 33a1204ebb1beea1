import type { Collection, DocumentVectors } from './collection.ts';
import type { MatchFacts } from './facts.ts';
import type { FeatureReader } from './features.ts';
import { askedElements, elements } from './element-features.ts';
import { field } from './class-features.ts';
import { evidence, plain, sidesOf, type Measured } from './measured.ts';

/** Documents that were said to fit, and those whose topic was said to be another, by their numbers. */
export type Taught = { liked: readonly number[]; wrongTopic: readonly number[] };

/** Cosines of two documents up to `NOTHING` are those of any two; from `ALL` on they speak of the same thing. */
const NOTHING = 0.4;
const ALL = 0.85;

type Asked = { factsOf: (doc: number) => MatchFacts; reader: FeatureReader; today: Date; taught?: Taught };

/**
 * How much nearer a document is to what was liked than to what was off the topic, after Rocchio (1971) but as a line of its own, so that it can be shown and
 * taken back. By vectors where there are any, else by class and keywords. Null when nothing was said.
 */
export function nearTaught(collection: Collection, asked: Asked): ((doc: number) => Measured) | null {
  const { taught } = asked;
  if (taught === undefined || taught.liked.length + taught.wrongTopic.length === 0) return null;
  const { vectors, documents } = collection;
  const near = (doc: number): ((other: number) => number) =>
    vectors === null || (vectors.table.stored.scales[doc] ?? 0) === 0 ? byFacts(asked)(doc) : byVectors(vectors, documents.length)(doc);
  const liked = taught.liked.map(near);
  const wrong = taught.wrongTopic.map(near);
  const nearest = (those: readonly ((doc: number) => number)[], doc: number): number =>
    those.reduce((most, one) => Math.max(most, one(doc)), 0);
  return (doc) => {
    const value = nearest(liked, doc) - nearest(wrong, doc);
    return {
      value,
      evidence: () => (value === 0 ? [] : [evidence('word', { found: plain(value > 0 ? 'liked' : 'wrong_topic'), fits: value > 0 })]),
    };
  };
}

/** Of a few documents that are asked about, not of all there are: many may have been taught. */
function byVectors({ table }: DocumentVectors, documents: number): (taught: number) => (doc: number) => number {
  const cosine = new Float32Array(1);
  return (taught) => {
    const vector = table.vectorOf(taught);
    return (doc) => {
      if (doc >= Math.min(documents, table.stored.scales.length)) return 0;
      table.cosines(vector, doc, cosine);
      return Math.min(1, Math.max(0, ((cosine[0] ?? 0) - NOTHING) / (ALL - NOTHING)));
    };
  };
}

function byFacts({ factsOf, reader, today }: Asked): (taught: number) => (doc: number) => number {
  return (taught) => {
    const facts = factsOf(taught);
    const asked = askedElements(reader.elements(facts));
    return (doc) => {
      if (doc === taught) return 1;
      const found = factsOf(doc);
      return ((field(sidesOf(facts, found, today)).value ?? 0) + (elements(asked, reader.elements(found)).value ?? 0)) / 2;
    };
  };
}
