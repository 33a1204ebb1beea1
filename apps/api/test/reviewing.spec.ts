import * as contracts from '@ketnoi/contracts/listings';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrganisationId } from '@ketnoi/domain/ids';
import { as, visitor, type Caller } from './support/as.ts';
import { testWorld, type World } from './support/context.ts';
import { given } from './support/given.ts';
import { both, completeNeed, completeOffer, drafted, published, submitted } from './support/listings.ts';
import { steps } from './support/steps.ts';

const { confirmListing, editListing, publishListing, returnListing, reviseListing, submitListing } = contracts;

let world: World;
let go: ReturnType<typeof steps>;
let organisation: OrganisationId;
let writer: Caller;
let moderator: Caller;
beforeAll(async () => {
  world = await testWorld();
  go = steps(world);
  organisation = await given.organisation(world);
  writer = await given.person(world, { organisation });
  moderator = await given.person(world, { grant: 'moderator' });
});
afterAll(() => world.close());

const findings = [{ code: 'unsupported_claim' as const, field: 'advantages', note: 'Thiếu phép đo' }];
const sentBack = { findings, note: 'Bổ sung phép đo của bên thứ ba.' };
const queue = async (caller: Caller = moderator) =>
  (await as(world, caller).call(contracts.listReviewQueue, { query: { limit: 100 } })).body.items;
const edit = async (caller: Caller, listing: { id: string; version: number }, body: object) =>
  go.step(caller, editListing, { ...listing, body });
const title = (vi: string) => ({ texts: { title: both(vi, 'Graphene membrane for brackish water') } });

describe('a listing that was handed in', () => {
  it('waits in the moderators’ queue with its clock of three working days, longest waiting first', async () => {
    const first = await submitted(world, writer);
    world.clock.forward(5 * 3_600_000);
    const second = await submitted(world, writer, completeNeed());
    const tasks = await queue();
    const mine = tasks.filter((one) => [first.id, second.id].includes(one.id));
    expect(mine.map((one) => [one.id, one.waitingHours, one.isSuccessor, one.own, one.overdue])).toEqual([
      [first.id, 5, false, false, false],
      [second.id, 0, false, false, false],
    ]);
    // Handed in on Monday 23 November 2026; the 24th is a holiday of the calendar: due at the end of Friday.
    expect(mine[0]?.dueAt).toBe('2026-11-27T17:00:00.000Z');
    await go.step(moderator, publishListing, { ...first, body: {} });
    expect((await queue()).map((one) => one.id)).not.toContain(first.id);
    const clock = await world.admin
      .selectFrom('deadline')
      .where('nounId', '=', first.id)
      .where('kind', '=', 'review')
      .select('metAt')
      .executeTakeFirstOrThrow();
    expect(clock.metAt).toEqual(world.clock.now());
  });

  it('is unknown to outsiders and open to moderators, but not what lies behind the NDA', async () => {
    const listing = await submitted(world, writer, completeOffer({ texts: { technicalDetail: both('canary', 'canary') } }));
    expect((await go.read(visitor, listing.id)).status).toBe(404);
    const seen = await go.read(moderator, listing.id);
    expect([seen.body.control?.shows, seen.body.can]).toEqual(['review', ['publish', 'return']]);
    expect(seen.body.locked).toEqual([{ field: 'technicalDetail', tier: 'nda' }]);
    expect(JSON.stringify(seen.body)).not.toContain('canary');
  });

  it('comes back with findings and a note, is taken up again, and keeps the version that was judged', async () => {
    const listing = await submitted(world, writer);
    const bare = await go.tried(moderator, returnListing, { ...listing, body: { findings: [], note: 'Xem lại' } });
    expect([bare.problem.code, bare.problem.errors?.[0]?.field]).toEqual(['listing.findings_required', 'findings']);
    expect((await go.tried(moderator, returnListing, { ...listing, body: { findings } })).status).toBe(400);
    const back = await go.step(moderator, returnListing, { ...listing, body: sentBack });
    expect(back.state).toBe('returned');
    const seen = await go.read(writer, listing.id);
    expect(seen.body.control?.lastReview).toMatchObject({ decision: 'returned', findings, note: sentBack.note });
    const draft = await go.step(writer, reviseListing, seen.body);
    expect([draft.state, draft.versionNumber, draft.texts]).toEqual(['draft', 2, listing.texts]);
    const again = await go.step(writer, submitListing, draft);
    expect(again.state).toBe('in_review');
    expect((await go.historyOf(listing.id)).map((one) => one[1])).toEqual([
      'create',
      'submit',
      'confirm',
      'return',
      'revise',
      'submit',
      'confirm',
    ]);
    const versions = await world.admin
      .selectFrom('listingVersion')
      .where('listingId', '=', listing.id)
      .orderBy('number')
      .select(['number', 'frozenAt'])
      .execute();
    expect(versions.map((one) => [one.number, one.frozenAt !== null])).toEqual([
      [1, true],
      [2, true],
    ]);
  });

  it('is taken up again by simply editing it', async () => {
    const listing = await submitted(world, writer);
    const back = await go.step(moderator, returnListing, { ...listing, body: sentBack });
    const draft = await edit(writer, back, title('Màng lọc nước lợ'));
    expect([draft.state, draft.versionNumber, draft.title.vi]).toEqual(['draft', 2, 'Màng lọc nước lợ']);
  });

  it('is not judged by a moderator of its own organisation', async () => {
    const insider = await given.person(world, { organisation, role: 'viewer', grant: 'moderator' });
    const listing = await submitted(world, writer);
    expect((await queue(insider)).find((one) => one.id === listing.id)?.own).toBe(true);
    for (const [act, body] of [
      [publishListing, {}],
      [returnListing, sentBack],
    ] as const) {
      const refused = await go.tried(insider, act, { ...listing, body });
      expect([refused.status, refused.problem.code]).toEqual([403, 'listing.own_moderation']);
    }
    const shown = await go.step(moderator, publishListing, { ...listing, body: {} });
    expect((await go.tried(insider, contracts.flagListing, { ...shown, body: { note: 'x' } })).problem.code).toBe('listing.own_moderation');
  });

  it('needs a confirmed address of whoever hands it in', async () => {
    const person = await given.person(world, { organisation, emailVerified: false });
    const draft = await drafted(world, person);
    expect((await go.tried(person, submitListing, draft)).problem.code).toBe('account.email_unverified');
  });
});

describe('what a moderator finds on the lists of technologies', () => {
  it('stands in for the owner’s declaration, with the day, and cannot be claimed by the owner', async () => {
    const listing = await submitted(world, writer);
    const listCheck = { status: 'restricted', basis: 'Phụ lục II' };
    await go.step(moderator, publishListing, { ...listing, body: { listCheck } });
    const shown = await go.read(visitor, listing.id);
    expect(shown.body.values.listCheck).toEqual({ ...listCheck, checkedBy: 'moderator', date: '2026-11-23' });
    const own = (await go.read(writer, listing.id)).body;
    const kept = await edit(writer, own, { ...title('Màng lọc mới'), values: { listCheck: own.values.listCheck } });
    expect(kept.values.listCheck).toEqual(shown.body.values.listCheck);
    const claimed = await go.tried(writer, editListing, {
      ...kept,
      body: { values: { listCheck: { ...shown.body.values.listCheck, status: 'encouraged' } } },
    });
    expect([claimed.status, claimed.problem.errors?.[0]?.field]).toEqual([422, 'values.listCheck.checkedBy']);
  });

  it('bars publication when it is on the banned list, whoever says so', async () => {
    const banned = completeOffer({ values: { listCheck: { status: 'prohibited', basis: 'x', checkedBy: 'self', date: '2026-11-01' } } });
    const refused = await go.tried(writer, submitListing, await drafted(world, writer, banned));
    expect([refused.status, refused.problem.code]).toEqual([422, 'listing.banned_technology']);
    const listing = await submitted(world, writer);
    const found = await go.tried(moderator, publishListing, { ...listing, body: { listCheck: { status: 'prohibited', basis: 'x' } } });
    expect(found.problem.code).toBe('listing.banned_technology');
    const unknown = await go.tried(moderator, publishListing, { ...listing, body: { listCheck: { status: 'nonsense', basis: 'x' } } });
    expect([unknown.problem.code, unknown.problem.errors?.[0]?.field]).toEqual(['listing.code_unknown', 'listCheck.status']);
  });
});

describe('a published listing that is edited', () => {
  it('stays as it is for everyone while the next version is written and reviewed', async () => {
    const listing = await published(world, { writer, moderator });
    const draft = await edit(writer, listing, { ...title('Màng lọc thế hệ hai'), values: { trl: 8 } });
    expect([draft.state, draft.control?.shows, draft.versionNumber, draft.trl]).toEqual(['published', 'draft', 2, 8]);
    const handedIn = await go.step(writer, submitListing, draft);
    expect([handedIn.state, handedIn.control?.hasReview, handedIn.control?.hasDraft]).toEqual(['published', true, false]);
    const shown = async () => (await go.read(visitor, listing.id)).body;
    expect([(await shown()).trl, (await shown()).title.vi]).toEqual([6, listing.title.vi]);
    expect((await queue()).find((one) => one.id === listing.id)).toMatchObject({ isSuccessor: true, versionNumber: 2 });
    expect((await go.read(writer, listing.id, 'published')).body.trl).toBe(6);
    await go.step(moderator, publishListing, { ...handedIn, body: {} });
    expect([(await shown()).trl, (await shown()).versionNumber, (await shown()).reference]).toEqual([8, 2, listing.reference]);
    expect((await shown()).publishedAt).toBe(listing.publishedAt);
  });

  it('may have its next version sent back without leaving the public', async () => {
    const listing = await published(world, { writer, moderator });
    const handedIn = await go.step(writer, submitListing, await edit(writer, listing, { values: { trl: 9 } }));
    const back = await go.step(moderator, returnListing, { ...handedIn, body: sentBack });
    expect([back.state, (await go.read(visitor, listing.id)).body.trl]).toEqual(['published', 6]);
    const own = (await go.read(writer, listing.id)).body;
    expect([own.trl, own.control?.shows, own.control?.hasReview]).toEqual([9, 'review', false]);
    const next = await edit(writer, own, title('Màng lọc, bản sửa'));
    expect([next.versionNumber, next.trl, next.control?.shows]).toEqual([3, 9, 'draft']);
  });

  it('has a slip of spelling corrected without a moderator', async () => {
    const listing = await published(world, { writer, moderator });
    const fixed = await go.step(writer, submitListing, await edit(writer, listing, title('Màng lọc nước mặn bằng graphen')));
    expect([fixed.control?.hasReview, fixed.versionNumber, fixed.control?.shows]).toEqual([false, 2, 'published']);
    expect((await go.read(visitor, listing.id)).body.title.vi).toBe('Màng lọc nước mặn bằng graphen');
    const row = await world.admin
      .selectFrom('listingVersion')
      .where('listingId', '=', listing.id)
      .where('number', '=', 2)
      .select('material')
      .executeTakeFirstOrThrow();
    expect(row.material).toBe(false);
  });

  it('is not changed letter by letter past its moderator: slips add up since what was last looked at', async () => {
    let listing = await published(world, { writer, moderator });
    for (const word of ['graphenn', 'graphexx']) {
      listing = await go.step(writer, submitListing, await edit(writer, listing, title(`Màng lọc nước mặn bằng ${word}`)));
      expect(listing.control?.hasReview).toBe(false);
    }
    listing = await go.step(writer, submitListing, await edit(writer, listing, title('Màng lọc nước mặn bằng graphxyx')));
    expect(listing.control?.hasReview).toBe(true);
    expect((await go.read(visitor, listing.id)).body.title.vi).toBe('Màng lọc nước mặn bằng graphexx');
    const returned = { ...listing, body: { findings: [{ code: 'unsupported_claim' }], note: 'Tên sai' } };
    listing = await go.step(moderator, returnListing, returned);
    listing = await go.step(writer, submitListing, await edit(writer, listing, title('Màng lọc nước mặn bằng graphene')));
    expect(listing.control?.hasReview).toBe(false);
    expect((await go.read(visitor, listing.id)).body.title.vi).toBe('Màng lọc nước mặn bằng graphene');
  });

  it('may be edited again while a version is in review; handing in the newer one replaces it and keeps its place', async () => {
    const listing = await published(world, { writer, moderator });
    const first = await go.step(writer, submitListing, await edit(writer, listing, { values: { trl: 7 } }));
    world.clock.forward(3_600_000);
    const draft = await edit(writer, first, { values: { trl: 8 } });
    expect((await go.read(moderator, listing.id)).body.trl).toBe(7);
    const second = await go.step(writer, submitListing, draft);
    const task = (await queue()).find((one) => one.id === listing.id);
    expect([task?.versionNumber, task?.waitingHours]).toEqual([3, 1]);
    await go.step(moderator, publishListing, { ...second, body: {} });
    expect((await go.read(visitor, listing.id)).body.trl).toBe(8);
  });

  it('keeps every frozen version as it was, whoever writes to the database', async () => {
    const listing = await published(world, { writer, moderator });
    const text = world.ctx.db.updateTable('listingText').set({ text: 'changed' }).where('block', '=', 'title');
    await expect(text.execute()).rejects.toThrow('frozen');
    const version = world.ctx.db.updateTable('listingVersion').set({ content: '{}' }).where('listingId', '=', listing.id);
    await expect(version.execute()).rejects.toThrow('frozen');
  });
});

describe('an organisation marked as trusted', () => {
  it('skips the moderator but not the checks', async () => {
    const trusted = await given.person(world, { organisation: await given.organisation(world, { trusted: true }) });
    const incomplete = await drafted(world, trusted, { side: 'offer', kind: 'software', texts: { title: both('Phần mềm', 'Software') } });
    const refused = await go.tried(trusted, submitListing, incomplete);
    expect(refused.problem.code).toBe('listing.incomplete');
    const out = await submitted(world, trusted);
    expect([out.state, out.reference !== null]).toEqual(['published', true]);
    expect((await go.historyOf(out.id)).map((one) => one[1])).toEqual(['create', 'submit', 'confirm', 'publish']);
    const next = await go.step(trusted, submitListing, await edit(trusted, out, { values: { trl: 9 } }));
    expect((await go.read(visitor, next.id)).body.trl).toBe(9);
  });
});

describe('a listing entered for another organisation', () => {
  it('waits for the owner, whose consent is a fact of its own', async () => {
    const office = await given.organisation(world);
    const officer = await given.person(world, { organisation: office });
    const firm = await given.organisation(world);
    const director = await given.person(world, { organisation: firm });
    const draft = await drafted(world, officer, completeNeed({ ownerOrganisationId: firm }));
    expect([draft.control?.ownerOrganisation.id, draft.control?.enteringOrganisation.id, draft.control?.ownerConsent]).toEqual([
      firm,
      office,
      null,
    ]);
    expect(draft.control?.missing).toEqual(['ownerConsent']);
    const waiting = await go.step(officer, submitListing, draft);
    expect([waiting.state, waiting.can]).toEqual(['client_check', []]);
    expect((await queue()).map((one) => one.id)).not.toContain(draft.id);
    expect((await go.tried(officer, confirmListing, waiting)).status).toBe(403);
    const confirmed = await go.step(director, confirmListing, waiting);
    expect([confirmed.state, confirmed.control?.ownerConsent?.basis, confirmed.control?.missing]).toEqual(['in_review', 'confirmed', []]);
    expect((await queue()).map((one) => one.id)).toContain(draft.id);
  });

  it('can be refused by the owner and is then put right by whoever entered it', async () => {
    const officer = await given.person(world, { organisation: await given.organisation(world) });
    const firm = await given.organisation(world);
    const director = await given.person(world, { organisation: firm });
    const waiting = await go.step(officer, submitListing, await drafted(world, officer, completeNeed({ ownerOrganisationId: firm })));
    const back = await go.step(director, returnListing, { ...waiting, body: { findings: [], note: 'Ngày kết thúc sai' } });
    expect([back.state, back.control?.lastReview?.note]).toEqual(['returned', 'Ngày kết thúc sai']);
    const draft = await edit(officer, back, { values: { endsOn: '2027-09-01' } });
    expect((await go.step(officer, submitListing, draft)).state).toBe('client_check');
  });

  it('takes a member for its owner, never an unknown organisation or one of the directory', async () => {
    const answer = await as(world, writer).call(contracts.createListing, {
      body: completeNeed({ ownerOrganisationId: '01930000-0000-7000-8000-00000000dead' }),
    });
    expect([answer.status, answer.problem.code, answer.problem.errors?.[0]?.field]).toEqual([
      422,
      'listing.owner_unknown',
      'ownerOrganisationId',
    ]);
  });

  it('is changed in public by its owner alone', async () => {
    const officer = await given.person(world, { organisation: await given.organisation(world) });
    const firm = await given.organisation(world);
    const director = await given.person(world, { organisation: firm });
    const waiting = await go.step(officer, submitListing, await drafted(world, officer, completeNeed({ ownerOrganisationId: firm })));
    const shown = await go.step(moderator, publishListing, { ...(await go.step(director, confirmListing, waiting)), body: {} });
    const draft = await edit(officer, shown, title('Sấy vải, bản của cán bộ'));
    expect((await go.tried(officer, submitListing, draft)).status).toBe(403);
    expect((await go.tried(officer, editListing, { ...draft, body: { openForInterest: false } })).status).toBe(403);
    expect((await go.step(director, submitListing, draft)).control?.hasReview).toBe(true);
  });
});
