import type { MatchFacts } from './facts.ts';

/** What is read of facts, read once and kept as long as they are. */
export function keptWith<Read>(read: (facts: MatchFacts) => Read): (facts: MatchFacts) => Read {
  const kept = new WeakMap<MatchFacts, { read: Read }>();
  return (facts) => {
    const known = kept.get(facts) ?? { read: read(facts) };
    kept.set(facts, known);
    return known.read;
  };
}
