import { holdListing, withdrawListing } from '@ketnoi/contracts/listings';
import { pageUrl, type Head } from '../src/pages/head.ts';
import { listingPage } from '../src/pages/listing-page.ts';
import { organisationPage } from '../src/pages/organisation-page.ts';
import type { PageRequest, Rendered } from '../src/pages/rendered.ts';
import { searchPage } from '../src/pages/search-page.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from './support/as.ts';
import type { World } from './support/context.ts';
import { given } from './support/given.ts';
import { drain } from './support/jobs.ts';
import { both, completeNeed, completeOffer, published } from './support/listings.ts';
import { peopledWorld } from './support/people.ts';
import { steps } from './support/steps.ts';
import { readXml } from './support/xml.ts';

let world: World;
let people: { writer: Caller; moderator: Caller };
beforeAll(async () => {
  world = await peopledWorld();
  const organisation = await given.organisation(world, { name: 'Viện Sen' });
  people = { writer: await given.person(world, { organisation }), moderator: await given.person(world, { grant: 'moderator' }) };
  await published(world, people, completeOffer({ texts: { title: both('Tách hạt sen <tươi>', 'Lotus seed <splitter>') } }));
  await published(world, people, completeNeed({ texts: { title: both('Sấy hạt sen', 'Dry lotus seed') } }));
  await drain(world);
});
afterAll(() => world.close());

type Wanted = { params?: Record<string, string>; query?: PageRequest['query']; language?: 'vi' | 'en' };
type Page = (ctx: World['ctx'], request: PageRequest) => Promise<Rendered>;
const read = (page: Page, { params = {}, query = {}, language = 'vi' }: Wanted): Promise<Rendered> =>
  page(world.ctx, { params, query, language });
const typesOf = (head: Head): unknown[] => (head.jsonLd ?? []).map((one) => (one as { '@type': string })['@type']);

describe('the search page as web search engines read it', () => {
  it('holds its first results as text, in the reader’s language, with a list and a trail as data', async () => {
    const { head, body } = await read(searchPage, {
      query: { q: 'lotus seed', in: 'offer', shown: '40', view: 'compare' },
      language: 'en',
    });
    expect(body).toContain('<h1>“lotus seed”, Offers</h1>');
    expect(body).toMatch(/<a href="\/en\/listings\/[A-Z]+-TO-2026-\d+"><span>Lotus seed &lt;splitter&gt;<\/span><\/a>/u);
    expect(body).not.toContain('Dry lotus seed');
    expect(typesOf(head)).toEqual(['BreadcrumbList', 'ItemList']);
    expect(head.title).toMatch(/^“lotus seed”, Offers · Ketnoi, /u);
    expect(head.description).toContain('Lotus seed <splitter>');
    expect(head.feed?.path).toBe('/feeds/listings.atom?q=lotus+seed&in=offer');
  });

  it.each([
    [{}, '/search', true],
    [{ sector: 'IND-ENVIRONMENT' }, '/search?sector=IND-ENVIRONMENT', true],
    [{ province: '22', in: 'offer', sort: 'newest', compare: ['x', 'y'], utm_source: 'z' }, '/search?in=offer&province=22', true],
    [{ province: 'Quảng Ninh', shown: '40' }, '/search?province=Qu%E1%BA%A3ng+Ninh', true],
    [{ q: ' sen ' }, '/search?q=sen', false],
    [{ sector: ['IND-ENVIRONMENT', 'AGR-HITECH'] }, '/search?sector=AGR-HITECH&sector=IND-ENVIRONMENT', false],
    [{ sector: 'IND-ENVIRONMENT', province: '22' }, '/search?sector=IND-ENVIRONMENT&province=22', false],
    [{ province: '01' }, '/search?province=01', false],
    [{ trlMin: '4' }, '/search?trlMin=4', false],
  ])('asked for %j stands under %s; may be listed: %s', async (query, path, index) => {
    const { head } = await read(searchPage, { query });
    expect([head.path, head.index]).toEqual([path, index]);
  });

  it.each([
    [{ sector: 'NONE', q: 'sen' }, '/search?q=sen'],
    [{ in: 'thing', trlMin: '77', kind: ['need', 'x'], openForInterest: '1' }, '/search?kind=need&openForInterest=true'],
    [{ trlMin: '7', trlMax: '3' }, '/search?trlMin=7'],
    [{ q: 'sen\u0000' }, '/search'],
    [{ q: ['sen', 'x'], exact: 'true', translate: '0' }, '/search?q=sen&exact=true&translate=false'],
  ])('passes over what of %j cannot be read', async (query, path) => {
    const { head, status } = await read(searchPage, { query });
    expect([status, head.path]).toEqual([200, path]);
  });

  it('shows no listing that is hidden, though the index has not heard yet', async () => {
    const listing = await published(world, people, completeOffer({ texts: { title: both('Ghe chở sen ruby', 'Ruby lotus boat') } }));
    await drain(world);
    expect((await read(searchPage, { query: { q: 'ruby' }, language: 'en' })).body).toContain('Ruby lotus boat');
    await steps(world).step(people.writer, holdListing, { id: listing.id, version: listing.version, body: {} });
    const { body, head } = await read(searchPage, { query: { q: 'ruby' }, language: 'en' });
    expect([body.includes('Ruby lotus boat'), JSON.stringify(head).includes('boat')]).toEqual([false, false]);
  });
});

describe('the page of a listing', () => {
  it('says where it stands, and is not found while it is on hold', async () => {
    const listing = await published(world, people, completeOffer({ texts: { title: both('Máy cắt ngó sen', 'Lotus stem cutter') } }));
    const params = { id: listing.reference ?? '' };
    const { head, status } = await read(listingPage, { params, language: 'en' });
    expect([status, head.index, head.path, typesOf(head)]).toEqual([200, true, `/listings/${params.id}`, ['Offer', 'BreadcrumbList']]);
    await steps(world).step(people.writer, holdListing, { id: listing.id, version: listing.version, body: {} });
    expect((await read(listingPage, { params })).status).toBe(404);
  });

  it('that has ended is gone, tells nothing of it and leads on to what is new', async () => {
    const listing = await published(world, people, completeNeed({ texts: { title: both('Cần bột opal sen', 'Opal lotus flour wanted') } }));
    await steps(world).step(people.writer, withdrawListing, { id: listing.id, version: listing.version, body: {} });
    for (const id of [listing.id, listing.reference ?? '']) {
      const { head, body, status } = await read(listingPage, { params: { id }, language: 'en' });
      expect([status, head.index]).toEqual([410, false]);
      expect(body).toContain('Dry lotus seed');
      expect(body).not.toContain('Opal');
    }
  });

  it('that never was public is not found, whatever it is called', async () => {
    const hidden = await published(world, people, completeNeed({ audience: 'private_search' }));
    await steps(world).step(people.writer, withdrawListing, { id: hidden.id, version: hidden.version, body: {} });
    for (const id of [hidden.id, hidden.reference ?? '', 'x', "QN-TO-2026-000000'", '01a20621-ad00-7198-af19-ba4e2fcf1570'])
      expect([id, (await read(listingPage, { params: { id } })).status]).toEqual([id, 404]);
  });
});

describe('the page of an organisation', () => {
  it('holds what it lists under its own name, as text and as data', async () => {
    const id = people.writer.organisation ?? '';
    const { head, body } = await read(organisationPage, { params: { id }, language: 'en' });
    expect([head.type, typesOf(head)]).toEqual(['profile', ['Organization', 'BreadcrumbList', 'ItemList']]);
    expect(body).toContain('Lotus seed &lt;splitter&gt;');
  });
});

describe('robots', () => {
  const get = async (url: string): Promise<string> => (await world.app.inject({ url })).body;

  it('are told where the sitemap is and what is nobody’s business', async () => {
    const text = await get('/robots.txt');
    expect(text).toContain('Sitemap: http://ketnoi.test/sitemap.xml');
    for (const path of ['/api/', '/workspace', '/en/workspace', '/review']) expect(text).toContain(`Disallow: ${path}\n`);
  });

  it('find every page that may be listed, in both languages, with its last change', async () => {
    const index = readXml(await get('/sitemap.xml'));
    const parts = index.all('sitemap').map((part) => part.one('loc').text);
    expect(parts).toEqual(['pages', 'listings/0', 'organisations/0'].map((part) => `http://ketnoi.test/sitemap/${part}.xml`));
    for (const part of index.all('sitemap').slice(1)) expect(Date.parse(part.one('lastmod').text)).toBeGreaterThan(0);
    const urls = await Promise.all(parts.map(async (part) => readXml(await get(new URL(part).pathname)).all('url')));
    const [pages = [], listings = [], organisations = []] = urls.map((part) => part.map((url) => url.one('loc').text));
    const at = (...paths: string[]): string[] =>
      paths.flatMap((path) => (['vi', 'en'] as const).map((language) => pageUrl('http://ketnoi.test', path, language)));
    expect(pages).toEqual(
      at(
        '/',
        '/search',
        '/about/matching',
        '/search?in=offer',
        '/search?in=need',
        '/search?field=2',
        '/search?province=22',
        '/search?sector=AGR-HITECH',
        '/search?sector=IND-ENVIRONMENT',
      ),
    );
    const shown = await world.admin.selectFrom('listingPublic').orderBy('listingId').select('reference').execute();
    expect(listings).toEqual(at(...shown.map((row) => `/listings/${row.reference}`)));
    expect(organisations).toEqual(at(`/organisations/${people.writer.organisation ?? ''}`));
    const twins = urls[1]?.[0]?.all('xhtml:link').map(({ attributes }) => [attributes['hreflang'], attributes['href']]);
    expect(twins).toEqual([
      ['vi', listings[0]],
      ['en', listings[1]],
      ['x-default', listings[0]],
    ]);
  });

  it('get no part that is none', async () => {
    expect((await world.app.inject({ url: '/sitemap/listings/x.xml' })).statusCode).toBe(400);
    expect(readXml(await get('/sitemap/listings/9.xml')).all('url')).toEqual([]);
  });
});
