import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '@ketnoi/domain/clock';
import { problem } from '@ketnoi/domain/problems';
import { networkOf } from '../network.ts';

const WINDOW = 15 * 60_000;
const FIRST_GAP = 500;
const LARGEST_GAP = 4000;
const LONGEST_WAIT = 8000;
const SLEEPERS = 200;
/** So many addresses and networks are remembered; beyond, the longest unused are forgotten. */
const REMEMBERED = 50_000;

/** One thing whose failed attempts are counted, and how many are free of delay in a quarter of an hour. */
export type Counted = { key: string; free: number };

type Record = { failures: number[]; nextAt: number };

/** Slows attempts down without ever locking anybody out; `attempt` returns how to say that it was no failure after all. */
export type SlowDown = { attempt: (counted: readonly Counted[]) => Promise<() => void> };

/**
 * Counts attempts of this process. Beyond the free ones each attempt on the same key gets a place in a row, ever further apart up to four
 * seconds; one whose turn would be more than eight seconds away is refused with `session.slowed`. An attempt counts before its outcome is
 * known, so that many at once gain nothing.
 */
export function createSlowDown(clock: Clock): SlowDown {
  const records = new Map<string, Record>();
  let sleeping = 0;

  const recordOf = (key: string, now: number): Record => {
    const known = records.get(key);
    const record: Record = { failures: known?.failures.filter((at) => at > now - WINDOW) ?? [], nextAt: known?.nextAt ?? 0 };
    records.delete(key);
    records.set(key, record);
    const [oldest] = records.keys();
    if (records.size > REMEMBERED && oldest !== undefined) records.delete(oldest);
    return record;
  };

  const attempt: SlowDown['attempt'] = async (counted) => {
    const now = clock.now().getTime();
    const places = counted.map(({ key, free }) => {
      const record = recordOf(key, now);
      const beyond = record.failures.length - free;
      const gap = beyond < 0 ? 0 : Math.min(FIRST_GAP * 2 ** beyond, LARGEST_GAP);
      return { record, turn: gap === 0 ? now : Math.max(now, record.nextAt) + gap };
    });
    const wait = Math.max(...places.map(({ turn }) => turn - now));
    if (wait > LONGEST_WAIT || (wait > 0 && sleeping >= SLEEPERS))
      throw problem('session.slowed', { retryAfterSeconds: Math.ceil(wait / 1000) });
    for (const { record, turn } of places) {
      record.failures.push(now);
      if (turn > now) record.nextAt = turn;
    }
    if (wait > 0) {
      sleeping += 1;
      await sleep(wait).finally(() => (sleeping -= 1));
    }
    return () => {
      for (const { record } of places) record.failures.splice(record.failures.lastIndexOf(now), 1);
    };
  };
  return { attempt };
}

/** What a sign-in counts against: the address, unless this device has signed in to it before and then only itself; and the network. */
export function countedFor(given: { email: string; device: string | null; ip: string }): Counted[] {
  if (given.device !== null) return [{ key: `device ${given.device}`, free: 10 }];
  return [
    { key: `address ${given.email}`, free: 10 },
    { key: `network ${networkOf(given.ip)}`, free: 200 },
  ];
}
