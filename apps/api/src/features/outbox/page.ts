import type { OutboxLetter } from '@ketnoi/db/mail';
import { TIME_ZONE } from '@ketnoi/domain/clock';
import type { Language } from '@ketnoi/domain/language';

const WORDS = {
  vi: {
    title: 'Hộp thư đi tại chỗ',
    lead: 'Sàn này chưa nối máy chủ thư, nên mọi thư nằm lại ở đây. Chỉ dùng khi trình diễn hoặc phát triển.',
    empty: 'Chưa có thư nào.',
    to: 'Gửi đến',
    other: 'English',
  },
  en: {
    title: 'Local outbox',
    lead: 'No mail server is configured, so every letter stays here. For demonstration and development only.',
    empty: 'No letters yet.',
    to: 'To',
    other: 'Tiếng Việt',
  },
} as const;

const STYLE = `
:root { color-scheme: light dark }
body { font: 16px/1.55 'Be Vietnam Pro', system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
article { border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: 8px; padding: 1rem 1.25rem; margin: 1rem 0 }
h1 { font-size: 1.5rem } h2 { font-size: 1.05rem; margin: 0 0 .25rem }
.facts { font-size: .875rem; opacity: .8; margin: 0 0 .75rem }
.text { white-space: pre-line; overflow-wrap: anywhere; margin: 0 }`;

const escaped: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replaceAll(/[&<>"']/gu, (sign) => escaped[sign] ?? sign);

/** The letter's text with its own links made clickable; only addresses of this exchange are. */
function textOf(body: string, publicUrl: string): string {
  return body
    .split(/(https?:\/\/\S+)/u)
    .map((part) => (part.startsWith(`${publicUrl}/`) ? `<a href="${escape(part)}">${escape(part)}</a>` : escape(part)))
    .join('');
}

function article(letter: OutboxLetter, language: Language, publicUrl: string): string {
  const at = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: TIME_ZONE }).format(letter.createdAt);
  return `<article lang="${letter.language}" data-template="${escape(letter.template)}">
<h2>${escape(letter.subject)}</h2>
<p class="facts" lang="${language}">${WORDS[language].to} ${escape(letter.recipient)} · <time datetime="${letter.createdAt.toISOString()}">${escape(at)}</time></p>
<p class="text">${textOf(letter.bodyText, publicUrl)}</p>
</article>`;
}

/** The outbox as a page without script. `style` carries the nonce of the page's policy. */
export function outboxPage(letters: readonly OutboxLetter[], page: { language: Language; publicUrl: string; nonce: string }): string {
  const { language, publicUrl, nonce } = page;
  const words = WORDS[language];
  const other = language === 'vi' ? 'en' : 'vi';
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${words.title}</title>
<style nonce="${nonce}">${STYLE}</style></head>
<body>
<main>
<h1>${words.title}</h1>
<p>${words.lead} <a href="/outbox?lang=${other}" lang="${other}" hreflang="${other}">${words.other}</a></p>
${letters.length === 0 ? `<p>${words.empty}</p>` : letters.map((letter) => article(letter, language, publicUrl)).join('\n')}
</main>
</body>
</html>`;
}
