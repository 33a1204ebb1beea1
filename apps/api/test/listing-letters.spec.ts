import {
  confirmListing,
  flagListing,
  publishListing,
  retractListing,
  returnListing,
  submitListing,
  withdrawListing,
} from '@ketnoi/contracts/listings';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testWorld, type World } from './support/context.ts';
import { given } from './support/given.ts';
import { completeNeed, completeOffer, drafted, published, submitted } from './support/listings.ts';
import { steps } from './support/steps.ts';

type Person = Awaited<ReturnType<typeof given.person>>;

let world: World;
let go: ReturnType<typeof steps>;
let owner: Person;
let officer: Person;
let moderator: Person;
beforeAll(async () => {
  world = await testWorld();
  go = steps(world);
  owner = await given.person(world, { organisation: await given.organisation(world) });
  officer = await given.person(world, { organisation: await given.organisation(world) });
  moderator = await given.person(world, { grant: 'moderator' });
});
afterAll(() => world.close());

/** The letters about a listing so far: to whom and which. */
async function lettersOf(id: string): Promise<string[]> {
  const rows = await world.admin
    .selectFrom('mail')
    .where('bodyText', 'like', `%${id}%`)
    .orderBy('createdAt')
    .orderBy('id')
    .select(['recipient', 'template'])
    .execute();
  const names = new Map([
    [owner.email, 'owner'],
    [officer.email, 'officer'],
  ]);
  return rows.map((row) => `${names.get(row.recipient) ?? row.recipient} ${row.template}`).toSorted();
}

const notice = { vi: 'Sai số liệu', en: 'Wrong figures' };
const sentBack = { findings: [{ code: 'weak_evidence' as const }], note: 'Thêm số liệu' };

describe('the people of a listing', () => {
  it('are asked, told of a decision, and told of what moderators do, but not of what they did themselves', async () => {
    const draft = await drafted(world, officer, completeNeed({ ownerOrganisationId: owner.organisation ?? '' }));
    const waiting = await go.step(officer, submitListing, draft);
    expect(await lettersOf(draft.id)).toEqual(['owner client_check']);
    const inReview = await go.step(owner, confirmListing, waiting);
    const shown = await go.step(moderator, publishListing, { ...inReview, body: {} });
    const flagged = await go.step(moderator, flagListing, { ...shown, body: { note: 'x' } });
    await go.step(moderator, withdrawListing, flagged);
    expect(await lettersOf(draft.id)).toEqual([
      'officer listing_flagged',
      'officer listing_published',
      'officer listing_withdrawn',
      'owner client_check',
      'owner listing_flagged',
      'owner listing_published',
      'owner listing_withdrawn',
    ]);
  });

  it('hear once when a listing comes back or is retracted by a moderator', async () => {
    const listing = await submitted(world, owner);
    await go.step(moderator, returnListing, { ...listing, body: sentBack });
    expect(await lettersOf(listing.id)).toEqual(['owner listing_returned']);
    const out = await published(world, { writer: owner, moderator });
    await go.step(moderator, retractListing, { ...out, body: { notice } });
    expect(await lettersOf(out.id)).toEqual(['owner listing_published', 'owner listing_retracted']);
  });

  it('are not written to about their own acts, and no letter says what is confidential', async () => {
    const out = await published(
      world,
      { writer: owner, moderator },
      completeOffer({ texts: { technicalDetail: { vi: 'canary', en: null } } }),
    );
    await go.step(owner, retractListing, { ...out, body: { notice } });
    expect(await lettersOf(out.id)).toEqual(['owner listing_published']);
    const texts = await world.admin.selectFrom('mail').select(['subject', 'bodyText']).execute();
    expect(JSON.stringify(texts)).not.toContain('canary');
  });
});
