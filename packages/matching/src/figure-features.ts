import { figuresIn, quantityOf, type Quantity } from '@ketnoi/language/figures';
import { compareFigures, type Fit } from '@ketnoi/language/figures-compared';
import { hasMarks } from '@ketnoi/language/fold';
import { isVietnameseStopWord } from '@ketnoi/language/stop-words';
import { unitsOf } from '@ketnoi/language/units';
import type { Language } from '@ketnoi/domain/language';
import type { Evidence } from './answer.ts';
import type { MatchFacts, Target } from './facts.ts';
import { evidence, plain, silence, unknown, type Measured } from './measured.ts';

/**
 * A quantity as it is compared, and how it is written. `of` are the words that tell what it is of, a set a language: its name where it has one, else what
 * stands around it.
 */
type NamedFigure = { quantity: Quantity; of: () => readonly ReadonlySet<string>[]; isNamed: boolean; written: string };

/** The quantities and codes of one side. */
export type SideFigures = { figures: readonly NamedFigure[]; codes: readonly string[] };

/** The quantities and codes of facts: targets and claims by name first, then what the text says. */
export function sideFigures({ targets, claims, figures, codes }: MatchFacts): SideFigures {
  const ofTargets = targets.flatMap((target): NamedFigure[] => {
    const quantity = quantityOf(target);
    return quantity === null ? [] : [{ quantity, of: once(() => nameWords(target.quantity)), isNamed: true, written: targetText(target) }];
  });
  const ofClaims = claims.flatMap(({ quantity: name, text, language }) =>
    figuresIn(text, language).map((quantity): NamedFigure => ({
      quantity,
      of: once(() => nameWords(name)),
      isNamed: true,
      written: `${name}: ${text}`,
    })),
  );
  // What a target or a claim says again in the text is one figure.
  const named = [...ofTargets, ...ofClaims];
  const ofText = figures
    .filter((one) => !named.some(({ quantity }) => isSameQuantity(quantity, one)))
    .map((one): NamedFigure => ({
      quantity: one,
      of: once(() => [wordsOf(one.context, one.language)]),
      isNamed: false,
      written: one.written,
    }));
  return { figures: [...named, ...ofText], codes };
}

/** Most quantities are never compared by their words. */
function once<Made>(make: () => Made): () => Made {
  let made: { value: Made } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** The words of a name, which may be given in both languages: `Độ màu / Colour`. */
function nameWords(name: string): ReadonlySet<string>[] {
  return name.split(' / ').map((part) => wordsOf(part, hasMarks(part) ? 'vi' : 'en'));
}

function wordsOf(text: string, language: Language): ReadonlySet<string> {
  if (language === 'en') return new Set(unitsOf(text, 'english').words.filter(isWord));
  return new Set(unitsOf(text, 'vietnamese').words.filter((word) => isWord(word) && !isVietnameseStopWord(word)));
}

const isWord = (word: string): boolean => word.length > 1 && !/\d/.test(word);

function isSameQuantity(one: Quantity, other: Quantity): boolean {
  return one.dimension === other.dimension && one.amount === other.amount && one.amountTo === other.amountTo;
}

const SIGNS = { at_least: '≥ ', at_most: '≤ ', equal: '', between: '' } as const;

function targetText({ quantity, comparator, value, valueTo, unit }: Target): string {
  return `${quantity}: ${SIGNS[comparator]}${value}${valueTo === null ? '' : `–${valueTo}`} ${unit}`;
}

/** What a value of these is of must be told: any two texts speak of some share, time or mass. A flow or a yield names itself. */
const NEEDS_NAME: ReadonlySet<string> = new Set(
  `share time length area volume mass temperature pressure power energy voltage current frequency speed rotation force concentration`.split(
    ' ',
  ),
);

/** So many words around two quantities must be the same where neither has a name. */
const LEAST_AROUND = 2;

function isOfTheSame(one: NamedFigure, other: NamedFigure): boolean {
  if (one.quantity.dimension !== other.quantity.dimension) return false;
  return (
    !NEEDS_NAME.has(one.quantity.dimension) ||
    one.of().some((words) => other.of().some((others) => isSameName(words, others, one.isNamed || other.isNamed)))
  );
}

/** Half of the shorter name, or of the name among the words around the other. */
function isSameName(words: ReadonlySet<string>, others: ReadonlySet<string>, isNamed: boolean): boolean {
  const shared = [...words].filter((word) => others.has(word)).length;
  const least = Math.min(words.size, others.size);
  return isNamed ? least > 0 && shared * 2 >= least : shared >= LEAST_AROUND;
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
    if (fit === 'fails' && (!asked.isNamed || !one.isNamed)) continue;
    if (fit !== null && (best === null || ORDER[fit] > ORDER[best.fit])) best = { asked, found: one, fit };
  }
  return best;
}

const MOST_UNANSWERED = 3;

/** Named quantities that are asked for and that the other side does not speak of. */
function unanswered(asked: SideFigures, answers: readonly Answered[]): Evidence[] {
  const answered = new Set(answers.map((one) => one.asked));
  const silent = asked.figures.filter((one) => one.isNamed && !answered.has(one)).slice(0, MOST_UNANSWERED);
  return silent.map(({ written }) => evidence('missing', { asked: plain(written) }));
}
