import type { GlossTables } from '@ketnoi/language/gloss';
import { field, sector } from './class-features.ts';
import { askedElements, elements, elementsOf, type Element } from './element-features.ts';
import { budget, ip, maturity, modes, place, time, trust } from './fact-features.ts';
import type { MatchFacts } from './facts.ts';
import { figures, sideFigures, type SideFigures } from './figure-features.ts';
import { keptWith } from './kept.ts';
import { termsOf, type KeywordTerm } from './keyword-terms.ts';
import { sidesOf, type Measured } from './measured.ts';
import type { FactFeature } from './model.ts';

/** What each feature says; one that is absent plays no part. */
export type FactMeasures = Partial<Readonly<Record<FactFeature, Measured>>>;

/** Reads what facts say in words, once for each. Made once, beside a collection. */
export type FeatureReader = {
  elements: (facts: MatchFacts) => readonly Element[];
  figures: (facts: MatchFacts) => SideFigures;
  notWanted: (facts: MatchFacts) => readonly KeywordTerm[];
};

/** A reader of features. Without tables keywords of one language alone meet. */
export function featureReader(tables: GlossTables | null): FeatureReader {
  return {
    elements: keptWith((facts) => elementsOf(facts, tables)),
    figures: keptWith(sideFigures),
    notWanted: keptWith(({ notWanted }) => termsOf(notWanted, tables)),
  };
}

/** Compares the facts of one asking side with those of many; feedback is not among them. */
export function factMeasures(asking: {
  facts: MatchFacts;
  reader: FeatureReader;
  today: Date;
  similar?: boolean;
}): (found: MatchFacts) => FactMeasures {
  const { facts, reader, today } = asking;
  const asked = askedElements(reader.elements(facts));
  const askedFigures = reader.figures(facts);
  return (found) => {
    const sides = sidesOf(facts, found, today);
    const classes = { field: field(sides), sector: sector(sides) };
    if (asking.similar === true) return classes;
    return {
      ...classes,
      figures: figures(askedFigures, reader.figures(found)),
      elements: elements(asked, reader.elements(found)),
      maturity: maturity(sides),
      budget: budget(sides),
      place: place(sides),
      modes: modes(sides),
      ip: ip(sides),
      time: time(sides),
      trust: trust(sides),
    };
  };
}
