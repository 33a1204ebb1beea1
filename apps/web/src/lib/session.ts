import { getMe } from '@ketnoi/contracts/accounts';
import type { Output } from '@ketnoi/contracts/endpoint';
import { refreshSession, signOut } from '@ketnoi/contracts/sessions';
import { useSyncExternalStore } from 'react';

type Opened = Output<typeof refreshSession>;
export type SessionAccount = Opened['account'];

export type Session =
  | { status: 'anonymous' }
  | { status: 'opening' }
  | { status: 'open'; account: SessionAccount; organisationId: string | null };

type Token = Pick<Opened, 'accessToken' | 'expiresAt'>;
type Message = { kind: 'opened'; opened: Opened } | { kind: 'closed' };

/** Only a hint that a refresh cookie exists (the cookie itself cannot be seen here); it keeps visitors from asking in vain. */
const HINT = 'ketnoi.session';
const ORGANISATION = 'ketnoi.organisation';
/** A token this close to its end is not taken from another tab. */
const EARLY_MS = 30_000;

let token: Token | null = null;
let session: Session = { status: localStorage.getItem(HINT) === null ? 'anonymous' : 'opening' };
const listeners = new Set<() => void>();
const channel = new BroadcastChannel('ketnoi-session');
const tellTabs: (message: Message) => void = channel.postMessage.bind(channel);

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

function chosenOrganisation(account: SessionAccount): string | null {
  const kept = localStorage.getItem(ORGANISATION);
  const ids = account.memberships.map((one) => one.organisation.id);
  return ids.find((id) => id === kept) ?? ids[0] ?? null;
}

const show = (account: SessionAccount): void => set({ status: 'open', account, organisationId: chosenOrganisation(account) });

function open({ accessToken: issued, expiresAt, account }: Opened): void {
  token = { accessToken: issued, expiresAt };
  localStorage.setItem(HINT, '1');
  show(account);
}

channel.addEventListener('message', ({ data: message }: MessageEvent<Message>) => {
  if (message.kind === 'closed') close();
  else if (token === null || message.opened.expiresAt > token.expiresAt) open(message.opened);
});

const cookieHeaders = { 'x-ketnoi': '1', accept: 'application/json' };

async function refresh(): Promise<boolean> {
  const before = token;
  return navigator.locks.request('ketnoi-refresh', async () => {
    // Another tab may have refreshed while this one waited: its token arrived on the channel.
    if (token !== before && fresh(token)) return true;
    const response = await fetch(refreshSession.url, { method: refreshSession.method, headers: cookieHeaders, credentials: 'same-origin' });
    if (response.status === 401) {
      close();
      return false;
    }
    if (!response.ok) return false;
    openSession((await response.json()) as Opened);
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

/** At the start of a document: takes up the session of the refresh cookie, if there is a hint of one. */
export async function takeUpSession(): Promise<void> {
  if (session.status === 'opening' && !(await renew())) close();
}

/** After signing in or up: keeps what the server gave, here and in every other tab. */
export function openSession(opened: Opened): void {
  open(opened);
  tellTabs({ kind: 'opened', opened });
}

/** Reads the account again, after a change of its memberships. */
export async function rereadAccount(): Promise<void> {
  const response = await fetch(getMe.url, { headers: { accept: 'application/json', authorization: `Bearer ${accessToken() ?? ''}` } });
  if (response.ok) show((await response.json()) as SessionAccount);
}

/** Ends the session here and in every other tab. */
export async function closeSession(): Promise<void> {
  const bearer = accessToken();
  await fetch(signOut.url, {
    method: signOut.method,
    headers: bearer === null ? cookieHeaders : { ...cookieHeaders, authorization: `Bearer ${bearer}` },
    credentials: 'same-origin',
  }).catch(() => null);
  close();
  tellTabs({ kind: 'closed' });
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

/** Is it known whether somebody is signed in? What is read earlier is what visitors see. */
export const isSessionSettled = (): boolean => session.status !== 'opening';

/** May the reader do what a grant of this role allows? Only for what the menu shows; the server decides. */
export function holds(one: Session, role: string): boolean {
  return one.status === 'open' && one.account.grants.some((grant) => grant.role === role);
}
