import { createListing, editListing, submitListing } from '@ketnoi/contracts/listings';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, type Caller } from './support/as.ts';
import { testWorld, type World } from './support/context.ts';
import { given } from './support/given.ts';
import { both, completeNeed, completeOffer, drafted, submitted } from './support/listings.ts';
import { steps } from './support/steps.ts';

let world: World;
let go: ReturnType<typeof steps>;
let writer: Caller;
beforeAll(async () => {
  world = await testWorld();
  go = steps(world);
  writer = await given.person(world, { organisation: await given.organisation(world) });
});
afterAll(() => world.close());

type Draft = Parameters<typeof completeOffer>[0];
const create = (body: Parameters<typeof drafted>[2]) => as(world, writer).call(createListing, { body: body ?? completeOffer() });
const faults = (answer: { problem: { code: string; errors?: { field: string; code: string }[] } }) => [
  answer.problem.code,
  answer.problem.errors?.map((one) => [one.field, one.code]),
];

describe('the conditions of publication', () => {
  it.each([
    ['title', { texts: { title: null } }],
    ['summary', { texts: { summary: both('', '') } }],
    ['trl', { values: { trl: null } }],
    ['ipRights', { values: { ipRights: null } }],
    ['transferForms', { values: { transferForms: [] } }],
    ['advantages', { values: { advantages: null } }],
    ['partnerRole', { texts: { partnerRole: null } }],
    ['fields', { values: { fields: null } }],
    ['listCheck', { values: { listCheck: null } }],
  ])('hold an offer without %s back and say what to do', async (field, body) => {
    const whole = await drafted(world, writer);
    const lacking = await go.step(writer, editListing, { ...whole, body });
    expect(lacking.control?.missing).toEqual([field]);
    const refused = await go.tried(writer, submitListing, lacking);
    expect([refused.status, ...faults(refused)]).toEqual([422, 'listing.incomplete', [[field, field]]]);
    expect(refused.problem.errors?.[0]?.message).toMatch(/\p{Lu}.+\./u);
    expect((await go.read(writer, whole.id)).body.state).toBe('draft');
  });

  it('are said in the reader’s language', async () => {
    const draft = await drafted(world, writer, { side: 'need', kind: 'need' });
    const options = (lang: string) => ({ version: draft.version, headers: { 'accept-language': lang } });
    const messages = async (lang: string) =>
      (await as(world, writer).call(submitListing, { params: { id: draft.id } }, options(lang))).problem.errors?.map((one) => one.message);
    expect((await messages('vi'))?.at(-1)).toBe('Cho biết bạn cần giải pháp đến ngày nào.');
    expect((await messages('en'))?.at(-1)).toBe('Say until when you need a solution.');
  });

  it('take know-how instead of an intellectual property row, and ask a research result for its integrity declaration', async () => {
    expect((await submitted(world, writer, completeOffer({ values: { ipRights: null, knowHowOnly: true } }))).state).toBe('in_review');
    const result = await drafted(world, writer, completeOffer({ kind: 'research_result' }));
    expect(faults(await go.tried(writer, submitListing, result))).toEqual(['listing.incomplete', [['integrity', 'integrity']]]);
  });

  it('let a need of four fields pass, but not one whose end has passed', async () => {
    expect((await submitted(world, writer, completeNeed())).state).toBe('in_review');
    const late = await drafted(world, writer, completeNeed({ values: { endsOn: '2026-11-22' } }));
    expect(faults(await go.tried(writer, submitListing, late))).toEqual(['listing.incomplete', [['endsOn', 'ended']]]);
  });
});

const row = { metric: both('a', 'a'), baseline: both('b', 'b'), claim: both('c', 'c') };
const right = { kind: 'invention_patent', territory: 'VN', status: 'granted' };

describe('what a draft may not say', () => {
  it.each([
    ['an unknown code', { values: { sectors: ['IND-ENVIRONMENT', 'NOPE'] } }, 'listing.code_unknown', 'values.sectors.1', 'unknownCode'],
    [
      'an unknown code in a row',
      { values: { ipRights: [{ ...right, kind: 'nope' }] } },
      'listing.code_unknown',
      'values.ipRights.0.kind',
      'unknownCode',
    ],
    ['an unknown country', { values: { territories: ['VN', 'XQ'] } }, 'listing.code_unknown', 'values.territories.1', 'unknownCode'],
    ['a field of the other side', { texts: { mustHave: both('x', 'x') } }, 'listing.content_invalid', 'texts.mustHave', 'otherSide'],
    ['a tier of a field of the other side', { tiers: { budget: 'public' } }, 'listing.content_invalid', 'tiers.budget', 'otherSide'],
    [
      'a range the wrong way round',
      { values: { priceRange: { min: '9', max: '1', currency: 'VND' } } },
      'listing.content_invalid',
      'values.priceRange',
      'rangeOrder',
    ],
    [
      'a range of nothing',
      { values: { priceRange: { min: null, max: null, currency: 'VND' } } },
      'listing.content_invalid',
      'values.priceRange',
      'rangeEmpty',
    ],
    [
      'a grant before its filing',
      { values: { ipRights: [{ ...right, filedOn: '2021-01-01', grantedOn: '2020-01-01' }] } },
      'listing.content_invalid',
      'values.ipRights.0.grantedOn',
      'dateOrder',
    ],
    [
      'a row without words',
      { values: { advantages: [row, { ...row, claim: both('', ' ') }] } },
      'listing.content_invalid',
      'values.advantages.1.claim',
      'rowText',
    ],
    [
      'shares of more than the whole',
      {
        values: {
          ownershipShares: [
            { owner: 'A', percent: 60 },
            { owner: 'B', percent: 50 },
          ],
        },
      },
      'listing.content_invalid',
      'values.ownershipShares',
      'shares',
    ],
  ] as [string, Draft, string, string, string][])('%s', async (_what, ...[more, code, field, advice]) => {
    const answer = await create(completeOffer(more));
    expect([answer.status, ...faults(answer)]).toEqual([422, code, [[field, advice]]]);
  });

  it('a kind of the other side', async () => {
    const answer = await create(completeOffer({ kind: 'need' }));
    expect(faults(answer)).toEqual(['listing.content_invalid', [['kind', 'otherKind']]]);
  });

  it.each([
    ['a tier the field does not have', { tiers: { technicalDetail: 'public' } }, 'tiers.technicalDetail'],
    ['a title that is too long', { texts: { title: both('x'.repeat(121), '') } }, 'texts.title.vi'],
    ['an unknown field', { values: { secretIngredient: 'x' } }, 'values.secretIngredient'],
    ['six keywords', { values: { technologyKeywords: { vi: ['a', 'b', 'c', 'd', 'e', 'f'], en: [] } } }, 'values.technologyKeywords.vi'],
    ['a level that does not exist', { values: { trl: 10 } }, 'values.trl'],
  ])('%s', async (_what, more, field) => {
    const answer = await create({ ...completeOffer(), ...(more as object) });
    expect([answer.status, answer.problem.errors?.[0]?.field]).toEqual([400, field]);
  });

  it('a state, an owner or a reference of its own making', async () => {
    for (const name of ['state', 'reference', 'publishedAt', 'ownerConsentAt', 'version', 'originNode', 'id']) {
      const answer = await create({ ...completeOffer(), [name]: 'x' });
      expect([answer.status, answer.problem.errors?.[0]?.field], name).toEqual([400, name]);
    }
  });
});

describe('what a draft keeps', () => {
  it('is text in composed letters, without blank ends, and the versions of the codes', async () => {
    const draft = await drafted(world, writer, completeOffer({ texts: { title: both('  Ma\u0301y sa\u0302\u0301y\r\nnhanh ', 'Dryer') } }));
    expect(draft.title.vi).toBe('Máy sấy\nnhanh');
    const { classificationVersions } = await world.admin
      .selectFrom('listingVersion')
      .where('listingId', '=', draft.id)
      .select('classificationVersions')
      .executeTakeFirstOrThrow();
    expect(classificationVersions).toMatchObject({ st_field: '2025-12-15', priority_sector: '2024-09-03', ip_type: '1' });
  });

  it('says whose words a text is, until its owner types it anew', async () => {
    const draft = await drafted(world, writer, completeOffer({ translations: [{ block: 'title', language: 'en', status: 'translated' }] }));
    expect(draft.translations).toEqual([{ block: 'title', language: 'en', status: 'translated' }]);
    const edited = await go.step(writer, editListing, { ...draft, body: { texts: { title: both(draft.title.vi ?? '', 'My own words') } } });
    expect(edited.translations).toEqual([]);
  });
});
