import { MEMBERSHIP_ROLES } from '@ketnoi/domain/actor';
import { CAPACITIES, ORGANISATION_ACTIONS } from '@ketnoi/domain/organisation';
import { Type } from 'typebox';
import { AcceptedTerms, NewPassword, Phone, SessionOpened } from './accounts.ts';
import { endpoint } from './endpoint.ts';
import {
  closed,
  Code,
  DateOnly,
  Email,
  IdParams,
  Instant,
  LanguageCode,
  Line,
  nullable,
  oneOf,
  Page,
  pageQuery,
  Paragraphs,
  Uuid,
  WebAddress,
} from './shapes.ts';

const CountryCode = Type.String({ pattern: '^[A-Z]{2}$' });
const TaxCodeText = Type.String({ minLength: 3, maxLength: 30 });
const TaxCodeConfirmed = Type.Boolean({ description: 'true: the code is printed so on the certificate although its check digit is wrong' });

/** What a new organisation says of itself. */
const NewOrganisation = closed({
  typeCode: Code,
  legalName: Line(300),
  shortName: Type.Optional(nullable(Line(100))),
  englishName: Type.Optional(nullable(Line(300))),
  taxCode: Type.Optional(nullable(TaxCodeText)),
  taxCodeConfirmed: Type.Optional(TaxCodeConfirmed),
  country: Type.Optional(CountryCode),
  provinceCode: Type.Optional(nullable(Code)),
  website: Type.Optional(nullable(WebAddress)),
});

const NewOwner = closed({
  fullName: Line(120),
  email: Email,
  password: NewPassword,
  language: LanguageCode,
  phone: Type.Optional(nullable(Phone)),
});

export const signUpOrganisation = endpoint({
  method: 'POST',
  url: '/api/organisations',
  access: 'public',
  summary: 'Sign up an organisation with its first owner, who is signed in at once and confirms the address by letter before publishing',
  secretAnswer: true,
  staleTokenAllowed: true,
  body: closed({ organisation: NewOrganisation, owner: NewOwner, acceptedTerms: AcceptedTerms }),
  response: { 201: closed({ ...SessionOpened.properties, organisationId: Uuid }) },
  problems: [
    'account.password_weak',
    'account.terms_not_accepted',
    'account.phone_invalid',
    'organisation.tax_code_form',
    'organisation.tax_code_invalid',
    'organisation.tax_code_taken',
    'organisation.province_required',
    'listing.code_unknown',
    'session.cross_site',
  ],
});

const CapacityShape = closed({
  id: Uuid,
  capacity: oneOf(CAPACITIES),
  verified: Type.Boolean(),
  verifiedAt: nullable(Instant),
  validFrom: DateOnly,
  validUntil: nullable(DateOnly),
  proof: nullable(Type.String({ description: 'for the organisation’s own people and those who verify' })),
});

/** An organisation as this caller may see it. */
export const Organisation = closed({
  id: Uuid,
  version: Type.Integer(),
  membership: oneOf(['member', 'directory']),
  typeCode: Type.String(),
  legalName: Type.String(),
  shortName: nullable(Type.String()),
  englishName: nullable(Type.String()),
  taxCode: nullable(Type.String()),
  taxCodeDoubtful: Type.Boolean(),
  country: Type.String(),
  provinceCode: nullable(Type.String()),
  website: nullable(Type.String()),
  aboutVi: nullable(Type.String()),
  aboutEn: nullable(Type.String()),
  demo: Type.Boolean({ description: 'true: invented for the demonstration' }),
  verified: Type.Boolean({ description: 'false for a directory entry too: nobody has checked it' }),
  verifiedAt: nullable(Instant),
  trusted: Type.Boolean(),
  capacities: Type.Array(CapacityShape),
  originNode: Type.String(),
  sourceUrl: nullable(Type.String()),
  textLicence: nullable(Type.String()),
  createdAt: Instant,
  can: Type.Array(oneOf(ORGANISATION_ACTIONS)),
});

export const OrganisationCard = closed({
  id: Uuid,
  membership: oneOf(['member', 'directory']),
  typeCode: Type.String(),
  legalName: Type.String(),
  englishName: nullable(Type.String()),
  country: Type.String(),
  provinceCode: nullable(Type.String()),
  demo: Type.Boolean(),
  verified: Type.Boolean(),
});

export const listOrganisations = endpoint({
  method: 'GET',
  url: '/api/organisations',
  access: 'public',
  summary: 'Organisations of the exchange and of its directory, newest first',
  query: closed({
    ...pageQuery,
    membership: Type.Optional(oneOf(['member', 'directory'])),
    verified: Type.Optional(Type.Boolean()),
    type: Type.Optional(Code),
    province: Type.Optional(Code),
  }),
  response: { 200: Page(OrganisationCard) },
  problems: ['request.cursor_invalid'],
});

export const getOrganisation = endpoint({
  method: 'GET',
  url: '/api/organisations/:id',
  access: 'public',
  summary: 'One organisation',
  params: IdParams,
  response: { 200: Organisation },
});

export const changeOrganisation = endpoint({
  method: 'PATCH',
  url: '/api/organisations/:id',
  access: 'account',
  summary: 'Change one’s organisation; a changed legal name, type, country or tax code ends its verification',
  conditional: true,
  params: IdParams,
  body: closed({
    typeCode: Type.Optional(Code),
    legalName: Type.Optional(Line(300)),
    shortName: Type.Optional(nullable(Line(100))),
    englishName: Type.Optional(nullable(Line(300))),
    taxCode: Type.Optional(nullable(TaxCodeText)),
    taxCodeConfirmed: Type.Optional(TaxCodeConfirmed),
    country: Type.Optional(CountryCode),
    provinceCode: Type.Optional(nullable(Code)),
    website: Type.Optional(nullable(WebAddress)),
    aboutVi: Type.Optional(nullable(Paragraphs(4000))),
    aboutEn: Type.Optional(nullable(Paragraphs(4000))),
  }),
  response: { 200: Organisation },
  problems: [
    'organisation.tax_code_form',
    'organisation.tax_code_invalid',
    'organisation.tax_code_taken',
    'organisation.province_required',
    'listing.code_unknown',
    'listing.foreign_origin',
  ],
});

export const MemberShape = closed({
  accountId: Uuid,
  version: Type.Integer(),
  fullName: Type.String(),
  email: Type.String(),
  role: oneOf(MEMBERSHIP_ROLES),
  suspended: Type.Boolean(),
  since: Instant,
  can: Type.Array(oneOf(['change_role', 'remove'])),
});

export const listMembers = endpoint({
  method: 'GET',
  url: '/api/organisations/:id/members',
  access: 'account',
  summary: 'The people of an organisation, in the order they joined',
  params: IdParams,
  query: closed({ ...pageQuery }),
  response: { 200: Page(MemberShape) },
  problems: ['request.cursor_invalid'],
});

const MemberParams = closed({ id: Uuid, accountId: Uuid });

export const changeMember = endpoint({
  method: 'PATCH',
  url: '/api/organisations/:id/members/:accountId',
  access: 'account',
  summary: 'Give a member another role',
  conditional: true,
  params: MemberParams,
  body: closed({ role: oneOf(MEMBERSHIP_ROLES) }),
  response: { 200: MemberShape },
  problems: ['organisation.last_owner'],
});

export const removeMember = endpoint({
  method: 'DELETE',
  url: '/api/organisations/:id/members/:accountId',
  access: 'account',
  summary: 'Remove a member, or leave; gone on the next request',
  params: MemberParams,
  response: { 204: null },
  problems: ['organisation.last_owner'],
});

export const addCapacity = endpoint({
  method: 'POST',
  url: '/api/organisations/:id/capacities',
  access: 'account',
  summary: 'Name a capacity of one’s organisation (brokerage, valuation …) with its proof, to be verified',
  params: IdParams,
  body: closed({ capacity: oneOf(CAPACITIES), proof: Line(500), validFrom: DateOnly, validUntil: Type.Optional(nullable(DateOnly)) }),
  response: { 201: Organisation },
  problems: ['organisation.validity', 'listing.foreign_origin'],
});

export const verifyCapacity = endpoint({
  method: 'POST',
  url: '/api/organisations/:id/capacities/:capacityId/verify',
  access: 'admin',
  summary: 'Confirm that the proof of a capacity was seen',
  conditional: true,
  params: closed({ id: Uuid, capacityId: Uuid }),
  body: closed({ validUntil: Type.Optional(nullable(DateOnly)) }),
  response: { 200: Organisation },
  problems: ['organisation.own_verification', 'organisation.validity'],
});

export const verifyOrganisation = endpoint({
  method: 'POST',
  url: '/api/organisations/:id/verify',
  access: 'admin',
  summary: 'Verify an organisation on a stated basis, or take the verification back',
  conditional: true,
  params: IdParams,
  body: closed({ verified: Type.Boolean(), basis: Line(300) }),
  response: { 200: Organisation },
  problems: ['organisation.own_verification', 'organisation.tax_code_taken'],
});

export const trustOrganisation = endpoint({
  method: 'POST',
  url: '/api/organisations/:id/trust',
  access: 'admin',
  summary: 'Mark a verified organisation as trusted (its listings skip the moderator, not the checks), or take the mark back',
  conditional: true,
  params: IdParams,
  body: closed({ trusted: Type.Boolean() }),
  response: { 200: Organisation },
  problems: ['organisation.own_verification', 'organisation.not_verified'],
});
