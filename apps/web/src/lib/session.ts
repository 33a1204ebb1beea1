import { useSyncExternalStore } from 'react';

/** What the server says of the person who is signed in; the shape of `GET /api/me`, as far as the shell needs it. */
export type SessionAccount = {
  id: string;
  email: string;
  fullName: string;
  memberships: { organisation: { id: string; name: string; englishName: string | null; verified: boolean }; role: string }[];
  grants: { role: string; scope: string }[];
};

export type Session =
  | { status: 'anonymous' }
  | { status: 'opening' }
  | { status: 'open'; account: SessionAccount; organisationId: string | null };

type Token = { accessToken: string; expiresAt: string };
type Opened = Token & { account?: SessionAccount };
type Message = { kind: 'token'; token: Token } | { kind: 'closed' };

/** Only a hint that a refresh cookie exists (the cookie itself cannot be seen here); it keeps visitors from asking in vain. */
const HINT = 'ketnoi.session';
const ORGANISATION = 'ketnoi.organisation';
const EARLY_MS = 30_000;

let token: Token | null = null;
let session: Session = { status: localStorage.getItem(HINT) === null ? 'anonymous' : 'opening' };
const listeners = new Set<() => void>();
const channel = new BroadcastChannel('ketnoi-session');

function set(next: Session): void {
  session = next;
  for (const tell of listeners) tell();
}

const fresh = (one: Token | null): one is Token => one !== null && Date.parse(one.expiresAt) - Date.now() > EARLY_MS;

function close(): void {
  token = null;
  localStorage.removeItem(HINT);
  if (session.status !== 'anonymous') set({ status: 'anonymous' });
}

channel.addEventListener('message', ({ data: message }: MessageEvent<Message>) => {
  if (message.kind === 'closed') close();
  else if (token === null || message.token.expiresAt > token.expiresAt) token = message.token;
});

const cookieHeaders = { 'x-ketnoi': '1', accept: 'application/json' };

async function refresh(): Promise<boolean> {
  const before = token;
  return navigator.locks.request('ketnoi-refresh', async () => {
    // Another tab may have refreshed while this one waited: its token arrived on the channel.
    if (token !== before && fresh(token)) return true;
    const response = await fetch('/api/session/refresh', { method: 'POST', headers: cookieHeaders, credentials: 'same-origin' });
    if (response.status === 401) {
      close();
      return false;
    }
    if (!response.ok) return false;
    const { accessToken: issued, expiresAt } = (await response.json()) as Opened;
    token = { accessToken: issued, expiresAt };
    channel.postMessage({ kind: 'token', token } satisfies Message);
    return true;
  });
}

let running: Promise<boolean> | null = null;

/** A new access token by the refresh cookie; one refresh at a time over all tabs. False when there is no session any more. */
export function renew(): Promise<boolean> {
  running ??= refresh()
    .catch(() => false)
    .finally(() => {
      running = null;
    });
  return running;
}

/** The access token; it lives in this variable and nowhere else. */
export function accessToken(): string | null {
  return token?.accessToken ?? null;
}

/** The organisation in whose name the reader acts, or null. */
export function actingOrganisation(): string | null {
  return session.status === 'open' ? session.organisationId : null;
}

function chosenOrganisation(account: SessionAccount): string | null {
  const kept = localStorage.getItem(ORGANISATION);
  const ids = account.memberships.map((one) => one.organisation.id);
  return ids.find((id) => id === kept) ?? ids[0] ?? null;
}

async function readAccount(): Promise<void> {
  const response = await fetch('/api/me', { headers: { accept: 'application/json', authorization: `Bearer ${accessToken() ?? ''}` } });
  if (!response.ok) {
    close();
    return;
  }
  const account = (await response.json()) as SessionAccount;
  set({ status: 'open', account, organisationId: chosenOrganisation(account) });
}

/** At the start of a document: takes up the session of the refresh cookie, if there is a hint of one. */
export async function takeUpSession(): Promise<void> {
  if (session.status !== 'opening') return;
  if (await renew()) await readAccount();
  else close();
}

/** After signing in or up: keeps what the server gave and reads who it is. */
export async function openSession(opened: Token): Promise<void> {
  token = { accessToken: opened.accessToken, expiresAt: opened.expiresAt };
  localStorage.setItem(HINT, '1');
  channel.postMessage({ kind: 'token', token } satisfies Message);
  await readAccount();
}

/** Reads the account again, after a change of its memberships. */
export const rereadAccount = readAccount;

/** Ends the session here and in every other tab. */
export async function closeSession(): Promise<void> {
  const bearer = accessToken();
  await fetch('/api/session', {
    method: 'DELETE',
    headers: bearer === null ? cookieHeaders : { ...cookieHeaders, authorization: `Bearer ${bearer}` },
    credentials: 'same-origin',
  }).catch(() => null);
  close();
  channel.postMessage({ kind: 'closed' } satisfies Message);
}

/** Chooses the organisation in whose name the reader acts from now on. */
export function actFor(organisationId: string): void {
  if (session.status !== 'open') return;
  localStorage.setItem(ORGANISATION, organisationId);
  set({ ...session, organisationId });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The session of this document. */
export function useSession(): Session {
  return useSyncExternalStore(subscribe, () => session);
}

/** May the reader do what a grant of this role allows? Only for what the menu shows; the server decides. */
export function holds(one: Session, role: string): boolean {
  return one.status === 'open' && one.account.grants.some((grant) => grant.role === role);
}
