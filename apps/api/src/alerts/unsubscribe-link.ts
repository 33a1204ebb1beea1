import type { DigestId } from '@ketnoi/db/alerts';
import { isUuid, type AccountId, type SavedSearchId } from '@ketnoi/domain/ids';
import { sign, verify, type Keys } from '../keys.ts';

/** What a link silences: one search, or every search that one letter told of. */
export type Silenced = { kind: 'search'; id: SavedSearchId } | { kind: 'digest'; id: DigestId };
export type Link = Silenced & { accountId: AccountId };

const PURPOSE = 'unsubscribe';
const SIGNS = { search: 's', digest: 'd' } as const;

const bytesOf = (id: string): string => id.replaceAll('-', '');
const idOf = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');

// The address is under the signature without standing in the link: a link of an address that was given up is worth nothing.
const factsOf = (payload: string, email: string): string => `${payload}\n${email}`;

/** The token of a link in a letter to this address. It can silence what it names and do nothing else. */
export function unsubscribeToken(keys: Keys, link: Link, email: string): string {
  const ids = Buffer.from(bytesOf(link.id) + bytesOf(link.accountId), 'hex').toString('base64url');
  const payload = `${SIGNS[link.kind]}${ids}`;
  return `${payload}.${sign(keys, PURPOSE, factsOf(payload, email))}`;
}

/** What a token claims to be about; null for what is none. Nothing is proved before `isGenuine`. */
export function readToken(token: string): Link | null {
  const [, sign, ids] = /^([sd])([A-Za-z0-9_-]{43})\.[A-Za-z0-9_-]{43}$/u.exec(token) ?? [];
  if (sign === undefined || ids === undefined) return null;
  const hex = Buffer.from(ids, 'base64url').toString('hex');
  const [id, accountId] = [idOf(hex.slice(0, 32)), idOf(hex.slice(32))];
  if (!isUuid(id) || !isUuid(accountId)) return null;
  const named: Silenced = sign === 's' ? { kind: 'search', id: id as SavedSearchId } : { kind: 'digest', id: id as DigestId };
  return { ...named, accountId: accountId as AccountId };
}

/** Is the token ours, unchanged, and for this address? */
export function isGenuine(keys: Keys, token: string, email: string): boolean {
  const [payload = '', signature = ''] = token.split('.');
  return verify(keys, PURPOSE, { text: factsOf(payload, email), signature });
}
