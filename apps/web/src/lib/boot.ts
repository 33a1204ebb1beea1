import type { Bilingual } from '@ketnoi/domain/language';
import { queryClient } from './query-client.ts';

/** The exchange this page belongs to. */
export type Node = { code: string; names: Bilingual; provinceCode: string | null; contact?: { email: string | null } };

/**
 * What the server puts into the page as `<script type="application/json" id="boot">`: the exchange, and the answers the page will ask for,
 * each under its address (`/api/listings/…?…`), so that a served page needs no second round trip.
 */
type Boot = { node?: Node; answers?: { method: string; url: string; address: string; body: unknown }[] };

function read(): Boot {
  try {
    return JSON.parse(document.querySelector('#boot')?.textContent ?? '{}') as Boot;
  } catch {
    return {};
  }
}

const boot = read();

/** The exchange, or null where the page was not served by it. */
export const node: Node | null = boot.node ?? null;

/** Puts the answers that came with the page where `useCall` looks for them. */
export function takeBootAnswers(): void {
  for (const { method, url, address, body } of boot.answers ?? []) queryClient.setQueryData([method, url, address], body);
}

/** The nonce of this page's style elements; the browser hides a nonce attribute, so the server repeats it in a meta element. */
export const styleNonce = (): string => document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
