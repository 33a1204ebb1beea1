import { createListing, editListing, readListing, withdrawListing } from '@ketnoi/contracts/listings';
import type { ListingDetail } from '@ketnoi/contracts/listing-shapes';
import type { Kind } from '@ketnoi/domain/listing-fields';
import { call, etagOf } from '../../lib/api.ts';
import { CallProblem } from '../../lib/call-problem.ts';
import { accessToken, actingOrganisation } from '../../lib/session.ts';
import { mirrorNow, sendable, update, type Draft } from './draft.ts';
import { bodyOf, entryOf, fieldAt, pathOf, wiresOf, type Entries } from './entries.ts';
import { mergeEntries } from './merge.ts';
import { keepMirror, newKey } from './mirror.ts';

/** So long after the last key the draft goes to the server, and so soon it lies on this device. */
const SAVE_AFTER_MS = 800;
const MIRROR_AFTER_MS = 150;
const RETRY_MS = [3000, 8000, 20_000, 30_000] as const;

const mirrors = new WeakMap<Draft, number>();

function mirrorSoon(draft: Draft): void {
  window.clearTimeout(mirrors.get(draft));
  mirrors.set(
    draft,
    window.setTimeout(() => mirrorNow(draft), MIRROR_AFTER_MS),
  );
}

function saveIn(draft: Draft, delay: number): void {
  window.clearTimeout(draft.timer);
  draft.timer = window.setTimeout(() => void save(draft), delay);
}

/** A fault of the one may lie in the other: both are tried again when either changes. */
const TOGETHER: Readonly<Record<string, string>> = { 'values.startsOn': 'values.endsOn' };

/** Takes what was typed into a field. It is on this device at once and with the server when the typing pauses. */
export function change(draft: Draft, path: string, value: unknown): void {
  const touched = [path, TOGETHER[path] ?? path];
  for (const one of touched) delete draft.refused[one];
  const errors = Object.fromEntries(
    Object.entries(draft.state.errors).filter(([at]) => !touched.some((one) => at === one || at.startsWith(`${one}.`))),
  );
  update(draft, { entries: { ...draft.state.entries, [path]: value }, errors, problem: null });
  mirrorSoon(draft);
  saveIn(draft, SAVE_AFTER_MS);
}

/** Puts everything where it is safe before the page goes: on this device now, with the server if it answers. */
export function settleDown(draft: Draft): Promise<void> {
  window.clearTimeout(draft.timer);
  window.clearTimeout(mirrors.get(draft));
  mirrorNow(draft);
  return save(draft);
}

/** Saves what can be saved; one request at a time. Resolves when there is nothing more to send, or no way to. */
export function save(draft: Draft): Promise<void> {
  draft.running ??= saveAll(draft).finally(() => {
    draft.running = null;
    mirrorNow(draft);
  });
  return draft.running;
}

async function saveAll(draft: Draft): Promise<void> {
  for (;;) {
    if (draft.unanswered === null && Object.keys(sendable(draft)).length === 0) return rest(draft);
    if (accessToken() === null || actingOrganisation() === null) return update(draft, { status: 'signedOut' });
    update(draft, { status: 'saving' });
    try {
      await (draft.state.detail === null ? create(draft) : patch(draft, draft.state.detail.id));
      draft.retries = 0;
    } catch (error) {
      if (!(error instanceof CallProblem)) throw error;
      if (!(await recover(draft, error))) return;
    }
  }
}

/** Nothing is left to send: is everything with the server? */
function rest(draft: Draft): void {
  const { state } = draft;
  if (state.conflicts.length > 0) return update(draft, { status: 'conflict' });
  if (Object.keys(state.errors).length > 0) return update(draft, { status: 'refused' });
  if (state.detail === null) return update(draft, { status: 'clean' });
  update(draft, { status: 'saved' });
}

function accept(draft: Draft, detail: ListingDetail): void {
  draft.etag = etagOf(detail);
  update(draft, { detail, savedAt: new Date(), problem: null });
}

/** The listing is made with nothing in it; its key is on this device first, so that a lost answer makes no second one. */
async function create(draft: Draft): Promise<void> {
  const kind = draft.state.entries['kind'] as Kind;
  draft.creating ??= { key: crypto.randomUUID(), kind, owner: draft.owner };
  mirrorNow(draft);
  const { key, owner } = draft.creating;
  const body = { side: draft.side, kind: draft.creating.kind as Kind, ...(owner === null ? {} : { ownerOrganisationId: owner }) };
  const detail = await call(createListing, { body }, { idempotencyKey: key });
  // From here on the draft is known by the listing's id, to this device too.
  const before = { accountId: draft.accountId, key: draft.key };
  draft.saved = wiresOf(detail);
  draft.creating = null;
  draft.key = detail.id;
  accept(draft, detail);
  mirrorNow(draft);
  keepMirror(before, null, {});
  draft.onCreated(detail.id);
}

async function patch(draft: Draft, id: string): Promise<void> {
  const wires = sendable(draft);
  draft.unanswered ??= { body: bodyOf(wires), wires, key: crypto.randomUUID(), etag: draft.etag };
  const { body, key, etag, wires: sent } = draft.unanswered;
  const detail = await call(editListing, { params: { id }, body }, { idempotencyKey: key, etag });
  draft.unanswered = null;
  draft.saved = { ...draft.saved, ...sent };
  accept(draft, detail);
}

/** After an answer that was no success: true when saving can go on at once. */
async function recover(draft: Draft, problem: CallProblem): Promise<boolean> {
  // A session that could not be renewed for want of a connection is not over.
  const unreachable = problem.status === 0 || problem.status >= 500 || (problem.status === 401 && accessToken() !== null);
  if (unreachable || problem.code === 'request.in_progress') {
    update(draft, { status: 'offline' });
    saveIn(draft, RETRY_MS[Math.min(draft.retries, RETRY_MS.length - 1)] ?? SAVE_AFTER_MS);
    draft.retries += 1;
    return false;
  }
  const sent = draft.unanswered?.wires ?? {};
  draft.unanswered = null;
  if (problem.status === 401) {
    update(draft, { status: 'signedOut' });
    return false;
  }
  if (problem.status === 412 && draft.state.detail !== null) return mergeNewest(draft, draft.state.detail.id);
  if (problem.status === 429) saveIn(draft, (problem.retryAfterSeconds ?? 30) * 1000);
  return refuse(draft, problem, sent);
}

/** Somebody else saved meanwhile: what they changed comes in, what both changed waits for a choice. */
async function mergeNewest(draft: Draft, id: string): Promise<boolean> {
  try {
    const newest = await call(readListing, { params: { id }, query: {} });
    const theirs = wiresOf(newest);
    const { entries, taken, conflicts } = mergeEntries(draft.state.entries, draft.saved, theirs);
    draft.saved = theirs;
    draft.etag = etagOf(newest);
    update(draft, { entries, detail: newest, conflicts, taken });
    return true;
  } catch (error) {
    if (!(error instanceof CallProblem)) throw error;
    update(draft, { status: 'refused', problem: error });
    return false;
  }
}

/** Fields at fault are marked and left out until they change; the others go on. */
function refuse(draft: Draft, problem: CallProblem, sent: Entries): boolean {
  if (draft.state.detail === null) draft.creating = null;
  const errors: Record<string, string> = {};
  for (const one of problem.errors) {
    const field = one.field.replace(/^body\./u, '');
    const name = fieldAt(field);
    const path = name === null ? field : pathOf(name);
    errors[field] = one.message;
    if (path in sent) draft.refused[path] = sent[path];
  }
  const known = Object.keys(sent).some((path) => path in draft.refused);
  update(draft, { status: 'refused', errors: { ...draft.state.errors, ...errors }, problem: known ? null : problem });
  return known;
}

/** The choice in a conflict: what was typed here, or what came from elsewhere. */
export function resolve(draft: Draft, path: string, keep: 'mine' | 'theirs'): void {
  const conflict = draft.state.conflicts.find((one) => one.path === path);
  if (conflict === undefined) return;
  const conflicts = draft.state.conflicts.filter((one) => one !== conflict);
  update(draft, { conflicts });
  if (keep === 'theirs') update(draft, { entries: { ...draft.state.entries, [path]: entryOf(path, conflict.theirs) } });
  mirrorNow(draft);
  saveIn(draft, 0);
}

/**
 * Whose listing it is belongs to its making: a draft that exists already is made again for the new owner, with everything that is typed,
 * and the old one is taken away.
 */
export async function changeOwner(draft: Draft, owner: string | null): Promise<void> {
  if (draft.owner === owner) return;
  window.clearTimeout(draft.timer);
  await draft.running;
  const { etag, state } = draft;
  draft.owner = owner;
  draft.creating = null;
  if (state.detail === null) return;
  keepMirror({ accountId: draft.accountId, key: draft.key }, null, {});
  Object.assign(draft, { key: newKey(), saved: {}, etag: undefined, refused: {}, unanswered: null });
  update(draft, { detail: null });
  await save(draft);
  if (draft.state.detail !== null) await call(withdrawListing, { params: { id: state.detail.id } }, { etag }).catch(() => undefined);
}
