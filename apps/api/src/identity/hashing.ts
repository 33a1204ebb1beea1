import { hash, verify } from '@node-rs/argon2';
import { problem } from '@ketnoi/domain/problems';

/** argon2id as OWASP asks at least: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash of random bytes nobody kept: what a password is compared with where there is no account, so that the work is the same. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$YqBZCVw2NJad0/JPk5n58w$4c6ZSYjcJuCkpAuMFtXy0jy5eJxd0MyuiePLQectatg';

const RUNNING_AT_MOST = 2;
const WAITING_AT_MOST = 20;
let running = 0;
const waiting: (() => void)[] = [];

/** Lets two hashes run in this process and twenty wait; the next is refused, so that a flood of sign-ins cannot starve everything else. */
async function atTheGate<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running >= RUNNING_AT_MOST) {
    if (waiting.length >= WAITING_AT_MOST) throw problem('service.unavailable', { retryAfterSeconds: 2 });
    await new Promise<void>((go) => waiting.push(go));
  } else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}

/** The argon2id hash of a password in NFC. Throws `service.unavailable` when too many wait. */
export function hashPassword(password: string): Promise<string> {
  return atTheGate(() => hash(password.normalize('NFC'), COST));
}

async function fits(stored: string | undefined, password: string): Promise<boolean> {
  if (stored === undefined || !stored.startsWith('$argon2id$')) {
    await verify(NOBODY, password);
    return false;
  }
  return verify(stored, password);
}

/** Whether the password belongs to the hash; the same work where there is none. Throws `service.unavailable` when too many wait. */
export function isPasswordOf(stored: string | undefined, password: string): Promise<boolean> {
  return atTheGate(() => fits(stored, password.normalize('NFC')));
}

/**
 * Which of two hashes the password belongs to (0, 1) or null. Both comparisons are always made, with nobody's hash where one is missing:
 * the time tells neither which exists nor which fitted.
 */
export function whichPassword(stored: readonly [string | undefined, string | undefined], password: string): Promise<0 | 1 | null> {
  const text = password.normalize('NFC');
  return atTheGate(async () => {
    const first = await fits(stored[0], text);
    const second = await fits(stored[1], text);
    if (first) return 0;
    return second ? 1 : null;
  });
}
