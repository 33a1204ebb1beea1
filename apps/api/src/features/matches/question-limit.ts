import type { Clock } from '@ketnoi/domain/clock';
import { QUESTION_LIMITS } from '@ketnoi/domain/match-policy';
import { problem } from '@ketnoi/domain/problems';
import { networkOf } from '../../network.ts';

const MINUTE_MILLIS = 60_000;
const LONGEST_MILLIS = Math.max(...QUESTION_LIMITS.map(({ minutes }) => minutes)) * MINUTE_MILLIS;
/** So many networks are remembered; beyond, the one unheard of for the longest is forgotten. */
const REMEMBERED = 20_000;

/** Lets a question from an address pass, or throws `request.limited` with the seconds until the next may. */
export type QuestionLimit = (ip: string) => void;

/** Counts the questions of each network in this process. Refused ones do not count, so that a busy office is let in again as its time comes. */
export function createQuestionLimit(clock: Clock): QuestionLimit {
  const asked = new Map<string, number[]>();
  return (ip) => {
    const network = networkOf(ip);
    const now = clock.now().getTime();
    const times = (asked.get(network) ?? []).filter((at) => at > now - LONGEST_MILLIS);
    asked.delete(network);
    asked.set(network, times);
    const [oldest] = asked.keys();
    if (asked.size > REMEMBERED && oldest !== undefined) asked.delete(oldest);
    const waits = QUESTION_LIMITS.map(({ minutes, most }) => {
      const first = times.at(-most);
      return first === undefined ? 0 : first + minutes * MINUTE_MILLIS - now;
    });
    const wait = Math.max(...waits);
    if (wait > 0) throw problem('request.limited', { retryAfterSeconds: Math.ceil(wait / 1000) });
    times.push(now);
  };
}
