import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_MILLIS = 1000;
const PATIENCE_MILLIS = 15 * 60_000;

type Standing = { ready: boolean; listings: number; done: number };

/** Tells when the matching index is there, which the service does not wait for; silent when it takes too long. */
export async function tellOfMatching({ host, port }: { host: string; port: number }, givenUp: () => boolean): Promise<void> {
  const address = `http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${port}/api/matching`;
  const started = Date.now();
  let isTold = false;
  while (!givenUp() && Date.now() - started < PATIENCE_MILLIS) {
    const standing = await standingOf(address);
    if (standing?.ready === true) {
      if (isTold) console.log(`matching index ready: ${standing.listings} listings`);
      return;
    }
    if (!isTold) console.log('matching index: being read; until then a search answers');
    isTold = true;
    await sleep(LOOK_MILLIS, undefined, { ref: false });
  }
}

async function standingOf(address: string): Promise<Standing | null> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(5000) });
    return answer.ok ? ((await answer.json()) as Standing) : null;
  } catch {
    return null;
  }
}
