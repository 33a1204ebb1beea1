import { listMyListings, readListing } from '@ketnoi/contracts/listings';
import type { Side } from '@ketnoi/domain/listing-fields';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { call, etagOf, invalidate } from '../../lib/api.ts';
import { CallProblem } from '../../lib/call-problem.ts';
import { useSession } from '../../lib/session.ts';
import { mirrorNow, openDraft, subscribe, type Draft, type DraftState } from './draft.ts';
import { findMirror, isKeptForAnother, isLocalKey, keepMirror } from './mirror.ts';
import { save, settleDown } from './save-draft.ts';

export type Opened =
  | { is: 'opening' }
  | { is: 'open'; draft: Draft }
  /** It is somebody's who is not signed in here now. */
  | { is: 'locked' }
  | { is: 'failed'; problem: CallProblem };

async function load(side: Side, key: string, accountId: string | null): Promise<Opened> {
  const mirror = findMirror(accountId, key);
  const id = mirror?.id ?? (isLocalKey(key) ? null : key);
  if (accountId === null && (id !== null || (mirror === null && isKeptForAnother(key)))) return { is: 'locked' };
  if (id === null) return { is: 'open', draft: openDraft({ side, key, accountId, mirror, detail: null, etag: undefined }) };
  const detail = await call(readListing, { params: { id }, query: {} });
  return { is: 'open', draft: openDraft({ side: detail.side, key: detail.id, accountId, mirror, detail, etag: etagOf(detail) }) };
}

/** A visitor who signs in takes along what he typed. */
function adopt(draft: Draft, accountId: string): void {
  if (draft.accountId === null) {
    draft.accountId = accountId;
    mirrorNow(draft);
    keepMirror({ accountId: null, key: draft.key }, null, {});
  }
  if (draft.accountId === accountId) void save(draft);
}

/** Puts the draft where it is safe whenever this page may go, and tries again when the connection is back. */
function useSafety(draft: Draft | null): void {
  useEffect(() => {
    if (draft === null) return;
    const leave = (): void => void settleDown(draft);
    const hide = (): void => (document.visibilityState === 'hidden' ? leave() : undefined);
    const back = (): void => void save(draft);
    window.addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', hide);
    window.addEventListener('online', back);
    return () => {
      window.removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', hide);
      window.removeEventListener('online', back);
      void settleDown(draft).then(() => Promise.all([invalidate(readListing), invalidate(listMyListings)]));
    };
  }, [draft]);
}

/** The draft of a key: from the server, from this device, or new. It stays the same one when it gets its id or its writer signs in. */
export function useDraft(side: Side, key: string): Opened {
  const session = useSession();
  const accountId = session.status === 'open' ? session.account.id : null;
  const [opened, setOpened] = useState<Opened>({ is: 'opening' });
  const current = useRef<Draft | null>(null);
  useEffect(() => {
    if (session.status === 'opening') return;
    const draft = current.current;
    const isAnothers = draft !== null && draft.accountId !== null && accountId !== null && draft.accountId !== accountId;
    if (draft !== null && draft.key === key && !isAnothers) {
      if (accountId !== null) adopt(draft, accountId);
      return;
    }
    let gone = false;
    setOpened({ is: 'opening' });
    load(side, key, accountId)
      .catch((error: unknown): Opened => {
        if (error instanceof CallProblem) return { is: 'failed', problem: error };
        throw error;
      })
      .then((found) => {
        if (gone) return;
        current.current = found.is === 'open' ? found.draft : null;
        setOpened(found);
        if (found.is === 'open') void save(found.draft);
      })
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [side, key, accountId, session.status]);
  useSafety(opened.is === 'open' ? opened.draft : null);
  return opened;
}

/** What a draft shows now. */
export function useDraftState(draft: Draft): DraftState {
  return useSyncExternalStore(
    (listener) => subscribe(draft, listener),
    () => draft.state,
  );
}
