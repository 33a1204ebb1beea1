import type { Bilingual } from '@ketnoi/domain/language';

/** The exchange this page belongs to. */
export type Node = { code: string; names: Bilingual; provinceCode: string | null; contact?: { email: string | null } };

/** What the server puts into the page as `<script type="application/json" id="boot">`. */
type Boot = { node?: Node };

function read(): Boot {
  try {
    return JSON.parse(document.querySelector('#boot')?.textContent ?? '{}') as Boot;
  } catch {
    return {};
  }
}

/** The exchange, or null where the page was not served by it. */
export const node: Node | null = read().node ?? null;

/** The nonce of this page's style elements; the browser hides a nonce attribute, so the server repeats it in a meta element. */
export const styleNonce = (): string => document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
