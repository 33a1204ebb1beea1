import { listMatches, type Matched } from '@ketnoi/contracts/matches';
import type { OrganisationId } from '@ketnoi/domain/ids';
import { expect } from 'vitest';
import { as, type Caller } from './as.ts';
import type { World } from './context.ts';
import { given } from './given.ts';
import { drain } from './jobs.ts';
import { completeNeed, completeOffer, published } from './listings.ts';
import { peopledWorld } from './people.ts';

type Person = Awaited<ReturnType<typeof given.person>>;

/** A small market: one who seeks, one who makes, and a few offers in English that a need in Vietnamese may find. */
export type Market = {
  world: World;
  moderator: Person;
  seeker: Person;
  seekers: OrganisationId;
  maker: Person;
  makers: OrganisationId;
  need: string;
  membrane: string;
  filter: string;
  trap: string;
};

export const english = (en: string) => ({ vi: null, en });
export const vietnamese = (vi: string) => ({ vi, en: null });

const OFFERS = {
  membrane: {
    title: english('Electrodialysis membrane stack for brackish water'),
    summary: english('Desalinates brackish well water for shrimp ponds and villages at low power.'),
    partnerRole: english('A maker of water treatment skids.'),
  },
  filter: {
    title: english('Filter for salty well water at laboratory scale'),
    summary: english('Takes the salt out of well water; tried in the laboratory.'),
    partnerRole: english('A builder of pilot plants.'),
  },
  trap: {
    title: english('Pheromone trap against fruit flies'),
    summary: english('Catches fruit flies in orchards of guava and mango without spraying.'),
    partnerRole: english('A seller of farm supplies.'),
  },
};

export const NEED = {
  title: vietnamese('Khử mặn nước giếng cấp cho ao ương tôm'),
  problem: vietnamese('Nước giếng bị nhiễm mặn, tôm giống chết nhiều. Cần thiết bị lọc nước lợ chạy ít điện.'),
};

export const offerOf = (texts: object, more: object = {}) => completeOffer({ ...more, texts: { ...texts } });
export const needOf = (texts: object, values: object = {}, more: object = {}) =>
  completeNeed({ ...more, texts: { ...texts }, values: { sectors: ['IND-ENVIRONMENT'], trlMin: 6, ...values } });

export async function market(): Promise<Market> {
  const world = await peopledWorld();
  const moderator = await given.person(world, { grant: 'moderator' });
  const seekers = await given.organisation(world, { name: 'Hợp tác xã Bãi Bồi', typeCode: 'cooperative' });
  const makers = await given.organisation(world, { name: 'Viện Nước Lam Khê' });
  const seeker = await given.person(world, { organisation: seekers });
  const maker = await given.person(world, { organisation: makers });
  // One after the other: where scores are equal, the earlier id stands first.
  const offered = async (texts: object, values: object = {}): Promise<string> => {
    world.clock.forward(1000);
    return (await published(world, { writer: maker, moderator }, offerOf(texts, { values }))).id;
  };
  const membrane = await offered(OFFERS.membrane);
  const filter = await offered(OFFERS.filter, { trl: 4 });
  const trap = await offered(OFFERS.trap);
  world.clock.forward(1000);
  const need = (await published(world, { writer: seeker, moderator }, needOf(NEED))).id;
  await drain(world);
  return { world, moderator, seeker, seekers, maker, makers, need, membrane, filter, trap };
}

/** The matches of a listing as somebody sees them. */
export async function matchesOf(world: World, caller: Caller, ...[id, query = {}]: readonly [string, object?]) {
  const answer = await as(world, caller).call(listMatches, { params: { id }, query });
  expect(answer.problem.errors ?? answer.problem.code).toBeUndefined();
  expect(answer.status).toBe(200);
  return answer.body;
}

const tenths = (points: number): number => Math.round(points * 10);

/** Whether what is shown of a match adds up to its score, to the tenth. */
export const addsUp = ({ score, reasons }: Pick<Matched, 'score' | 'reasons'>): boolean =>
  score !== null && reasons.reduce((sum, { contribution }) => sum + tenths(contribution), 0) === tenths(score);
