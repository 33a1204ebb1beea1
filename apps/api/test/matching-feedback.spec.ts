import { editListing } from '@ketnoi/contracts/listings';
import { listDismissed, listMatches, listRemoved, sendMatchFeedback, undoMatchFeedback, type Matched } from '@ketnoi/contracts/matches';
import { sql } from '@ketnoi/testing/sql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { as, visitor, type Caller } from './support/as.ts';
import { given } from './support/given.ts';
import { drain } from './support/jobs.ts';
import { published } from './support/listings.ts';
import { addsUp, english, market, matchesOf, NEED, needOf, offerOf, type Market } from './support/market.ts';
import { steps } from './support/steps.ts';

let on: Market;
let colleague: Caller;
/** Another need of the same organisation, which says the same. */
let twin: string;

beforeAll(async () => {
  on = await market();
  const { world, seekers, seeker, maker, moderator } = on;
  colleague = await given.person(world, { organisation: seekers, role: 'editor' });
  twin = (await published(world, { writer: seeker, moderator }, needOf(NEED))).id;
  const like = {
    title: english('Pheromone lure against oriental fruit flies'),
    summary: english('Lures fruit flies in guava and mango orchards.'),
  };
  await published(world, { writer: maker, moderator }, offerOf(like));
  await drain(world);
});
afterAll(() => on.world.close());

const ids = (items: readonly { id: string }[]): string[] => items.map(({ id }) => id);
const matchOf = async (offer: string, caller: Caller = on.seeker, need = on.need): Promise<Matched & { matchId: string }> => {
  const found = (await matchesOf(on.world, caller, need)).items.find(({ id }) => id === offer);
  if (found?.matchId === undefined || found.matchId === null) throw new Error('not shown');
  return { ...found, matchId: found.matchId };
};
type Word = { verdict: 'relevant' | 'not_relevant'; reason?: 'wrong_topic' | 'price' | 'too_early'; note?: string; key?: string };
const send = (caller: Caller, id: string, { key, ...body }: Word) =>
  as(on.world, caller).call(sendMatchFeedback, { params: { id }, body }, key === undefined ? {} : { key });
const undo = (caller: Caller, id: string) => as(on.world, caller).call(undoMatchFeedback, { params: { id } });
const stored = () => on.world.admin.selectFrom('matchFeedback').selectAll().orderBy('createdAt').orderBy('id').execute();

beforeEach(async () => {
  on.world.clock.forward(1000);
  await on.world.admin.deleteFrom('matchFeedback').execute();
});

describe('a match that does not fit', () => {
  it('is hidden from the whole asking side, can be looked up, and comes back when that is taken back', async () => {
    const { world, seeker, need, membrane } = on;
    const { matchId } = await matchOf(membrane);
    const said = await send(seeker, matchId, { verdict: 'not_relevant', reason: 'price', note: 'Đã hỏi giá: quá đắt' });
    expect([said.status, said.body]).toEqual([200, { id: matchId, verdict: 'not_relevant', reason: 'price', note: 'Đã hỏi giá: quá đắt' }]);
    for (const caller of [seeker, colleague]) {
      const { items, dismissed, removed } = await matchesOf(world, caller, need);
      expect([ids(items).includes(membrane), dismissed]).toEqual([false, 1]);
      expect(removed.map((one) => one.reason)).not.toContain('excluded');
      const listed = await as(world, caller).call(listDismissed, { params: { id: need } });
      expect(listed.body.items).toEqual([expect.objectContaining({ id: membrane, matchId, reason: 'price', note: 'Đã hỏi giá: quá đắt' })]);
    }
    expect((await undo(colleague, matchId)).status).toBe(204);
    expect((await matchOf(membrane)).matchId).toBe(matchId);
    expect((await as(world, seeker).call(listDismissed, { params: { id: need } })).body.items).toEqual([]);
    expect((await undo(colleague, matchId)).status).toBe(204);
  });

  it('stays where it is for another need of the same people, for its owner and for everybody else', async () => {
    const { world, seeker, maker, need, membrane, moderator } = on;
    const before = await matchesOf(world, visitor, need);
    await send(seeker, (await matchOf(membrane)).matchId, { verdict: 'not_relevant', reason: 'wrong_topic' });
    expect(ids((await matchesOf(world, seeker, twin)).items)).toContain(membrane);
    expect(await matchesOf(world, visitor, need)).toEqual(before);
    for (const caller of [maker, moderator]) {
      const { items, dismissed } = await matchesOf(world, caller, need);
      expect([ids(items), dismissed]).toEqual([ids(before.items), 0]);
    }
    expect(ids((await matchesOf(world, maker, membrane)).items)).toContain(need);
  });

  it('moves what this need is shown later, by a line of its own that is in the sum, until it is taken back', async () => {
    const { world, seeker, trap } = on;
    const flies = {
      title: { vi: 'Bắt ruồi đục quả vườn ổi', en: null },
      problem: { vi: 'Ruồi đục quả phá ổi, xoài trong vườn.', en: null },
    };
    const { id } = await published(world, { writer: seeker, moderator: on.moderator }, needOf(flies));
    const pair = await matchOf(trap, seeker, id);
    const before = await matchesOf(world, seeker, id, { lang: 'en' });
    await send(seeker, pair.matchId, { verdict: 'not_relevant', reason: 'wrong_topic' });
    const after = await matchesOf(world, seeker, id, { lang: 'en' });
    const lured = after.items.find(({ title }) => title.en?.includes('lure') === true);
    const line = lured?.reasons.find(({ feature }) => feature === 'feedback');
    expect(line?.contribution).toBeLessThan(0);
    expect(line?.text).toBe('Like those you dismissed as another topic');
    expect(after.items.every(addsUp)).toBe(true);
    await undo(seeker, pair.matchId);
    expect((await matchesOf(world, seeker, id, { lang: 'en' })).items.map(({ score }) => score)).toEqual(
      before.items.map(({ score }) => score),
    );
    await send(seeker, pair.matchId, { verdict: 'relevant' });
    const liked = (await matchesOf(world, seeker, id)).items.find(({ title }) => title.en?.includes('lure') === true);
    expect(liked?.reasons.find(({ feature }) => feature === 'feedback')?.contribution).toBeGreaterThan(0);
  });

  it('needs a reason', async () => {
    const { matchId } = await matchOf(on.membrane);
    const { status, problem } = await send(on.seeker, matchId, { verdict: 'not_relevant' });
    expect([status, problem.code, problem.errors?.[0]?.field]).toEqual([422, 'match.reason_missing', 'reason']);
  });
});

describe('the judgement store', () => {
  it('holds who said what of which pair as it then stood, in which place and by which ranker', async () => {
    const { world, seeker, seekers, need, membrane } = on;
    const pair = await matchOf(membrane);
    const { ranker } = await matchesOf(world, seeker, need);
    await send(seeker, pair.matchId, { verdict: 'relevant' });
    const [row] = await stored();
    expect(row).toMatchObject({
      matchId: pair.matchId,
      askingListingId: need,
      foundListingId: membrane,
      organisationId: seekers,
      verdict: 'relevant',
      reason: null,
      ranker,
      position: 1,
      score: Math.round((pair.score ?? 0) * 10),
      askedPublicly: true,
      askingLanguages: ['vi'],
      foundLanguages: ['en'],
      undoneAt: null,
    });
    const known = pair.reasons.filter((one) => one.known).map(({ feature, contribution }) => [feature, Math.round(contribution * 10)]);
    expect(row?.contributions).toEqual(Object.fromEntries(known));
  });

  it('keeps what was taken back or said anew, and one word at a time stands', async () => {
    const { seeker, membrane } = on;
    const { matchId } = await matchOf(membrane);
    await send(seeker, matchId, { verdict: 'not_relevant', reason: 'price' });
    on.world.clock.forward(1000);
    await send(colleague, matchId, { verdict: 'not_relevant', reason: 'too_early' });
    on.world.clock.forward(1000);
    await send(seeker, matchId, { verdict: 'relevant' });
    const rows = await stored();
    expect(rows.map(({ verdict, reason, undoneAt }) => [verdict, reason, undoneAt === null])).toEqual([
      ['not_relevant', 'price', false],
      ['not_relevant', 'too_early', false],
      ['relevant', null, true],
    ]);
  });

  it('has one effect of a word that is sent twice, with the same key or another', async () => {
    const { seeker, membrane } = on;
    const { matchId } = await matchOf(membrane);
    const body = { verdict: 'not_relevant', reason: 'price', note: 'đắt' } as const;
    const answers = [
      await send(seeker, matchId, { ...body, key: 'one-and-the-same' }),
      await send(seeker, matchId, { ...body, key: 'one-and-the-same' }),
      await send(seeker, matchId, body),
    ];
    expect(answers.map((one) => [one.status, one.body])).toEqual([1, 2, 3].map(() => [200, { id: matchId, ...body }]));
    expect(await stored()).toHaveLength(1);
    const kept = await on.world.admin.selectFrom('idempotencyKey').select('body').where('operation', 'like', '%feedback').execute();
    expect(JSON.stringify(kept)).not.toContain('đắt');
  });

  it('writes each step into the history and the chain of who took it, without the note', async () => {
    const { world, seeker, seekers, membrane } = on;
    const { matchId } = await matchOf(membrane);
    const from = await steps(world).historyOf(matchId);
    await send(seeker, matchId, { verdict: 'not_relevant', reason: 'price', note: 'một lời riêng tư' });
    world.clock.forward(1000);
    await undo(seeker, matchId);
    expect((await steps(world).historyOf(matchId)).slice(from.length)).toEqual([
      ['shown', 'dismiss', 'dismissed'],
      ['dismissed', 'undo', 'shown'],
    ]);
    const events = await world.admin.selectFrom('auditEvent').selectAll().where('chainId', '=', seekers).orderBy('seq').execute();
    const texts = events.map((event) => event.canonical).filter((text) => text.includes(matchId));
    expect(texts.at(-2)).toContain('"match.dismiss"');
    expect(texts.at(-1)).toContain('"match.undo"');
    const history = await world.admin.selectFrom('stateChange').selectAll().where('nounId', '=', matchId).execute();
    expect(JSON.stringify([texts, history])).not.toContain('riêng tư');
  });
});

describe('who is not of the asking side', () => {
  it('neither says anything of a match nor learns that it exists', async () => {
    const { world, maker, moderator, seekers, need, membrane, seeker } = on;
    const { matchId } = await matchOf(membrane);
    const other = await given.person(world, { organisation: await given.organisation(world) });
    const admin = await given.person(world, { grant: 'admin', organisation: await given.organisation(world) });
    for (const caller of [maker, other, admin]) {
      expect((await send(caller, matchId, { verdict: 'relevant' })).status).toBe(404);
      expect((await undo(caller, matchId)).status).toBe(404);
      expect((await as(world, caller).call(listDismissed, { params: { id: need } })).status).toBe(403);
    }
    const viewer = await given.person(world, { organisation: seekers, role: 'viewer' });
    expect((await send(viewer, matchId, { verdict: 'relevant' })).status).toBe(403);
    expect((await send(moderator, matchId, { verdict: 'relevant' })).status).toBe(403);
    expect((await send(visitor, matchId, { verdict: 'relevant' })).status).toBe(401);
    expect((await send(seeker, '01930000-0000-7000-8000-000000000001', { verdict: 'relevant' })).status).toBe(404);
    expect(await stored()).toEqual([]);
  });

  it('leaves no row by looking', async () => {
    const { world, maker, moderator, need } = on;
    const before = await world.admin.selectFrom('match').selectAll().orderBy('id').execute();
    world.clock.forward(86_400_000);
    for (const caller of [visitor, maker, moderator]) await matchesOf(world, caller, need);
    await as(world, visitor).call(listRemoved, { params: { id: need }, query: { reason: 'trl_below_minimum' } });
    expect(await world.admin.selectFrom('match').selectAll().orderBy('id').execute()).toEqual(before);
  });
});

describe('the record of what is shown', () => {
  it('keeps a pair once, with its present place, and is not written while nothing of it changes', async () => {
    const { world, seeker, need, membrane } = on;
    const rows = () => world.admin.selectFrom('match').selectAll().where('askingListingId', '=', need).orderBy('position').execute();
    const { matchId } = await matchOf(membrane);
    const first = await rows();
    world.clock.forward(60_000);
    expect((await matchOf(membrane)).matchId).toBe(matchId);
    expect(await rows()).toEqual(first);
    world.clock.forward(2 * 3_600_000);
    expect((await matchOf(membrane)).matchId).toBe(matchId);
    const later = await rows();
    expect(later.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
    expect(later[0]?.lastShownAt).not.toEqual(first[0]?.lastShownAt);
    const { version } = (await steps(world).read(seeker, need)).body;
    await steps(world).step(seeker, editListing, { id: need, version, body: { values: { trlMin: 5 } } });
    expect((await matchOf(membrane)).matchId).toBe(matchId);
    expect((await rows())[0]?.askingVersionId).not.toBe(first[0]?.askingVersionId);
  });

  it('keeps the list from nobody when it cannot be written', async () => {
    const { world, seeker, need, membrane } = on;
    await sql`revoke insert on match from ketnoi_app`.execute(world.admin);
    const { status, body } = await as(world, seeker).call(listMatches, { params: { id: need }, query: {} });
    await sql`grant insert on match to ketnoi_app`.execute(world.admin);
    expect([status, ids(body.items).includes(membrane)]).toEqual([200, true]);
    expect(body.items.every(({ matchId }) => matchId === null)).toBe(true);
    expect((await matchOf(membrane)).matchId).not.toBeNull();
  });
});
