import { describe, expect, it } from 'vitest';
import { ANONYMOUS, MEMBERSHIP_ROLES, type Actor, type MembershipRole } from './actor.ts';
import { ACCOUNT_GRAPH, canAccount, maskEmail, normaliseEmail } from './account.ts';
import type { AccountId, OrganisationId, SessionId } from './ids.ts';
import { mayChangeRole, mayGive, mayRemove } from './membership.ts';
import { canOrganisation, ORGANISATION_ACTIONS, ORGANISATION_GRAPH, readTaxCode, shownTaxCode } from './organisation.ts';
import { actionsFrom } from './state.ts';

const id = 'o' as OrganisationId;
const other = 'p' as OrganisationId;
const me = 'a' as AccountId;

const actor = (role: MembershipRole | null, admin = false, organisationId = id): Actor => {
  const membership = role === null ? null : { organisationId, role, verified: true, trusted: false };
  return {
    kind: 'account',
    accountId: me,
    sessionId: 's' as SessionId,
    emailVerified: true,
    termsAccepted: true,
    memberships: membership === null ? [] : [membership],
    grants: admin ? [{ role: 'admin', scope: 'platform', scopeId: null }] : [],
    acting: membership,
  };
};
const subject = (over: object = {}) => ({ id, membership: 'member' as const, foreign: false, ...over });
const can = (who: Actor, over: object = {}) => ORGANISATION_ACTIONS.filter((action) => canOrganisation(who, action, subject(over)));

describe('what may be done with an organisation', () => {
  const keeping = ['edit', 'invite', 'read_members', 'add_capacity'];
  it.each([
    ['its owner', actor('owner'), keeping],
    ['its administrator', actor('admin'), keeping],
    ['its editor', actor('editor'), ['read_members']],
    ['its viewer', actor('viewer'), ['read_members']],
    ['an owner of another one', actor('owner', false, other), []],
    ['somebody signed in', actor(null), []],
    ['a visitor', ANONYMOUS, []],
    ['an administrator of the platform', actor(null, true), ['read_members', 'verify', 'trust', 'verify_capacity']],
    ['an administrator who belongs to it', actor('owner', true), keeping],
  ])('by %s', (_name, who, actions) => {
    expect(can(who)).toEqual(actions);
  });

  it('is nothing but reading its people for a directory entry and a row of another exchange', () => {
    for (const over of [{ membership: 'directory' }, { foreign: true }]) {
      expect(can(actor('owner'), over)).toEqual(['read_members']);
      expect(can(actor(null, true), over)).toEqual(['read_members']);
    }
  });
});

describe('a role', () => {
  it('is given by owners, and by administrators up to their own', () => {
    expect(MEMBERSHIP_ROLES.filter((role) => mayGive('owner', role))).toEqual(['owner', 'admin', 'editor', 'viewer']);
    expect(MEMBERSHIP_ROLES.filter((role) => mayGive('admin', role))).toEqual(['admin', 'editor', 'viewer']);
    for (const giver of ['editor', 'viewer', null] as const) expect(MEMBERSHIP_ROLES.some((role) => mayGive(giver, role))).toBe(false);
  });

  it('is neither raised nor taken by who may not give it, but everybody may leave', () => {
    const member = { organisationId: id, accountId: 'b' as AccountId, role: 'owner' as const };
    expect(mayChangeRole(actor('admin'), member, 'viewer')).toBe(false);
    expect(mayChangeRole(actor('admin'), { ...member, role: 'viewer' }, 'owner')).toBe(false);
    expect(mayChangeRole(actor('owner', false, other), member, 'viewer')).toBe(false);
    expect(mayRemove(actor('admin'), member)).toBe(false);
    expect(mayRemove(actor('viewer'), { ...member, role: 'viewer', accountId: me })).toBe(true);
  });
});

describe('the lives of organisations and accounts', () => {
  it.each([
    ['organisation', ORGANISATION_GRAPH, 'unverified'],
    ['account', ACCOUNT_GRAPH, 'active'],
  ])('%s: every state is reached and can be left', (_noun, graph, start) => {
    const known = graph as Record<string, Record<string, { to: string }>>;
    const reached = new Set([start]);
    for (const state of reached) for (const edge of Object.values(known[state] ?? {})) reached.add(edge.to);
    expect([...reached].toSorted()).toEqual(Object.keys(known).toSorted());
    for (const state of Object.keys(known)) expect(actionsFrom(graph as never, state as never).length).toBeGreaterThan(0);
  });

  it('are nobody’s own to end', () => {
    expect(canAccount(actor(null, true), 'suspend', { id: me })).toBe(false);
    expect(canAccount(actor(null, true), 'suspend', { id: 'b' as AccountId })).toBe(true);
    expect(canAccount(actor('owner'), 'read', { id: 'b' as AccountId })).toBe(false);
  });
});

describe('a tax code', () => {
  const vn = (typeCode: string) => ({ typeCode, country: 'VN' });
  it.each([
    ['0100233488', 'enterprise', '0100233488', false],
    ['0314409058002', 'enterprise', '0314409058-002', false],
    ['01 0123 4567', 'enterprise', '0101234567', true],
    ['022123456789', 'household_business', '022123456789', false],
  ])('%s of a %s', (...[text, type, code, doubtful]) => {
    expect(readTaxCode(text, vn(type))).toMatchObject({ code, doubtful });
  });

  it('of a person is none of a company’s, and no other length is one', () => {
    expect(readTaxCode('022123456789', vn('enterprise'))).toBeNull();
    for (const text of ['123', '0000000000', '01002334880', 'abc']) expect(readTaxCode(text, vn('enterprise'))).toBeNull();
    expect(readTaxCode(' fr-40 303 265 045 ', { typeCode: 'foreign_partner', country: 'FR' })?.code).toBe('FR-40 303 265 045');
  });

  it('of a person is shown to its own people in its last three digits', () => {
    expect(shownTaxCode('022123456789', 'VN', false)).toBeNull();
    expect(shownTaxCode('022123456789', 'VN', true)).toBe('•••••••••789');
    expect(shownTaxCode('0100233488', 'VN', false)).toBe('0100233488');
  });
});

describe('an address', () => {
  it('is compared without case and blanks, and masked for who should only recognise it', () => {
    expect(normaliseEmail('  Binh@Example.ORG ')).toBe('binh@example.org');
    expect(maskEmail('binh@example.org')).toBe('b•••@example.org');
  });
});
