import type { Clock } from '@ketnoi/domain/clock';
import type { Engine } from './port.ts';
import type { Finder } from './search.ts';

/** What is said of an engine that fails; a logger fits. */
export type Said = { warn: (facts: object, sentence: string) => void; info: (facts: object, sentence: string) => void };

/** Failures in a row after which the engine is left alone, and for how many milliseconds before it is tried again by one search. */
const FAILURES = 3;
const PAUSE_MILLIS = 10_000;

export type FallbackParts = { engine: Engine; standby: Engine; clock: Clock; log: Said };

/**
 * Asks the engine, and the standby when it fails or has failed so often that it is left alone for a while. The answer has the same shape
 * either way and says who gave it. A page begun on the standby goes on there: its places mean nothing to the engine.
 */
export function withFallback({ engine, standby, clock, log }: FallbackParts): Finder {
  let failures = 0;
  let closedAt = 0;
  const mayTry = (): boolean => failures < FAILURES || clock.now().getTime() >= closedAt;
  const succeeded = (): void => {
    if (failures >= FAILURES) log.info({ engine: engine.name }, 'the search engine answers again');
    failures = 0;
  };
  const failed = (error: unknown): void => {
    failures += 1;
    closedAt = clock.now().getTime() + PAUSE_MILLIS;
    if (failures <= FAILURES)
      log.warn({ err: error, engine: engine.name, failures }, 'the search engine did not answer; searching in PostgreSQL');
  };
  return async (query) => {
    const begunOnStandby = query.after !== null && query.after[0] !== 'offset';
    if (!begunOnStandby && query.closest === null && mayTry()) {
      // While the pause lasts one search tries, the others do not wait for it.
      if (failures >= FAILURES) closedAt = clock.now().getTime() + PAUSE_MILLIS;
      try {
        const found = await engine.find(query);
        succeeded();
        return { ...found, engine: engine.name };
      } catch (error) {
        failed(error);
      }
    }
    return { ...(await standby.find(query)), engine: standby.name };
  };
}
