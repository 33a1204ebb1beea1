import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { escapeHtml, escapeJson } from '../src/pages/html.ts';
import { headHtml } from '../src/pages/head.ts';
import { renderShell } from '../src/pages/shell.ts';
import { testWorld, type World } from './support/context.ts';

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.close());

describe('the head of a public page', () => {
  const head = headHtml('https://ketnoi.test', 'en', {
    title: 'A </title><script>',
    description: 'd',
    path: '/listings/X',
    index: true,
    jsonLd: { name: '</script><b>' },
  });

  it('names its address, its twin in the other language and itself for search engines', () => {
    expect(head).toContain('<link rel="canonical" href="https://ketnoi.test/en/listings/X">');
    expect(head).toContain('hreflang="vi" href="https://ketnoi.test/listings/X"');
    expect(head).toContain('hreflang="x-default" href="https://ketnoi.test/listings/X"');
  });

  it('lets no text of a listing end an element early', () => {
    expect(head).not.toContain('</title><script>');
    expect(head).not.toContain('</script><b>');
    expect(escapeHtml(`<a href="x">&'`)).toBe('&lt;a href=&quot;x&quot;&gt;&amp;&#39;');
    expect(JSON.parse(escapeJson({ a: '<' }))).toEqual({ a: '<' });
  });
});

describe('the served page', () => {
  it('carries language, nonce, head, readable text and the files to fetch, whatever signs the text holds', () => {
    const shell = {
      html: '<html lang="vi"><head><meta name="csp-nonce" content="" /><title>Ketnoi</title><!--head--></head><body><div id="root"><!--body--></div></body></html>',
      preloads: { 'pages/home': { js: ['assets/h.js'], css: ['assets/h.css'] } },
    };
    const html = renderShell(shell, {
      language: 'en',
      nonce: 'n0',
      head: '<title>T</title>',
      body: "<p>$& $1 $'</p>",
      preload: ['pages/home'],
      boot: { a: '<' },
    });
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('content="n0"');
    expect(html).toContain("<p>$& $1 $'</p>");
    expect(html).toContain('modulepreload" href="/assets/h.js"');
    expect(html.match(/<title>/gu)).toHaveLength(1);
  });
});

describe('robots', () => {
  it('are told where the sitemap is, and the sitemap lists its parts', async () => {
    expect((await world.app.inject({ url: '/robots.txt' })).body).toContain('Sitemap: http://ketnoi.test/sitemap.xml');
    expect((await world.app.inject({ url: '/sitemap.xml' })).body).toContain('<loc>http://ketnoi.test/sitemap/0.xml</loc>');
    expect((await world.app.inject({ url: '/sitemap/0.xml' })).body).toContain('<loc>http://ketnoi.test/</loc>');
  });
});
