import type { Quantity } from './figures.ts';

/** Whether what was found is what was asked for: `near` when part of it is, or it misses by little. */
export type Fit = 'fits' | 'near' | 'fails';

type Span = { low: number; high: number };
/** How far is still the same: of the value itself, or in the unit of the dimension where a share of the value says nothing. */
type Slack = { equal: number; about: number; near: number };

const BY_SHARE: Slack = { equal: 1.02, about: 1.25, near: 1.5 };
const BY_DIFFERENCE: Readonly<Record<string, Slack>> = {
  temperature: { equal: 2, about: 10, near: 15 },
  acidity: { equal: 0.1, about: 0.5, near: 1 },
};

/**
 * Whether a quantity found answers one asked for; null when they measure different things. `40 m³/ngày` is answered by `50 m³/day` where at least or about as
 * much is asked for, nearly where exactly as much is. What is asked for as one value is also answered by a range that holds it; a limit only by what lies
 * within it as a whole. A number that can be read in two ways never fails for the worse reading alone.
 */
export function compareFigures(asked: Quantity, found: Quantity): Fit | null {
  if (asked.dimension !== found.dimension) return null;
  const fit = fitOf(asked, found);
  if (fit !== 'fails' || (asked.doubt === null && found.doubt === null)) return fit;
  const others = [[otherwise(asked), found] as const, [asked, otherwise(found)] as const];
  return others.some(([one, other]) => fitOf(one, other) !== 'fails') ? 'near' : 'fails';
}

function otherwise(quantity: Quantity): Quantity {
  const { amount, amountTo, doubt } = quantity;
  return doubt === null ? quantity : { ...quantity, amount: amount * doubt, amountTo: amountTo === null ? null : amountTo * doubt };
}

function fitOf(asked: Quantity, found: Quantity): Fit {
  const slack = BY_DIFFERENCE[asked.dimension];
  const widened = (span: Span, by: keyof Slack): Span => (slack ? wider(span, slack[by]) : stretched(span, BY_SHARE[by]));
  const span = spanOf(asked);
  const wanted = asked.comparator === 'equal' ? widened(span, 'equal') : asked.comparator === 'about' ? widened(span, 'about') : span;
  const given = spanOf(found);
  if (within(given, wanted)) return 'fits';
  const isOneValue = asked.comparator === 'equal' || asked.comparator === 'about';
  if (isOneValue && found.comparator === 'between' && within(span, given)) return 'fits';
  return overlap(given, widened(wanted, 'near')) ? 'near' : 'fails';
}

function spanOf({ comparator, amount, amountTo }: Quantity): Span {
  if (comparator === 'at_least') return { low: amount, high: Number.POSITIVE_INFINITY };
  if (comparator === 'at_most') return { low: Number.NEGATIVE_INFINITY, high: amount };
  const to = amountTo ?? amount;
  return { low: Math.min(amount, to), high: Math.max(amount, to) };
}

function wider({ low, high }: Span, by: number): Span {
  return { low: low - by, high: high + by };
}

function stretched({ low, high }: Span, by: number): Span {
  return { low: low < 0 ? low * by : low / by, high: high < 0 ? high / by : high * by };
}

// The same quantity in two units differs in the last digits.
const ROUNDING = 1e-9;

function within(inner: Span, outer: Span): boolean {
  return atMost(outer.low, inner.low) && atMost(inner.high, outer.high);
}

function overlap(one: Span, other: Span): boolean {
  return atMost(one.low, other.high) && atMost(other.low, one.high);
}

function atMost(a: number, b: number): boolean {
  return a <= b || Math.abs(a - b) <= ROUNDING * Math.max(Math.abs(a), Math.abs(b));
}
