import { describe, expect, it } from 'vitest';
import { escapeHtml, escapeJson } from '../src/pages/html.ts';
import { headHtml } from '../src/pages/head.ts';
import { renderShell } from '../src/pages/shell.ts';

describe('the head of a public page', () => {
  const head = headHtml({ publicUrl: 'https://ketnoi.test', name: 'Ketnoi, Demo' }, 'en', {
    title: 'A </title><script>',
    description: 'd',
    path: '/listings/X',
    index: true,
    jsonLd: [{ name: '</script><b>' }],
    feed: { path: '/feeds/listings.atom?q=x&in=need', name: 'New "needs"' },
  });

  it('names its address, its twin in the other language and itself for search engines', () => {
    expect(head).toContain('<link rel="canonical" href="https://ketnoi.test/en/listings/X">');
    expect(head).toContain('hreflang="vi" href="https://ketnoi.test/listings/X"');
    expect(head).toContain('hreflang="x-default" href="https://ketnoi.test/listings/X"');
  });

  it('names the feed of what is new on it, and what a preview of it shows', () => {
    expect(head).toContain(
      '<link rel="alternate" type="application/atom+xml" title="New &quot;needs&quot;" href="https://ketnoi.test/en/feeds/listings.atom?q=x&amp;in=need">',
    );
    expect(head).toContain('<meta property="og:site_name" content="Ketnoi, Demo">');
    expect(head).toContain('<meta property="og:locale" content="en_US"><meta property="og:locale:alternate" content="vi_VN">');
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
