/** The least that counts, in tenths: a side that gains nothing is no reason to divide by nothing. */
const LEAST = 1;

/**
 * One score for a pair of two scores in tenths, of what the need gains by the offer and the offer by the need: their harmonic mean, so that a pair is as good
 * as the worse half allows (Pizzato et al. 2010). Scores below nothing count as hardly anything.
 */
export function reciprocal(needToOffer: number, offerToNeed: number): number {
  const [one, other] = [Math.max(LEAST, needToOffer), Math.max(LEAST, offerToNeed)];
  return Math.round((2 * one * other) / (one + other));
}
