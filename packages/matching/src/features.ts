import type { GlossTables } from '@ketnoi/language/gloss';
import { field, sector } from './class-features.ts';
import { askedElements, elementReader, elements, type ElementReader } from './element-features.ts';
import { budget, ip, maturity, modes, place, time, trust } from './fact-features.ts';
import type { MatchFacts } from './facts.ts';
import { figureReader, figures, type FigureReader } from './figure-features.ts';
import { sidesOf, type Measured } from './measured.ts';
import type { FactFeature } from './model.ts';

/** What each feature says; one that is absent plays no part. */
export type FactMeasures = Partial<Readonly<Record<FactFeature, Measured>>>;

/** Reads what facts say in words; keeps it as long as the facts live. Made once, beside a collection. */
export type FeatureReader = { elements: ElementReader; figures: FigureReader };

/** A reader of features. Without tables keywords of one language alone meet. */
export function featureReader(tables: GlossTables | null): FeatureReader {
  return { elements: elementReader(tables), figures: figureReader() };
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
