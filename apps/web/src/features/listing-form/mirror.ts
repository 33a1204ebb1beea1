import { tierOf, type ListingFieldName, type Side } from '@ketnoi/domain/listing-fields';
import { isConfidential, type Tier } from '@ketnoi/domain/tiers';
import { fieldAt, type Entries } from './entries.ts';

/** A field that the server does not have yet: what was typed, and what the server had when it was typed. */
export type Unsaved = { mine: unknown; base: unknown };

/** What of a draft lies on this device because the server does not have it. */
export type Mirror = {
  side: Side;
  /** The listing, once the server made one. */
  id: string | null;
  /** Last changed, ISO. */
  at: string;
  fields: Readonly<Record<string, Unsaved>>;
  /** The one request that makes the listing: tried again with the same key, it makes no second one. */
  creating: { key: string; kind: string; owner: string | null } | null;
};

const PREFIX = 'ketnoi.draft.';
const VISITOR = 'visitor';
const LOCAL = 'new-';

/** A key for a draft that the server does not know yet. */
export const newKey = (): string => `${LOCAL}${crypto.randomUUID()}`;
export const isLocalKey = (key: string): boolean => key.startsWith(LOCAL);

const nameOf = (accountId: string | null, key: string): string => `${PREFIX}${accountId ?? VISITOR}.${key}`;

function read(store: Storage, name: string): Mirror | null {
  try {
    const text = store.getItem(name);
    return text === null ? null : (JSON.parse(text) as Mirror);
  } catch {
    return null;
  }
}

function write(store: Storage, name: string, mirror: Mirror | null): void {
  try {
    if (mirror === null) store.removeItem(name);
    else store.setItem(name, JSON.stringify(mirror));
  } catch {
    // A full or forbidden store: the text is still in the page, and the next save may reach the server.
  }
}

/** What is confidential stays with this tab: it survives a reload and a lost session, and is gone when the tab is closed. */
function isForTabOnly(path: string, tiers: Partial<Record<ListingFieldName, Tier>>): boolean {
  const name = fieldAt(path);
  return name !== null && isConfidential(tierOf(name, tiers));
}

const chosenTiers = (entries: Entries): Partial<Record<ListingFieldName, Tier>> =>
  Object.fromEntries(
    Object.entries(entries).flatMap(([path, tier]) =>
      path.startsWith('tiers.') && tier !== null ? [[path.slice('tiers.'.length), tier]] : [],
    ),
  ) as Partial<Record<ListingFieldName, Tier>>;

/** Keeps what is unsaved of an account's draft; null forgets it. */
export function keepMirror(of: { accountId: string | null; key: string }, mirror: Mirror | null, entries: Entries): void {
  const name = nameOf(of.accountId, of.key);
  if (mirror === null) {
    write(localStorage, name, null);
    write(sessionStorage, name, null);
    return;
  }
  const tiers = chosenTiers(entries);
  const part = (forTab: boolean) =>
    Object.fromEntries(Object.entries(mirror.fields).filter(([path]) => isForTabOnly(path, tiers) === forTab));
  const secret = part(true);
  write(localStorage, name, { ...mirror, fields: part(false) });
  write(sessionStorage, name, Object.keys(secret).length === 0 ? null : { ...mirror, fields: secret });
}

function mirrorAt(name: string): Mirror | null {
  const [open, secret] = [read(localStorage, name), read(sessionStorage, name)];
  const newest = open ?? secret;
  return newest === null ? null : { ...newest, fields: { ...open?.fields, ...secret?.fields } };
}

/** What this device keeps of a draft. What a visitor typed becomes the account's that opens it. */
export function findMirror(accountId: string | null, key: string): Mirror | null {
  if (accountId !== null) {
    for (const store of [localStorage, sessionStorage]) {
      const typed = read(store, nameOf(null, key));
      if (typed === null) continue;
      write(store, nameOf(accountId, key), typed);
      write(store, nameOf(null, key), null);
    }
  }
  return mirrorAt(nameOf(accountId, key));
}

const OLDEST_MS = 90 * 86_400_000;

/** Takes away what nobody came back for in three months. */
export function forgetOld(): void {
  const limit = new Date(Date.now() - OLDEST_MS).toISOString();
  for (const name of Object.keys(localStorage)) {
    if (!name.startsWith(PREFIX)) continue;
    const mirror = read(localStorage, name);
    if (mirror === null || mirror.at < limit) write(localStorage, name, null);
  }
}

/** True when somebody who is not signed in here keeps something of this draft on this device. */
export function isKeptForAnother(key: string): boolean {
  return Object.keys(localStorage).some((name) => name.startsWith(PREFIX) && name.endsWith(`.${key}`));
}

/** The newest draft of a side that exists on this device alone, to go on with. */
export function newestLocal(accountId: string | null, side: Side): { key: string; mirror: Mirror } | null {
  const owners = [accountId ?? VISITOR, VISITOR].map((one) => `${PREFIX}${one}.${LOCAL}`);
  const found = Object.keys(localStorage)
    .filter((name) => owners.some((owner) => name.startsWith(owner)))
    .flatMap((name) => {
      const mirror = read(localStorage, name);
      return mirror === null || mirror.side !== side ? [] : [{ key: name.slice(name.indexOf(LOCAL)), mirror }];
    });
  return found.toSorted((one, other) => (one.mirror.at < other.mirror.at ? 1 : -1))[0] ?? null;
}
