import type { AmountRange, MatchFacts } from './facts.ts';
import { evidence, plain, silence, silent, turned, unknown, type Measured, type Sides } from './measured.ts';

/** The level of an offer against the least a need takes: a quarter less for each level that is missing. */
export function maturity(sides: Sides): Measured {
  const [least, level] = [sides.need.trl, sides.offer.trl];
  const shown = (fits: boolean | null) => () => [evidence('level', { ...turned(sides, plain(least), plain(level)), fits })];
  if (least === null || level === null) return unknown(silent(sides, least !== null, level !== null) ?? 'both', shown(null));
  return { value: Math.max(-1, 1 - 0.25 * Math.max(0, least - level)), evidence: shown(level >= least) };
}

/** Bounds in minor units and their currency: `1800000000..4200000000 VND`, an open end left out. */
function amountText(amount: AmountRange | null): string | null {
  return amount === null ? null : `${amount.min ?? ''}..${amount.max ?? ''} ${amount.currency}`;
}

/** Of a price that begins above what a need can spend: all up to it, nothing at half more, half against it from three quarters more. */
function affordable(price: bigint, most: bigint): number {
  if (price <= most) return 1;
  return most <= 0n ? -0.5 : Math.max(-0.5, 1 - 2 * (Number(price) / Number(most) - 1));
}

/** Budget against price. Amounts of two currencies are not compared: no rate of some day decides. */
export function budget(sides: Sides): Measured {
  const [has, asks] = [sides.need.amount, sides.offer.amount];
  const [most, price] = [has?.max ?? null, asks?.min ?? asks?.max ?? null];
  const shown = (fits: boolean | null) => () => [
    evidence('amount', { ...turned(sides, plain(amountText(has)), plain(amountText(asks))), fits }),
  ];
  const unknownTo = silent(sides, most !== null, price !== null);
  if (unknownTo !== null || most === null || price === null) return unknown(unknownTo ?? 'both', shown(null));
  if (has?.currency !== asks?.currency) return unknown('both', shown(null));
  return { value: affordable(price, most), evidence: shown(price <= most) };
}

/** The same province, region or country. */
export function place({ asked, found }: Sides): Measured {
  const shown = (value: number | null) => () => {
    const [one, other] = [finest(asked), finest(found)];
    return one === null && other === null
      ? []
      : [evidence('place', { asked: plain(one), found: plain(other), fits: value === null ? null : value >= 0.6 })];
  };
  const value = nearPlace(asked, found);
  if (value === null) return unknown(silence(finest(asked) !== null, finest(found) !== null) ?? 'both', shown(null));
  return { value, evidence: shown(value) };
}

const finest = ({ province, region, country }: MatchFacts): string | null => province ?? region ?? country;

function nearPlace(one: MatchFacts, other: MatchFacts): number | null {
  const same = (level: 'province' | 'region' | 'country'): boolean | null =>
    one[level] === null || other[level] === null ? null : one[level] === other[level];
  if (same('province') === true) return 1;
  if (same('region') === true) return 0.6;
  const country = same('country');
  if (country !== null) return country ? 0.3 : 0;
  return same('region') === null && same('province') === null ? null : 0.3;
}

/** How it is wanted against how it is offered; none in common tells against it. */
export function modes(sides: Sides): Measured {
  const [wanted, offered] = [sides.need.modes, sides.offer.modes];
  const unknownTo = silent(sides, wanted.length > 0, offered.length > 0);
  const given = new Set(offered);
  const shown = () =>
    wanted.map((mode) =>
      evidence('mode', {
        ...turned(sides, plain(mode), plain(given.has(mode) ? mode : null)),
        fits: unknownTo === null ? given.has(mode) : null,
        scheme: 'transfer_mode',
        code: mode,
      }),
    );
  if (unknownTo !== null) return unknown(unknownTo, shown);
  const share = wanted.filter((mode) => given.has(mode)).length / wanted.length;
  return { value: share === 0 ? -0.5 : 0.5 + share / 2, evidence: shown };
}

/** What a right is worth to who takes the technology; a status that is not here neither helps nor harms. */
const PROTECTION: Readonly<Record<string, number>> = {
  granted: 1,
  maintained: 1,
  under_examination: 0.6,
  published: 0.6,
  formality_accepted: 0.5,
  filed: 0.5,
  not_filed: 0,
  lapsed: -0.25,
  expired: -0.25,
  refused: -0.25,
  withdrawn: -0.25,
};

/** The best protected right of an offer. */
export function ip(sides: Sides): Measured {
  const statuses = sides.offer.ipStatuses;
  if (statuses.length === 0) return unknown(sides.asked === sides.offer ? 'asking' : 'found');
  const worth = (status: string): number => PROTECTION[status] ?? 0;
  const best = statuses.reduce((one, other) => (worth(other) > worth(one) ? other : one));
  const shown = () => [
    evidence('ip', { ...turned(sides, null, plain(best)), fits: worth(best) > 0 ? true : null, scheme: 'ip_status', code: best }),
  ];
  return { value: worth(best), evidence: shown };
}

const dayOf = (at: Date | null): string | null => at?.toISOString().slice(0, 10) ?? null;

/** Whether an offer still stands when a need begins, and a need is still open. Days as YYYY-MM-DD. */
export function time(sides: Sides): Measured {
  const { need, offer, today } = sides;
  const [begins, ends, stands] = [need.startsOn ?? need.endsOn, need.endsOn ?? need.startsOn, offer.expiresAt];
  const shown = (fits: boolean | null) => () => {
    const window = begins === null ? null : `${need.startsOn ?? ''}..${need.endsOn ?? ''}`;
    return [evidence('time', { ...turned(sides, plain(window), plain(dayOf(stands))), fits })];
  };
  if (begins === null || ends === null || stands === null)
    return unknown(silent(sides, begins !== null, stands !== null) ?? 'both', shown(null));
  const fits = !isPast(ends, today) && stands.getTime() >= Date.parse(begins);
  return { value: fits ? 1 : -1, evidence: shown(fits) };
}

/** Whether a day, as YYYY-MM-DD, is over. */
export function isPast(day: string, today: Date): boolean {
  return Date.parse(day) + DAY <= today.getTime();
}

const FRESH_DAYS = 730;
const DAY = 86_400_000;

/** Whether the other organisation is verified, and how lately it published; two years ago is no longer fresh. */
export function trust({ found, today }: Sides): Measured {
  if (found.publishedAt === null && !found.verified) return unknown('found');
  const age = found.publishedAt === null ? FRESH_DAYS : Math.max(0, today.getTime() - found.publishedAt.getTime()) / DAY;
  const shown = () => [
    evidence('trust', { found: plain(found.verified ? 'verified' : 'unverified'), fits: found.verified }),
    ...(found.publishedAt === null ? [] : [evidence('trust', { found: plain(dayOf(found.publishedAt)), fits: age < FRESH_DAYS })]),
  ];
  return { value: (found.verified ? 0.6 : 0) + 0.4 * Math.max(0, 1 - age / FRESH_DAYS), evidence: shown };
}
