import { withdrawListing } from '@ketnoi/contracts/listings';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from './support/as.ts';
import type { World } from './support/context.ts';
import { given } from './support/given.ts';
import { drain } from './support/jobs.ts';
import { completeNeed, completeOffer, published } from './support/listings.ts';
import { peopledWorld } from './support/people.ts';
import { steps } from './support/steps.ts';

let world: World;
let people: { writer: Caller; moderator: Caller };
beforeAll(async () => {
  world = await peopledWorld();
  const organisation = await given.organisation(world, { name: 'Viện <b>Dâu</b> Tằm' });
  people = { writer: await given.person(world, { organisation }), moderator: await given.person(world, { grant: 'moderator' }) };
});
afterAll(() => world.close());

const get = (url: string, headers: Record<string, string> = {}) => world.app.inject({ url, headers });
const policyOf = (response: Awaited<ReturnType<typeof get>>): string => String(response.headers['content-security-policy']);
const titled = (vi: string, en: string | null, more = {}) => completeOffer({ ...more, texts: { title: { vi, en } } });

describe('the list for other sites', () => {
  it('is a whole page without a script or a cookie, framed by anyone, its style let in by its hash', async () => {
    const listing = await published(world, people, titled('Ươm tơ tự động', 'Automatic silk reeling'));
    await drain(world);
    const response = await get('/en/embed/listings?q=silk');
    expect([response.statusCode, response.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(response.body).toMatch(/^<!doctype html>\n<html lang="en">/u);
    expect(response.body).not.toMatch(/<script|\son\w+=|javascript:/iu);
    expect(response.headers['set-cookie']).toBeUndefined();
    expect(response.headers['x-robots-tag']).toBe('noindex');
    expect(response.body).toContain(
      `<a href="http://ketnoi.test/en/listings/${listing.reference ?? ''}" target="_blank" rel="noopener"><span>Automatic silk reeling</span></a>`,
    );
    expect(response.body).toContain('Viện &lt;b&gt;Dâu&lt;/b&gt; Tằm');
    expect(response.body).toContain('href="http://ketnoi.test/en/search?q=silk"');
    const policy = policyOf(response);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain('frame-ancestors *');
    expect(policy).not.toMatch(/script-src|unsafe/u);
    const style = /<style>([\s\S]*?)<\/style>/u.exec(response.body)?.[1] ?? '';
    expect(policy).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  });

  it('alone may be framed by other sites', async () => {
    for (const url of ['/embed', '/en/embed', '/', '/search', '/feeds/listings.atom', '/api/search', '/nowhere'])
      expect([url, policyOf(await get(url, { accept: 'text/html' })).includes("frame-ancestors 'none'")]).toEqual([url, true]);
    expect((await get('/search')).headers['cross-origin-resource-policy']).toBe('same-origin');
    expect((await get('/embed/listings')).headers['cross-origin-resource-policy']).toBe('cross-origin');
  });

  it('says in which language a text is that is not in the reader’s', async () => {
    await published(world, people, titled('Ủ kén rubi', null));
    await drain(world);
    expect((await get('/en/embed/listings?q=rubi')).body).toContain('<span lang="vi">Ủ kén rubi</span>');
  });

  it('says of a need which level it asks for', async () => {
    await published(
      world,
      people,
      completeNeed({ texts: { title: { vi: 'Cần máy se tơ jade', en: 'Jade twister wanted' } }, values: { trlMin: 6 } }),
    );
    await drain(world);
    expect((await get('/en/embed/listings?q=jade')).body).toContain('TRL 6 or higher wanted');
  });

  it('leads to the search where nothing is listed', async () => {
    const response = await get('/embed/listings?q=khongcogi');
    expect(response.body).toContain('Chưa có niêm yết nào khớp');
    expect(response.body).toContain('class="button" href="http://ketnoi.test/search?q=khongcogi"');
  });

  it.each([
    ['/embed/listings?wort=x', 'wort', 400],
    ['/embed/listings?trlMin=99', 'trlMin', 400],
    ['/en/embed/listings?sector=NONE', 'sector', 400],
  ])('refuses %s in words that name %s', async (url, field, status) => {
    const response = await get(url);
    expect([response.statusCode, response.headers['content-type']]).toEqual([status, 'text/html; charset=utf-8']);
    expect(response.body).toContain(field);
    expect(policyOf(response)).toContain('frame-ancestors *');
  });

  it('is asked for anew each time, and answered by its tag where nothing changed', async () => {
    const first = await get('/embed/listings?q=tơ');
    expect(first.headers['cache-control']).toBe('public, max-age=0, must-revalidate');
    expect((await get('/embed/listings?q=tơ', { 'if-none-match': String(first.headers['etag']) })).statusCode).toBe(304);
  });

  it('holds no listing that was withdrawn, and no name that is hidden', async () => {
    const one = await published(world, people, titled('Máy đập kén opan', 'Opal cocoon beater'));
    await published(world, people, titled('Máy kén opan ẩn', 'Opal hidden', { masked: true }));
    await drain(world);
    expect((await get('/en/embed/listings?q=opal')).body).toContain('Opal cocoon beater');
    await steps(world).step(people.writer, withdrawListing, { id: one.id, version: one.version, body: {} });
    const { body } = await get('/en/embed/listings?q=opal');
    expect([body.includes('Opal cocoon beater'), body.includes('Opal hidden'), body.includes('Organisation not named')]).toEqual([
      false,
      true,
      true,
    ]);
    expect(body).not.toContain('Tằm');
  });
});

describe('the page that says how to embed', () => {
  it('gives the text to copy for the list that was asked for', async () => {
    const { body } = await get('/embed?q=tơ+%22lụa%22&in=offer');
    const src = 'http://ketnoi.test/embed/listings?q=t%C6%A1+%22l%E1%BB%A5a%22&in=offer';
    expect(body).toContain(
      `&lt;iframe src=&quot;${src.replaceAll('&', '&amp;amp;')}&quot; title=&quot;“tơ &amp;quot;lụa&amp;quot;”, Chào bán`,
    );
    expect(body).toContain('<iframe src="/embed/listings?q=t%C6%A1+%22l%E1%BB%A5a%22&amp;in=offer"');
  });
});
