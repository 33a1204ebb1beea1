import { getMe } from '@ketnoi/contracts/accounts';
import {
  addCapacity,
  changeMember,
  changeOrganisation,
  getOrganisation,
  listMembers,
  listOrganisations,
  removeMember,
  trustOrganisation,
  verifyCapacity,
  verifyOrganisation,
} from '@ketnoi/contracts/organisations';
import type { OrganisationId } from '@ketnoi/domain/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, visitor, type Caller } from './support/as.ts';
import type { World } from './support/context.ts';
import { given } from './support/given.ts';
import { peopledWorld } from './support/people.ts';

let world: World;
let organisation: OrganisationId;
let owner: Awaited<ReturnType<typeof given.person>>;
let admin: Caller;
beforeAll(async () => {
  world = await peopledWorld();
  organisation = await given.organisation(world);
  owner = await given.person(world, { organisation });
  admin = await given.person(world, { grant: 'admin' });
});
afterAll(() => world.close());

const read = async (caller: Caller, id: string = organisation) => (await as(world, caller).call(getOrganisation, { params: { id } })).body;
const change = (caller: Caller, body: object, version: number) =>
  as(world, caller).call(changeOrganisation, { params: { id: organisation }, body }, { version });

describe('an organisation', () => {
  it('is read by everyone; what may be done is told to who may do it', async () => {
    expect(await read(visitor)).toMatchObject({ membership: 'member', verified: true, demo: false, can: [] });
    expect((await read(owner)).can).toEqual(['edit', 'invite', 'read_members', 'add_capacity']);
    expect((await read(admin)).can).toEqual(['read_members', 'verify', 'trust', 'verify_capacity']);
  });

  it('of the directory says that it is no member and unchecked, and is nobody’s to change', async () => {
    const id = await given.organisation(world, { verified: false });
    await world.admin.updateTable('organisation').set({ membership: 'directory' }).where('id', '=', id).execute();
    expect(await read(admin, id)).toMatchObject({ membership: 'directory', verified: false, can: ['read_members'] });
    const answer = await as(world, admin).call(
      verifyOrganisation,
      { params: { id }, body: { verified: true, basis: 'x' } },
      { version: 1 },
    );
    expect([answer.status, answer.problem.code]).toEqual([403, 'access.forbidden']);
  });

  it('that does not exist or was withdrawn is not found', async () => {
    const gone = await given.organisation(world);
    await world.admin.updateTable('organisation').set({ withdrawnAt: world.clock.now() }).where('id', '=', gone).execute();
    for (const id of [gone, '01a20621-ad00-7198-af19-ba4e2fcf1570']) {
      expect((await as(world, visitor).call(getOrganisation, { params: { id } })).status).toBe(404);
    }
    expect((await as(world, visitor).call(getOrganisation, { params: { id: 'abc' } })).problem.errors?.[0]?.field).toBe('id');
  });

  it('is listed page by page without a gap or a double, and the cursor belongs to its filter', async () => {
    for (let at = 0; at < 5; at += 1) await given.organisation(world, { provinceCode: '48' });
    const query = { province: '48', limit: 2 };
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await as(world, visitor).call(listOrganisations, { query: { ...query, ...(cursor === undefined ? {} : { cursor }) } });
      seen.push(...page.body.items.map((one) => one.id));
      cursor = page.body.next ?? undefined;
      const foreign = cursor === undefined ? null : await as(world, visitor).call(listOrganisations, { query: { province: '01', cursor } });
      expect(foreign?.status ?? 400).toBe(400);
    } while (cursor !== undefined);
    expect([seen.length, new Set(seen).size]).toEqual([5, 5]);
  });
});

describe('changing an organisation', () => {
  it('is for its owners and administrators, with the version that was read', async () => {
    const { version } = await read(owner);
    const changed = await change(owner, { shortName: 'VTN', website: 'https://vtn.example', aboutVi: 'Chúng tôi thử nghiệm.' }, version);
    expect(changed.body).toMatchObject({ shortName: 'VTN', aboutVi: 'Chúng tôi thử nghiệm.', verified: true, version: version + 1 });
    expect((await change(owner, { shortName: null }, version)).status).toBe(412);
    for (const role of ['editor', 'viewer'] as const) {
      expect((await change(await given.person(world, { organisation, role }), { shortName: null }, version + 1)).status).toBe(403);
    }
    const stranger = await given.person(world, { organisation: await given.organisation(world) });
    expect(
      (await change({ ...stranger, organisation: stranger.organisation ?? organisation }, { shortName: null }, version + 1)).status,
    ).toBe(403);
    expect((await change(visitor, { shortName: null }, version + 1)).status).toBe(401);
  });

  it('of what was verified ends the verification and the trust', async () => {
    const id = await given.organisation(world, { trusted: true });
    const person = await given.person(world, { organisation: id });
    const renamed = await as(world, person).call(changeOrganisation, { params: { id }, body: { legalName: 'Tên khác' } }, { version: 1 });
    expect(renamed.body).toMatchObject({ verified: false, trusted: false });
    const states = await world.admin.selectFrom('stateChange').select(['action', 'toState']).where('nounId', '=', id).execute();
    expect(states).toEqual([{ action: 'lapse', toState: 'unverified' }]);
  });

  it.each([
    ['verified', { verified: true }],
    ['trusted', { trusted: true }],
    ['membership', { membership: 'directory' }],
    ['demo', { demo: true }],
    ['website', { website: 'javascript:alert(1)' }],
    ['legalName', { legalName: '   ' }],
    ['typeCode', { typeCode: 7 }],
  ])('refuses and names %s', async (field, body) => {
    const answer = await change(owner, body, (await read(owner)).version);
    expect([answer.status, answer.problem.errors?.[0]?.field]).toEqual([400, field]);
  });

  it('is refused for one that came from another exchange', async () => {
    await world.admin
      .insertInto('exchangeNode')
      .values({ code: 'QQ', nameVi: 'x', nameEn: 'x' })
      .onConflict((on) => on.doNothing())
      .execute();
    const id = await given.organisation(world, { verified: false });
    const person = await given.person(world, { organisation: id });
    await world.admin.updateTable('organisation').set({ originNode: 'QQ' }).where('id', '=', id).execute();
    const answer = await as(world, person).call(changeOrganisation, { params: { id }, body: { shortName: 'X' } }, { version: 1 });
    expect([answer.status, answer.problem.code]).toEqual([409, 'listing.foreign_origin']);
  });
});

describe('verification', () => {
  it('is given on a basis by an administrator who does not belong to it, written down, and told to its people', async () => {
    const id = await given.organisation(world, { verified: false });
    const person = await given.person(world, { organisation: id });
    const verify = (caller: Caller, verified: boolean, version: number) =>
      as(world, caller).call(verifyOrganisation, { params: { id }, body: { verified, basis: 'Giấy đăng ký số 12' } }, { version });
    expect((await verify(person, true, 1)).status).toBe(403);
    const answer = await verify(admin, true, 1);
    expect(answer.body).toMatchObject({ verified: true, version: 2 });
    expect((await as(world, person).call(getMe, {})).body.memberships[0]?.organisation.verified).toBe(true);
    const trusted = await as(world, admin).call(trustOrganisation, { params: { id }, body: { trusted: true } }, { version: 2 });
    expect(trusted.body.trusted).toBe(true);
    expect((await verify(admin, false, 3)).body).toMatchObject({ verified: false, trusted: false });
    expect((await as(world, admin).call(trustOrganisation, { params: { id }, body: { trusted: true } }, { version: 4 })).problem.code).toBe(
      'organisation.not_verified',
    );
    const letters = await world.admin.selectFrom('mail').select('template').where('recipient', '=', person.email).execute();
    expect(letters.map((one) => one.template)).toEqual(['organisation_verified']);
  });

  it('of one’s own organisation is refused', async () => {
    const both = await given.person(world, { organisation, grant: 'admin' });
    const answer = await as(world, both).call(
      verifyOrganisation,
      { params: { id: organisation }, body: { verified: false, basis: 'x' } },
      { version: 2 },
    );
    expect([answer.status, answer.problem.code]).toEqual([403, 'organisation.own_verification']);
  });
});

describe('a capacity', () => {
  it('is named with a proof by the organisation and counts once an administrator has seen it', async () => {
    const id = await given.organisation(world);
    const person = await given.person(world, { organisation: id, role: 'admin' });
    const body = { capacity: 'valuation' as const, proof: 'Giấy chứng nhận 007/TĐG', validFrom: '2026-01-01', validUntil: '2028-12-31' };
    const added = await as(world, person).call(addCapacity, { params: { id }, body });
    expect(added.body.capacities).toMatchObject([{ capacity: 'valuation', verified: false, proof: body.proof }]);
    const params = { id, capacityId: added.body.capacities[0]?.id ?? '' };
    expect((await as(world, person).call(verifyCapacity, { params, body: {} }, { version: 2 })).status).toBe(403);
    expect((await as(world, admin).call(verifyCapacity, { params, body: { validUntil: '2025-01-01' } }, { version: 2 })).problem.code).toBe(
      'organisation.validity',
    );
    expect((await as(world, admin).call(verifyCapacity, { params, body: {} }, { version: 2 })).body.capacities).toMatchObject([
      { verified: true, validUntil: '2028-12-31' },
    ]);
    expect((await read(visitor, id)).capacities).toMatchObject([{ capacity: 'valuation', verified: true, proof: null }]);
    const early = await as(world, person).call(addCapacity, { params: { id }, body: { ...body, validUntil: '2025-12-31' } });
    expect([early.status, early.problem.errors?.[0]?.field]).toEqual([422, 'validUntil']);
  });
});

describe('the people of an organisation', () => {
  const members = (caller: Caller) => as(world, caller).call(listMembers, { params: { id: organisation }, query: { limit: 100 } });
  type Change = { of: string; to: 'owner' | 'admin' | 'editor' | 'viewer'; version?: number };
  const setRole = (caller: Caller, { of, to, version = 1 }: Change) =>
    as(world, caller).call(changeMember, { params: { id: organisation, accountId: of }, body: { role: to } }, { version });
  const remove = (caller: Caller, accountId: string) => as(world, caller).call(removeMember, { params: { id: organisation, accountId } });

  it('are known to each other and to the platform’s administrators alone', async () => {
    expect((await members(owner)).body.items.map((one) => one.accountId)).toContain(owner.accountId);
    expect((await members(admin)).status).toBe(200);
    const stranger = await given.person(world, { organisation: await given.organisation(world) });
    expect([(await members(stranger)).status, (await members(visitor)).status]).toEqual([403, 401]);
  });

  it('get no role their giver may not give', async () => {
    const manager = await given.person(world, { organisation, role: 'admin' });
    const editor = await given.person(world, { organisation, role: 'editor' });
    expect((await setRole(editor, { of: editor.accountId, to: 'admin' })).status).toBe(403);
    expect((await setRole(manager, { of: editor.accountId, to: 'owner' })).status).toBe(403);
    expect((await setRole(manager, { of: owner.accountId, to: 'viewer' })).status).toBe(403);
    expect((await setRole(manager, { of: manager.accountId, to: 'owner' })).status).toBe(403);
    expect((await setRole(admin, { of: editor.accountId, to: 'owner' })).status).toBe(403);
    expect((await setRole(manager, { of: editor.accountId, to: 'viewer' })).body).toMatchObject({ role: 'viewer', version: 2 });
    expect((await setRole(manager, { of: editor.accountId, to: 'editor' })).status).toBe(412);
    const elsewhere = await given.person(world, { organisation: await given.organisation(world) });
    expect((await setRole(elsewhere, { of: editor.accountId, to: 'viewer', version: 2 })).status).toBe(403);
    expect((await setRole(owner, { of: elsewhere.accountId, to: 'viewer' })).status).toBe(404);
  });

  it('lose access on the next request once removed', async () => {
    const editor = await given.person(world, { organisation, role: 'editor' });
    expect((await members(editor)).status).toBe(200);
    expect((await remove(owner, editor.accountId)).status).toBe(204);
    expect((await members(editor)).status).toBe(422);
    expect((await as(world, { token: editor.token }).call(getMe, {})).body.memberships).toEqual([]);
    expect((await as(world, { token: editor.token }).call(listMembers, { params: { id: organisation }, query: {} })).status).toBe(403);
  });

  it('may leave, but the last owner stays', async () => {
    const id = await given.organisation(world);
    const owners: (typeof owner)[] = [];
    for (let at = 0; at < 8; at += 1) owners.push(await given.person(world, { organisation: id }));
    const leave = (person: typeof owner) => as(world, person).call(removeMember, { params: { id, accountId: person.accountId } });
    const answers = await Promise.all(owners.map(leave));
    expect(answers.filter((answer) => answer.status === 204)).toHaveLength(7);
    expect(answers.find((answer) => answer.status === 409)?.problem.code).toBe('organisation.last_owner');
    const last = owners[answers.findIndex((answer) => answer.status === 409)];
    if (last === undefined) throw new Error('every owner left');
    const down = await as(world, last).call(
      changeMember,
      { params: { id, accountId: last.accountId }, body: { role: 'admin' } },
      { version: 1 },
    );
    expect(down.problem.code).toBe('organisation.last_owner');
  });
});
