import type { ListingDetail } from '@ketnoi/contracts/listing-shapes';
import type { Side } from '@ketnoi/domain/listing-fields';
import type { CallProblem } from '../../lib/call-problem.ts';
import { isSame, settle, wiresOf, entriesOf, type Entries } from './entries.ts';
import { mergeEntries, type Conflict } from './merge.ts';
import { keepMirror, type Mirror, type Unsaved } from './mirror.ts';

/**
 * Where what is typed stands: nothing typed yet, with the server, on its way, only on this device (no connection, nobody signed in,
 * an answer that refused it), or in conflict with a change made elsewhere.
 */
export type SaveStatus = 'clean' | 'saved' | 'saving' | 'offline' | 'signedOut' | 'refused' | 'conflict';

export type DraftState = {
  entries: Entries;
  status: SaveStatus;
  savedAt: Date | null;
  /** What the server said about single fields, by path. */
  errors: Readonly<Record<string, string>>;
  /** What it said about the whole. */
  problem: CallProblem | null;
  conflicts: readonly Conflict[];
  /** Fields taken over from a change made elsewhere. */
  taken: readonly string[];
  /** The listing as the server last answered; null before it has one. */
  detail: ListingDetail | null;
};

/** A listing being written: what is shown, and what saving it needs to know. */
export type Draft = {
  readonly side: Side;
  key: string;
  accountId: string | null;
  owner: string | null;
  state: DraftState;
  /** What the server has, on the wire, by path. */
  saved: Entries;
  etag: string | undefined;
  /** What the server refused, so that it is not sent again unchanged. */
  refused: Record<string, unknown>;
  creating: Mirror['creating'];
  /** A request that may have arrived: tried again as it was, with the same key. */
  unanswered: { body: Record<string, unknown>; wires: Entries; key: string; etag: string | undefined } | null;
  running: Promise<void> | null;
  timer: number | undefined;
  retries: number;
  readonly listeners: Set<() => void>;
  /** Called when the server has made the listing. */
  onCreated: (id: string) => void;
};

const START: DraftState = {
  entries: {},
  status: 'clean',
  savedAt: null,
  errors: {},
  problem: null,
  conflicts: [],
  taken: [],
  detail: null,
};

const BLANK: Record<Side, Entries> = {
  offer: { kind: 'technology', masked: false, audience: 'public', openForInterest: true },
  need: { kind: 'need', masked: false, audience: 'public', openForInterest: true },
};

type Opening = {
  side: Side;
  key: string;
  accountId: string | null;
  mirror: Mirror | null;
  detail: ListingDetail | null;
  etag: string | undefined;
};

/** Puts a draft together from what the server has and what this device kept. A field changed in both places is a conflict. */
export function openDraft({ side, key, accountId, mirror, detail, etag }: Opening): Draft {
  const theirs = detail === null ? BLANK[side] : wiresOf(detail);
  const kept = mirror?.fields ?? {};
  const mine: Record<string, unknown> = { ...entriesOf(theirs) };
  const base: Record<string, unknown> = { ...theirs };
  for (const [path, unsaved] of Object.entries(kept)) {
    mine[path] = unsaved.mine;
    base[path] = unsaved.base;
  }
  const { entries, conflicts } = mergeEntries(mine, base, theirs);
  const draft: Draft = {
    side,
    key,
    accountId,
    owner: mirror?.creating?.owner ?? null,
    state: { ...START, entries, conflicts, detail, status: conflicts.length > 0 ? 'conflict' : detail === null ? 'clean' : 'saved' },
    saved: theirs,
    etag,
    refused: {},
    creating: mirror?.creating ?? null,
    unanswered: null,
    running: null,
    timer: undefined,
    retries: 0,
    listeners: new Set(),
    onCreated: () => undefined,
  };
  if (detail !== null) draft.state = { ...draft.state, savedAt: new Date(detail.updatedAt) };
  return draft;
}

export function update(draft: Draft, patch: Partial<DraftState>): void {
  draft.state = { ...draft.state, ...patch };
  for (const tell of draft.listeners) tell();
}

/** Whom to tell when the server has made the listing. */
export function whenCreated(draft: Draft, tell: (id: string) => void): void {
  draft.onCreated = tell;
}

export function subscribe(draft: Draft, listener: () => void): () => void {
  draft.listeners.add(listener);
  return () => draft.listeners.delete(listener);
}

/** The fields the server does not have as they stand here. */
function unsavedOf(draft: Draft): Record<string, Unsaved> {
  const unsaved: Record<string, Unsaved> = {};
  for (const [path, mine] of Object.entries(draft.state.entries)) {
    const { wire, finished } = settle(path, mine);
    if (finished && isSame(wire, draft.saved[path])) continue;
    unsaved[path] = { mine, base: draft.saved[path] ?? null };
  }
  return unsaved;
}

/** The fields that hold something which cannot be sent as it stands: a half typed row, an amount without its unit, a text that is too long. */
export const unfinishedPaths = ({ state }: Draft): string[] =>
  Object.entries(state.entries).flatMap(([path, value]) => (settle(path, value).finished ? [] : [path]));

/** Is there anything of the listing that only this page or this device knows? */
export const hasUnsaved = (draft: Draft): boolean => Object.keys(unsavedOf(draft)).length > 0;

/** Writes what is unsaved to this device; forgets it there once the server has everything. */
export function mirrorNow(draft: Draft): void {
  const fields = unsavedOf(draft);
  const nothing = Object.keys(fields).length === 0 && draft.creating === null;
  const mirror: Mirror = {
    side: draft.side,
    id: draft.state.detail?.id ?? null,
    at: new Date().toISOString(),
    fields,
    creating: draft.creating,
  };
  keepMirror(draft, nothing ? null : mirror, draft.state.entries);
}

/** What may be sent now: changed, readable, not refused as it is, and never fewer rows than the server has because one is half typed. */
export function sendable(draft: Draft): Record<string, unknown> {
  const conflicting = new Set(draft.state.conflicts.map((one) => one.path));
  const wires: Record<string, unknown> = {};
  for (const [path, mine] of Object.entries(draft.state.entries)) {
    if (conflicting.has(path)) continue;
    const { wire, finished } = settle(path, mine);
    const before = draft.saved[path];
    const grown = Array.isArray(wire) && wire.length >= (Array.isArray(before) ? before.length : 0);
    if ((!finished && !grown) || isSame(wire, before)) continue;
    if (path in draft.refused && isSame(draft.refused[path], wire)) continue;
    wires[path] = wire;
  }
  return wires;
}
