import { hasMarks } from '@ketnoi/language/fold';
import type { GlossTables } from '@ketnoi/language/gloss';
import type { Evidence } from './answer.ts';
import { elementTypeOf, type ElementType } from './element-types.ts';
import type { MatchFacts } from './facts.ts';
import { isSameTerm, termsOf, type KeywordTerm } from './keyword-terms.ts';
import { evidence, plain, silence, unknown, type Measured } from './measured.ts';

/** A keyword with the kind of thing it names; without one where its words do not say. */
export type Element = KeywordTerm & { type: ElementType | null };

/** The elements that facts name; with tables keywords of the two languages meet. */
export function elementsOf({ technologyKeywords, marketKeywords }: MatchFacts, tables: GlossTables | null): Element[] {
  const technologies = termsOf(technologyKeywords, tables).map((term): Element => ({ ...term, type: elementTypeOf(term.text) }));
  return [...technologies, ...termsOf(marketKeywords, tables).map((term): Element => ({ ...term, type: 'application' }))];
}

/** The asking side's elements, ready to be compared with many; in both languages they are named twice, so each language stands for itself. */
export type AskedElements = { groups: readonly (readonly Element[])[]; stems: ReadonlySet<string>; folded: ReadonlySet<string> };

/** Makes the asking side's elements ready; once a question. */
export function askedElements(elements: readonly Element[]): AskedElements {
  const groups = [elements.filter(({ text }) => hasMarks(text)), elements.filter(({ text }) => !hasMarks(text))];
  return {
    groups: groups.filter((group) => group.length > 0),
    stems: new Set(elements.flatMap(({ stems }) => stems)),
    folded: new Set(elements.map(({ folded }) => folded)),
  };
}

/**
 * How much of what the asking side names the other names too, kind by kind: material, method, product, effect, application. The first thing in common says
 * more than the second.
 */
export function elements(asked: AskedElements, found: readonly Element[]): Measured {
  const unknownTo = silence(asked.groups.length > 0, found.length > 0);
  if (unknownTo !== null) return unknown(unknownTo);
  // Most listings share nothing; that is seen without comparing terms.
  const near = found.filter(({ folded, stems }) => asked.folded.has(folded) || stems.some((stem) => asked.stems.has(stem)));
  const partnerOf = (element: Element): Element | null => near.find((other) => isSameTerm(element, other)) ?? null;
  const paired = asked.groups.map((group) => group.map((element) => ({ element, partner: near.length === 0 ? null : partnerOf(element) })));
  const shares = paired.map(sharePerType);
  const share = Math.max(...shares);
  return {
    value: 1 - (1 - share) ** 2,
    evidence: () => (paired[shares.indexOf(share)] ?? []).map(({ element, partner }) => tick(element, partner)),
  };
}

type Paired = { element: Element; partner: Element | null };

/** The mean over the kinds that are asked for of the share of each that is found. */
function sharePerType(pairs: readonly Paired[]): number {
  const byType = new Map<ElementType | null, { all: number; found: number }>();
  for (const { element, partner } of pairs) {
    const one = byType.get(element.type) ?? { all: 0, found: 0 };
    byType.set(element.type, { all: one.all + 1, found: one.found + (partner === null ? 0 : 1) });
  }
  return [...byType.values()].reduce((sum, { all, found }) => sum + found / all, 0) / byType.size;
}

function tick(element: Element, partner: Element | null): Evidence {
  return evidence('word', {
    asked: plain(element.text),
    found: plain(partner?.text ?? null),
    fits: partner !== null,
    code: element.type,
  });
}
