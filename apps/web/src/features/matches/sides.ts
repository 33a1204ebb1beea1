import type { listMatches, Matched } from '@ketnoi/contracts/matches';
import type { Output } from '@ketnoi/contracts/endpoint';
import type { Side } from '@ketnoi/domain/listing-kinds';

export type MatchAnswer = Output<typeof listMatches>;
export type Reason = Matched['reasons'][number];
export type Evidence = Reason['evidence'][number];

/** Who asks (a text of the question box is neither side's listing), and which side answers. */
export type Sides = { asking: Side | 'text'; found: Side };

/** Which of the two does not say what a reason would need; nobody where the comparison itself could not be made. */
export function silentSide(unknownTo: Reason['unknownTo'], sides: Sides): Side | 'text' | 'both' | 'nobody' {
  if (unknownTo === null) return 'nobody';
  if (unknownTo === 'both') return 'both';
  return unknownTo === 'asking' ? sides.asking : sides.found;
}

/** The greatest part of any score among these: the scale of all their bars. */
export const greatestPart = (items: readonly Pick<Matched, 'reasons'>[]): number =>
  Math.max(0, ...items.flatMap((one) => one.reasons.map((reason) => Math.abs(reason.contribution))));
