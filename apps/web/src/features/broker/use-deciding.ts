import { acceptPair, listSuggestedPairs, postponePair, rejectPair, reopenPair, type SuggestedPair } from '@ketnoi/contracts/broker-queue';
import type { PairRejection } from '@ketnoi/domain/suggested-pair';
import { useRef } from 'react';
import { invalidate, useAct } from '../../lib/api.ts';
import type { CallProblem } from '../../lib/call-problem.ts';
import { useWords } from '../../lib/i18n.ts';
import { announce } from '../../ui/announcer.tsx';
import { toast } from '../../ui/toast.tsx';
import { nameOf } from './queue.ts';

export type Deciding = {
  accept: (pair: SuggestedPair) => void;
  reject: (pair: SuggestedPair, reason: PairRejection, note?: string) => void;
  later: (pair: SuggestedPair, until: string, note?: string) => void;
  reopen: (pair: SuggestedPair) => void;
  /** Takes back the last decision made on this page. */
  undo: () => void;
  busy: boolean;
  problem: CallProblem | null;
};

type Moves = { onGone: (id: string) => void; onBack: (id: string) => void };
type Send = (pair: SuggestedPair, onSuccess: () => void) => void;

const noted = (note: string): { note?: string } => (note === '' ? {} : { note });

function useCalls() {
  const acts = { accept: useAct(acceptPair), reject: useAct(rejectPair), later: useAct(postponePair), reopen: useAct(reopenPair) };
  const all = Object.values(acts);
  const accept: Send = ({ id }, onSuccess) => acts.accept.mutate({ params: { id } }, { onSuccess });
  const reopen: Send = ({ id }, onSuccess) => acts.reopen.mutate({ params: { id } }, { onSuccess });
  const reject = (reason: PairRejection, note: string): Send => {
    const body = { reason, ...noted(note) };
    return ({ id }, onSuccess) => acts.reject.mutate({ params: { id }, body }, { onSuccess });
  };
  const later = (until: string, note: string): Send => {
    const body = { until, ...noted(note) };
    return ({ id }, onSuccess) => acts.later.mutate({ params: { id }, body }, { onSuccess });
  };
  /** What brings a pair back to where it stood. */
  const back = ({ decision }: SuggestedPair): Send => {
    if (decision?.state === 'shortlisted') return accept;
    if (decision?.state === 'rejected' && decision.reason !== null) return reject(decision.reason, decision.note ?? '');
    if (decision?.state === 'later' && decision.until !== null) return later(decision.until, decision.note ?? '');
    return reopen;
  };
  const calls = { accept, reopen, reject, later, back };
  return { calls, busy: all.some((one) => one.isPending), problem: all.find((one) => one.error !== null)?.error ?? null };
}

/** The acts of a broker. A decided pair leaves the list at once (`onGone`), and one taken back returns to it (`onBack`). */
export function useDeciding({ onGone, onBack }: Moves): Deciding {
  const words = useWords('broker');
  const { calls, busy, problem } = useCalls();
  const last = useRef<SuggestedPair | null>(null);
  const takeBack = (pair: SuggestedPair): void =>
    calls.back(pair)(pair, () => {
      if (last.current === pair) last.current = null;
      announce(words.undone);
      onBack(pair.id);
      void invalidate(listSuggestedPairs);
    });
  const decide = (pair: SuggestedPair, send: Send, said: (name: string) => string): void =>
    send(pair, () => {
      last.current = pair;
      toast(said(nameOf(pair)), { label: words.undo, act: () => takeBack(pair) });
      onGone(pair.id);
      void invalidate(listSuggestedPairs);
    });
  return {
    accept: (pair) => decide(pair, calls.accept, words.done.shortlisted),
    reject: (pair, reason, note = '') => decide(pair, calls.reject(reason, note), words.done.rejected),
    later: (pair, until, note = '') => decide(pair, calls.later(until, note), words.done.later),
    reopen: (pair) => decide(pair, calls.reopen, words.done.suggested),
    undo: () => {
      if (last.current === null) announce(words.nothingToUndo);
      else takeBack(last.current);
    },
    busy,
    problem,
  };
}
