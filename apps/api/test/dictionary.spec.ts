import { addEntry, correctEntry, listDictionary, lookUpTerm, withdrawEntry } from '@ketnoi/contracts/dictionary';
import { matchText } from '@ketnoi/contracts/matches';
import { saveSearch } from '@ketnoi/contracts/saved-searches';
import { searchListings } from '@ketnoi/contracts/search';
import { enqueue } from '@ketnoi/jobs/enqueue';
import { inTransaction } from '@ketnoi/db/transaction';
import { createSearch } from '@ketnoi/search/create';
import { insertListing } from '@ketnoi/testing/listings';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { planJob } from '../src/features/saved-searches/jobs.ts';
import { as, visitor, type Caller } from './support/as.ts';
import { testWorld, type World } from './support/context.ts';
import { given } from './support/given.ts';
import { drain } from './support/jobs.ts';

let world: World;
let operator: Awaited<ReturnType<typeof given.person>>;
beforeAll(async () => {
  world = await testWorld();
  operator = await given.person(world, { grant: 'operator' });
});
afterAll(() => world.close());

type Body = { language?: 'vi' | 'en'; term: string; meanings: string[]; note?: string };
const add = (body: Body, caller: Caller = operator) => as(world, caller).call(addEntry, { body: { language: 'vi', ...body } });
const lookUp = async (term: string, language?: 'vi' | 'en') =>
  (await as(world, operator).call(lookUpTerm, { query: { term, ...(language === undefined ? {} : { language }) } })).body;
const list = async (query: object = {}) => (await as(world, operator).call(listDictionary, { query })).body;
const found = async (q: string): Promise<string[]> =>
  (await as(world, visitor).call(searchListings, { query: { q } })).body.items.map((item) => item.id);
const acts = (nounId: string) =>
  world.admin.selectFrom('auditEvent').where('canonical', 'like', `%"${nounId}"%`).orderBy('seq').select('canonical').execute();

describe('the dictionary of an exchange', () => {
  it('is kept by moderators, operators and administrators, and by nobody else', async () => {
    const organisation = await given.organisation(world);
    const others = [visitor, await given.person(world), await given.person(world, { organisation })];
    for (const caller of others) {
      const asked = [
        await as(world, caller).call(listDictionary, { query: {} }),
        await as(world, caller).call(lookUpTerm, { query: { term: 'nước lợ' } }),
        await add({ term: 'thử quyền', meanings: ['permission test'] }, caller),
      ];
      expect(asked.map(({ status }) => status)).toEqual(caller === visitor ? [401, 401, 401] : [403, 403, 403]);
    }
    for (const grant of ['moderator', 'operator', 'admin'] as const) {
      const answer = await add({ term: `thử quyền ${grant}`, meanings: ['permission test'] }, await given.person(world, { grant }));
      expect(answer.status).toBe(201);
    }
  });

  it('writes each act down, with the history of its state, and never with the words', async () => {
    const added = (await add({ term: 'nước nhẫn', meanings: ['bitter brackish water'], note: 'Bến Tre' })).body;
    expect(added).toMatchObject({ version: 1, state: 'active', note: 'Bến Tre', can: ['correct', 'withdraw'] });
    const target = { params: { id: added.id } };
    const corrected = await as(world, operator).call(correctEntry, { ...target, body: { meanings: ['estuarine water'] } }, { version: 1 });
    expect(corrected.body).toMatchObject({ version: 2, meanings: ['estuarine water'], note: 'Bến Tre' });
    const stale = await as(world, operator).call(correctEntry, { ...target, body: { note: null } }, { version: 1 });
    expect(stale.problem.code).toBe('record.stale');
    const withdrawn = await as(world, operator).call(withdrawEntry, target, { version: 2 });
    expect(withdrawn.body).toMatchObject({ version: 3, state: 'withdrawn', can: [] });
    const again = await as(world, operator).call(correctEntry, { ...target, body: { note: null } }, { version: 3 });
    expect([again.status, again.problem.code]).toEqual([409, 'dictionary.entry_withdrawn']);
    const canonical = (await acts(added.id)).map((row) => row.canonical);
    expect(canonical.map((text) => /dictionary\.\w+/u.exec(text)?.[0])).toEqual([
      'dictionary.add',
      'dictionary.correct',
      'dictionary.withdraw',
    ]);
    expect(canonical.join('\n')).not.toMatch(/nhẫn|estuarine/u);
    const steps = await world.admin
      .selectFrom('stateChange')
      .where('nounId', '=', added.id)
      .orderBy('at')
      .orderBy('id')
      .select(['action', 'toState', 'capacity'])
      .execute();
    expect(steps.map((one) => [one.action, one.toState, one.capacity])).toEqual([
      ['add', 'active', 'operator'],
      ['withdraw', 'withdrawn', 'operator'],
    ]);
    const versions = await world.admin
      .selectFrom('dictionaryEntryVersion')
      .where('entryId', '=', added.id)
      .orderBy('version')
      .select(['meanings', 'state'])
      .execute();
    expect(versions.map((one) => [one.meanings[0], one.state])).toEqual([
      ['bitter brackish water', 'active'],
      ['estuarine water', 'active'],
      ['estuarine water', 'withdrawn'],
    ]);
    expect((await add({ term: 'nước nhẫn', meanings: ['bitter brackish water'] })).status).toBe(201);
  });

  it.each<[string, Body, readonly [string, string]]>([
    ['without a letter', { term: ' – ', meanings: ['x'] }, ['term', 'required']],
    ['too long', { term: 'nước '.repeat(17), meanings: ['x'] }, ['term', 'too_long']],
    ['of too many words', { term: 'a ă â b c d đ e ê', meanings: ['x'] }, ['term', 'too_many_words']],
    ['with an empty meaning', { term: 'chạch lấu', meanings: ['eel', ' '] }, ['meanings.1', 'required']],
    ['with a meaning twice', { term: 'chạch lấu', meanings: ['tire track eel', 'Tire track eels'] }, ['meanings.1', 'repeated']],
    ['with nothing to strike out', { term: 'chạch lấu', meanings: [] }, ['meanings', 'required']],
    ['that says what the lists say', { term: 'nước lợ', meanings: ['brackish water'] }, ['meanings', 'same_as_shipped']],
  ])('takes no entry %s, and names the field', async (_what, body, fault) => {
    const answer = await add(body);
    expect([answer.status, answer.problem.code, answer.problem.errors?.map((one) => [one.field, one.code])]).toEqual([
      422,
      'dictionary.entry_invalid',
      [fault],
    ]);
  });

  it('has one entry for a spelling, in whatever habit of tone marks and letters, English in either number', async () => {
    await add({ term: 'cá hoà', meanings: ['harmony fish'] });
    const twin = await add({ term: 'Cá hòa', meanings: ['peace fish'] });
    expect([twin.status, twin.problem.code, twin.problem.errors?.[0]?.field]).toEqual([409, 'dictionary.entry_exists', 'term']);
    await add({ language: 'en', term: 'mud carps', meanings: ['cá trôi bùn'] });
    expect((await add({ language: 'en', term: 'Mud carp', meanings: ['cá trôi'] })).status).toBe(409);
    const repeated = await Promise.all([1, 2].map((at) => add({ term: 'cá sặc rằn', meanings: [`snakeskin gourami ${at}`] })));
    expect(repeated.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 409]);
  });

  it('lists entries by their letters without marks, page by page, those changed last first', async () => {
    for (const letter of ['ả', 'ẻ', 'ỉ']) await add({ term: `phép th${letter} trang`, meanings: [`page ${letter} trial`] });
    const first = await list({ q: 'phep th', limit: 2 });
    const second = await list({ q: 'phep th', limit: 2, cursor: first.next });
    expect([...first.items, ...second.items].map(({ term }) => term)).toEqual(['phép thỉ trang', 'phép thẻ trang', 'phép thả trang']);
    expect(second.next).toBeNull();
    expect((await list({ q: '%' })).items).toEqual([]);
    expect((await list({ q: 'MUD carps', state: 'active' })).items.map(({ term }) => term)).toEqual(['mud carps']);
    const other = await as(world, operator).call(listDictionary, { query: { q: 'x', cursor: first.next ?? '' } });
    expect(other.problem.code).toBe('request.cursor_invalid');
  });

  it('tells what every table says of a term, and reads a sentence, naming the table of each piece', async () => {
    const { id } = (await add({ term: 'nước lợ', meanings: ['estuarine water'] })).body;
    const term = await lookUp('nước lợ', 'vi');
    expect(term.said.slice(0, 2)).toEqual([
      { source: 'editor', meanings: ['estuarine water'] },
      { source: 'glossary', meanings: ['brackish water'] },
    ]);
    expect(term.entryId).toBe(id);
    const sentence = await lookUp('Nuôi cá trong ao nước lợ, có khạp');
    expect(sentence.gloss.find(({ from }) => from === 'nước lợ')).toEqual({ from: 'nước lợ', to: ['estuarine water'], source: 'editor' });
    expect(sentence).toMatchObject({ language: 'vi', entryId: null, unknown: ['khạp'] });
    await add({ term: 'khạp', meanings: ['large earthen jar'] });
    expect((await lookUp('có khạp')).unknown).toEqual([]);
  });
});

describe('a word added a moment ago', () => {
  it('finds listings of the other language in a process that was running before', async () => {
    const other = createSearch({ db: world.ctx.db, clock: world.clock });
    const foundThere = async (text: string) => {
      const asked = { text, language: 'vi', filters: {}, sort: 'relevance', facets: [], limit: 20, after: null, exact: false } as const;
      return (await other.search(asked)).hits.map(({ listingId }) => listingId);
    };
    const english = await insertListing(world.admin, {
      title: { en: 'Hatchery feed for tire track eel fry' },
      summary: { en: 'Live feed for the first twenty days.' },
    });
    await inTransaction(world.admin, (tx) => enqueue(tx, 'listing.index', { listingId: english }));
    await drain(world);
    expect([await found('chạch lấu'), await foundThere('chạch lấu')]).toEqual([[], []]);
    const { id, version } = (await add({ term: 'chạch lấu', meanings: ['tire track eel'] })).body;
    const live = { timeout: 10_000, interval: 200 };
    await vi.waitFor(async () => expect(await foundThere('chạch lấu')).toEqual([english]), live);
    expect(await found('chạch lấu')).toEqual([english]);
    await as(world, operator).call(withdrawEntry, { params: { id } }, { version });
    await vi.waitFor(async () => expect(await found('chạch lấu')).toEqual([]), live);
  });

  it('leads matching across the languages, from either side', async () => {
    const titled = (title: object, of: string) => ({
      title,
      summary: title,
      texts: { problem: { vi: null, en: null, [of]: Object.values(title)[0] } },
    });
    const english = await insertListing(world.admin, titled({ en: 'Smokeless oven for giant snakehead' }, 'en'));
    const vietnamese = await insertListing(world.admin, titled({ vi: 'Thùng quay cá bông bủng' }, 'vi'));
    await inTransaction(world.admin, async (tx) => {
      for (const listingId of [english, vietnamese]) await enqueue(tx, 'listing.index', { listingId });
    });
    await drain(world);
    const matched = async (text: string): Promise<[string, number][]> =>
      (await as(world, visitor).call(matchText, { body: { text } })).body.items.map(({ id, score }) => [id, score ?? 0]);
    const scoreOf = async (text: string, id: string): Promise<number> => (await matched(text)).find(([one]) => one === id)?.[1] ?? 0;
    const [typed, meant] = ['bủng', 'giant snakehead'];
    const before = [await scoreOf(typed, english), await scoreOf(meant, vietnamese)];
    expect(before).toEqual([0, 0]);
    await add({ term: 'bủng', meanings: ['giant snakehead'] });
    await drain(world);
    await vi.waitFor(async () => expect(await scoreOf(typed, english)).toBeGreaterThan(0), { timeout: 10_000, interval: 1200 });
    expect(await scoreOf(meant, vietnamese)).toBeGreaterThan(0);
  });

  it('is in the plans of saved searches when these are kept in order', async () => {
    const owner = await given.person(world);
    const { id } = (await as(world, owner).call(saveSearch, { body: { name: 'Lươn', query: { q: 'bù tọt' }, rhythm: 'daily' } })).body;
    const asked = async (): Promise<string> =>
      (await world.admin.selectFrom('savedSearch').where('id', '=', id).select('asked').executeTakeFirstOrThrow()).asked;
    expect(await asked()).not.toContain('tadpole');
    await add({ term: 'bù tọt', meanings: ['toad tadpole'] });
    await inTransaction(world.admin, (tx) => enqueue(tx, planJob.name, {}));
    await drain(world);
    expect(await asked()).toContain('tadpole');
  });

  it('has the listings indexed anew that are read by what their words mean, and no others', async () => {
    const vietnamese = (title: string) => ({ title: { vi: title }, summary: { vi: 'Quy mô hộ gia đình.' } });
    const touched = await insertListing(world.admin, vietnamese('Ương cá lìm kìm trong bể xi măng'));
    const bilingual = await insertListing(world.admin, {
      title: { vi: 'Nuôi cá lìm kìm', en: 'Raising wrestling halfbeaks' },
      summary: { vi: 'Gọn.', en: 'Small.' },
    });
    const apart = await insertListing(world.admin, vietnamese('Máy kìm lìm trục cho xưởng'));
    await inTransaction(world.admin, async (tx) => {
      for (const listingId of [touched, bilingual, apart]) await enqueue(tx, 'listing.index', { listingId });
    });
    await drain(world);
    const indexedAt = async () => {
      const rows = await world.admin
        .selectFrom('searchDocument')
        .where('listingId', 'in', [touched, bilingual, apart])
        .select(['listingId', 'indexedAt'])
        .execute();
      return new Map(rows.map((row) => [row.listingId, row.indexedAt]));
    };
    const before = await indexedAt();
    world.clock.forward(60_000);
    await add({ language: 'en', term: 'wrestling halfbeak', meanings: ['cá lìm kìm'] });
    await drain(world);
    const after = await indexedAt();
    expect([touched, bilingual, apart].map((id) => after.get(id)?.getTime() === before.get(id)?.getTime())).toEqual([false, true, true]);
  });
});
