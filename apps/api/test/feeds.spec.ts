import { retractListing, withdrawListing } from '@ketnoi/contracts/listings';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from './support/as.ts';
import type { World } from './support/context.ts';
import { given } from './support/given.ts';
import { drain } from './support/jobs.ts';
import { both, completeNeed, completeOffer, published } from './support/listings.ts';
import { peopledWorld } from './support/people.ts';
import { steps } from './support/steps.ts';
import { readXml, type Element } from './support/xml.ts';

let world: World;
let people: { writer: Caller; moderator: Caller };
beforeAll(async () => {
  world = await peopledWorld();
  const organisation = await given.organisation(world, { name: 'Viện Rong <Biển> & Tảo' });
  people = { writer: await given.person(world, { organisation }), moderator: await given.person(world, { grant: 'moderator' }) };
});
afterAll(() => world.close());

const get = (url: string, headers: Record<string, string> = {}) => world.app.inject({ url, headers });

async function feed(url: string): Promise<{ root: Element; entries: Element[]; titles: string[] }> {
  const response = await get(url);
  expect([response.statusCode, response.headers['content-type']]).toEqual([200, 'application/atom+xml; charset=utf-8']);
  const root = readXml(response.body);
  const entries = root.all('entry');
  return { root, entries, titles: entries.map((entry) => entry.one('title').text) };
}

const titled = (vi: string, en: string, more = {}) => completeOffer({ ...more, texts: { title: both(vi, en) } });

describe('a feed of listings', () => {
  it('is a valid Atom document: ids, times, authors and links as the format asks', async () => {
    const listing = await published(world, people, titled('Sấy rong nho', 'Sea grape drying'));
    await drain(world);
    const { root, entries } = await feed('/feeds/listings.atom?q=rong+nho&sector=IND-ENVIRONMENT');
    expect([root.name, root.attributes['xmlns'], root.attributes['xml:lang']]).toEqual(['feed', 'http://www.w3.org/2005/Atom', 'vi']);
    for (const name of ['id', 'title', 'updated', 'author']) expect(root.all(name)).toHaveLength(1);
    expect(root.one('id').text).toBe('tag:ketnoi.test,2026:/feeds/listings.atom?q=rong+nho&sector=IND-ENVIRONMENT#vi');
    const links = root.all('link').map(({ attributes }) => [attributes['rel'], attributes['hreflang'], attributes['href']]);
    expect(links).toContainEqual(['self', 'vi', 'http://ketnoi.test/feeds/listings.atom?q=rong+nho&sector=IND-ENVIRONMENT']);
    expect(links).toContainEqual(['alternate', 'en', 'http://ketnoi.test/en/search?q=rong+nho&sector=IND-ENVIRONMENT']);
    const [entry] = entries;
    for (const name of ['id', 'title', 'updated', 'published', 'summary', 'author']) expect(entry?.all(name)).toHaveLength(1);
    expect(entry?.one('id').text).toBe(`urn:uuid:${listing.id}`);
    expect(entry?.one('author').one('name').text).toBe('Viện Rong <Biển> & Tảo');
    expect(entry?.all('link').map((link) => link.attributes['href'])).toEqual([
      `http://ketnoi.test/listings/${listing.reference ?? ''}`,
      `http://ketnoi.test/en/listings/${listing.reference ?? ''}`,
    ]);
    expect(entry?.all('category').map((one) => one.attributes)).toContainEqual({
      term: '22',
      scheme: 'http://ketnoi.test/api/classifications/province',
      label: 'Quảng Ninh',
    });
    const times = [root, ...entries].map((one) => one.one('updated').text);
    for (const time of times) expect(new Date(time).toISOString()).toBe(time);
    const english = await feed('/en/feeds/listings.atom?q=sea+grape');
    expect([english.root.attributes['xml:lang'], english.titles]).toEqual(['en', ['Sea grape drying']]);
  });

  it('says whose text it cannot say in the reader’s language, and carries any sign that a text may hold', async () => {
    const hostile = `Lưới <script>alert(1)</script> ]]> & "x" 'y' \u202Eabc\u202C\u0007\u000B\uFFFE🐟 rongmo`;
    await published(world, people, completeOffer({ texts: { title: { vi: hostile, en: null }, summary: both('Tóm tắt rongmo', 'x') } }));
    await drain(world);
    const response = await get('/en/feeds/listings.atom?q=rongmo');
    expect(response.body).not.toContain('<script>');
    const [entry] = readXml(response.body).all('entry');
    expect(entry?.one('title').attributes).toEqual({ type: 'text', 'xml:lang': 'vi' });
    expect(entry?.one('title').text).toBe(`Lưới <script>alert(1)</script> ]]> & "x" 'y' \u202Eabc\u202C🐟 rongmo`);
  });

  it('holds the newest first, and nothing that only comes close', async () => {
    for (const at of [1, 2, 3]) {
      world.clock.forward(60_000);
      await published(world, people, completeNeed({ texts: { title: both(`Ép bùn khoáng ${at}`, `Pressing mineral sludge ${at}`) } }));
    }
    await drain(world);
    expect((await feed('/en/feeds/listings.atom?q=mineral+sludge&in=need')).titles).toEqual([
      'Pressing mineral sludge 3',
      'Pressing mineral sludge 2',
      'Pressing mineral sludge 1',
    ]);
    expect((await feed('/en/feeds/listings.atom?q=mineral+grape')).titles).toEqual([]);
  });

  it.each([
    ['/feeds/listings.atom?wort=x', 'wort'],
    ['/feeds/listings.atom?sort=newest', 'sort'],
    ['/en/feeds/listings.atom?in=thing', 'in.0'],
    ['/feeds/listings.atom?trlMin=x', 'trlMin'],
  ])('refuses %s and names %s', async (url, field) => {
    const response = await get(url);
    expect([response.statusCode, response.json<{ errors: { field: string }[] }>().errors[0]?.field.replace('querystring.', '')]).toEqual([
      400,
      field,
    ]);
  });

  it('names each code that is none', async () => {
    const response = await get('/feeds/listings.atom?sector=NONE');
    expect([response.statusCode, response.json<{ errors: { field: string }[] }>().errors.map((one) => one.field)]).toEqual([
      422,
      ['sector'],
    ]);
  });

  it('is told from its last reading by a tag, needs no session and sets no cookie', async () => {
    const first = await get('/feeds/listings.atom?q=rong+nho');
    expect(first.headers['set-cookie']).toBeUndefined();
    expect(first.headers['cache-control']).toBe('public, max-age=0, must-revalidate');
    expect(Date.parse(String(first.headers['last-modified']))).toBeGreaterThan(0);
    const etag = String(first.headers['etag']);
    const again = await get('/feeds/listings.atom?q=rong+nho', { 'if-none-match': `"x", W/${etag}` });
    expect([again.statusCode, again.body, again.headers['etag']]).toEqual([304, '', etag]);
    await published(world, people, titled('Nuôi rong nho trong bể', 'Sea grapes in tanks'));
    await drain(world);
    expect((await get('/feeds/listings.atom?q=rong+nho', { 'if-none-match': etag })).statusCode).toBe(200);
  });
});

describe('what not everyone may see', () => {
  it('is in no feed: withdrawn before the index has heard of it, retracted, or for members', async () => {
    const go = steps(world);
    const secret = completeOffer({
      texts: { title: both('Lồng cá sapphire', 'Sapphire fish cage'), description: both('Bí mật zirconfeed', 'Secret zirconfeed') },
      tiers: { description: 'member' },
    });
    const one = await published(world, people, secret);
    const other = await published(world, people, titled('Lồng cá sapphire hai', 'Second sapphire cage'));
    await drain(world);
    const titles = async () => (await feed('/en/feeds/listings.atom?q=sapphire')).titles;
    expect((await titles()).toSorted()).toEqual(['Sapphire fish cage', 'Second sapphire cage']);
    expect((await get('/en/feeds/listings.atom?q=sapphire')).body).not.toContain('zirconfeed');
    expect((await feed('/feeds/listings.atom?q=zirconfeed')).titles).toEqual([]);
    const etag = String((await get('/en/feeds/listings.atom?q=sapphire')).headers['etag']);
    await go.step(people.writer, withdrawListing, { id: one.id, version: one.version, body: { reason: 'owner_request' } });
    expect(await titles()).toEqual(['Second sapphire cage']);
    expect((await get('/en/feeds/listings.atom?q=sapphire', { 'if-none-match': etag })).statusCode).toBe(200);
    const body = { notice: both('Số liệu sai', 'Wrong figures') };
    await go.step(people.moderator, retractListing, { id: other.id, version: other.version, body });
    expect(await titles()).toEqual([]);
  });

  it('stays unsaid of a listing that hides its owner', async () => {
    await published(world, people, titled('Phao topaz', 'Topaz buoy', { masked: true }));
    await drain(world);
    const response = await get('/en/feeds/listings.atom?q=topaz');
    const [entry] = readXml(response.body).all('entry');
    expect([entry?.one('title').text, entry?.all('author')]).toEqual(['Topaz buoy', []]);
    expect(response.body).not.toContain('Rong');
    expect(response.body).not.toContain(people.writer.organisation ?? '');
  });
});
