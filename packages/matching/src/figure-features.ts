import { figuresIn, quantityOf, type Quantity } from '@ketnoi/language/figures';
import { compareFigures, type Fit } from '@ketnoi/language/figures-compared';
import { unitsOf } from '@ketnoi/language/units';
import type { Evidence } from './answer.ts';
import type { MatchFacts, Target, TextFigure } from './facts.ts';
import { evidence, plain, silence, unknown, type Measured } from './measured.ts';

/** A quantity as it is compared: what it is of, as far as that is told, and how it is written. */
type NamedFigure = { quantity: Quantity; of: ReadonlySet<string>; written: string };

/** The quantities and codes of one side. */
export type SideFigures = { figures: readonly NamedFigure[]; codes: readonly string[] };

const NAMELESS: ReadonlySet<string> = new Set();

/** The quantities and codes of facts: targets and claims by name first, then what the text says. */
export function sideFigures({ targets, claims, figures, codes }: MatchFacts): SideFigures {
  const ofTargets = targets.flatMap((target): NamedFigure[] => {
    const quantity = quantityOf(target);
    return quantity === null ? [] : [{ quantity, of: wordsOf(target.quantity), written: targetText(target) }];
  });
  const ofClaims = claims.flatMap(({ quantity: name, text, language }) =>
    figuresIn(text, language).map((quantity): NamedFigure => ({ quantity, of: wordsOf(name), written: `${name}: ${text}` })),
  );
  // What a target or a claim says again in the text is one figure.
  const isNamed = (one: TextFigure): boolean => [...ofTargets, ...ofClaims].some(({ quantity }) => isSameQuantity(quantity, one));
  const ofText = figures
    .filter((one) => !isNamed(one))
    .map((quantity): NamedFigure => ({ quantity, of: NAMELESS, written: quantity.written }));
  return { figures: [...ofTargets, ...ofClaims, ...ofText], codes };
}

function isSameQuantity(one: Quantity, other: Quantity): boolean {
  return one.dimension === other.dimension && one.amount === other.amount && one.amountTo === other.amountTo;
}

const SIGNS = { at_least: '≥ ', at_most: '≤ ', equal: '', between: '' } as const;

function targetText({ quantity, comparator, value, valueTo, unit }: Target): string {
  return `${quantity}: ${SIGNS[comparator]}${value}${valueTo === null ? '' : `–${valueTo}`} ${unit}`;
}

function wordsOf(name: string): ReadonlySet<string> {
  return new Set(unitsOf(name, 'folded').words.filter((word) => word.length > 1 && !/\d/.test(word)));
}

/** What a value of these is of must be told: any two texts speak of some share, time or mass. A rate or a concentration names itself. */
const NEEDS_NAME: ReadonlySet<string> = new Set(
  [
    'share',
    'time',
    'length',
    'area',
    'volume',
    'mass',
    'temperature',
    'pressure',
    'power',
    'energy',
    'voltage',
    'current',
    'frequency',
    'speed',
  ].concat('rotation', 'force'),
);

function isOfTheSame(one: NamedFigure, other: NamedFigure): boolean {
  if (one.quantity.dimension !== other.quantity.dimension) return false;
  const shared = [...one.of].filter((word) => other.of.has(word)).length;
  const least = Math.min(one.of.size, other.of.size);
  if (least > 0 && shared * 2 >= least) return true;
  return !NEEDS_NAME.has(one.quantity.dimension);
}

type Answered = { asked: NamedFigure; found: NamedFigure; fit: Fit };

const ORDER: Readonly<Record<Fit, number>> = { fits: 2, near: 1, fails: 0 };
const WORTH: Readonly<Record<Fit, number>> = { fits: 0.5, near: 0.25, fails: 0 };

/**
 * Quantities and codes that one side asks for against those of the other: each that is met takes half of what is still missing to the best. What is not met
 * is shown and takes nothing away, since nobody can be sure that both speak of the same.
 */
export function figures(asked: SideFigures, found: SideFigures): Measured {
  const codes = asked.codes.filter((code) => found.codes.includes(code));
  const answers = asked.figures.flatMap((one) => bestAnswer(one, found.figures) ?? []);
  const says = (side: SideFigures): boolean => side.figures.length + side.codes.length > 0;
  if (answers.length + codes.length === 0) return unknown(silence(says(asked), says(found)) ?? 'found', () => unanswered(asked, []));
  const missed = [...answers.map(({ fit }) => WORTH[fit]), ...codes.map(() => WORTH.fits)].reduce((rest, worth) => rest * (1 - worth), 1);
  const shown = (): Evidence[] => [
    ...codes.map((code) => evidence('figure', { asked: plain(code), found: plain(code), fits: true })),
    ...answers.map(({ asked: one, found: other, fit }) =>
      evidence('figure', { asked: plain(one.written), found: plain(other.written), fits: fit === 'near' ? null : fit === 'fits' }),
    ),
    ...unanswered(asked, answers),
  ];
  return { value: 1 - missed, evidence: shown };
}

function bestAnswer(asked: NamedFigure, found: readonly NamedFigure[]): Answered | null {
  let best: Answered | null = null;
  for (const one of found) {
    const fit = isOfTheSame(asked, one) ? compareFigures(asked.quantity, one.quantity) : null;
    // Nobody can be sure that two quantities without a name are of the same thing; they only speak for each other.
    if (fit === 'fails' && (asked.of.size === 0 || one.of.size === 0)) continue;
    if (fit !== null && (best === null || ORDER[fit] > ORDER[best.fit])) best = { asked, found: one, fit };
  }
  return best;
}

const MOST_UNANSWERED = 3;

/** Named quantities that are asked for and that the other side does not speak of. */
function unanswered(asked: SideFigures, answers: readonly Answered[]): Evidence[] {
  const answered = new Set(answers.map((one) => one.asked));
  const silent = asked.figures.filter((one) => one.of.size > 0 && !answered.has(one)).slice(0, MOST_UNANSWERED);
  return silent.map(({ written }) => evidence('missing', { asked: plain(written) }));
}
