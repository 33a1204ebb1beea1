import type { Clock } from '@ketnoi/domain/clock';
import { remarkOn } from './meilisearch/standing.ts';
import type { Answering, Engine, EngineQuery, Found, Mirror, Standing } from './port.ts';
import type { Finder } from './search.ts';

/** What is said of an engine that fails; a logger fits. */
export type Said = { warn: (facts: object, sentence: string) => void; info: (facts: object, sentence: string) => void };

/** Failures in a row after which the engine is left alone, and for how many milliseconds before it is tried again by one search. */
const FAILURES = 3;
const PAUSE_MILLIS = 10_000;

type Asked = Pick<Engine, 'name' | 'find'> & Pick<Mirror, 'check'>;
export type FallbackParts = {
  engine: Asked;
  standby: Pick<Engine, 'name' | 'find'>;
  /** Whether the engine may still hold a listing that is hidden: what it counts would tell of it. */
  mayTell: () => Promise<boolean>;
  clock: Clock;
  log: Said;
};

type Circuit = {
  /** How the engine stood when it was asked last; null before. */
  standing: Standing | null;
  failures: number;
  isOpen: boolean;
  nextTrialAt: number;
  isTrying: boolean;
  checking: Promise<void> | null;
};

/**
 * Asks the engine when it stands ready, and the standby when it does not, when it fails, when it may hold what was hidden, or when it has failed
 * so often that it is left alone for a while. The answer has the same shape either way and says who gave it. Nobody waits for an engine that is left alone: one search in a
 * while is asked of it behind the scenes, and when that is answered the engine answers again. A page begun on the standby goes on there: its
 * places mean nothing to the engine.
 */
export function withFallback(parts: FallbackParts): { find: Finder; answering: () => Promise<Answering> } {
  const { engine, standby, clock } = parts;
  const circuit: Circuit = { standing: null, failures: 0, isOpen: false, nextTrialAt: 0, isTrying: false, checking: null };
  const find: Finder = async (query) => {
    const begunOnStandby = query.after !== null && query.after[0] !== 'offset';
    if (!begunOnStandby && query.closest === null) {
      if (circuit.standing === null) await (circuit.checking ??= check(parts, circuit));
      const found = circuit.isOpen || (await parts.mayTell()) ? null : await tried(parts, circuit, query);
      if (found !== null) return { ...found, engine: engine.name };
      if (circuit.isOpen && !circuit.isTrying && clock.now().getTime() >= circuit.nextTrialAt) void trial(parts, circuit, query);
    }
    return { ...(await standby.find(query)), engine: standby.name };
  };
  const answering = async (): Promise<Answering> => {
    if (circuit.standing === null) await (circuit.checking ??= check(parts, circuit));
    const remark = circuit.standing === null ? null : remarkOn(circuit.standing);
    if (!circuit.isOpen) return { engine: engine.name, remark };
    return { engine: standby.name, remark: remark ?? 'Meilisearch did not answer searches a moment ago' };
  };
  return { find, answering };
}

function leaveAlone({ clock }: FallbackParts, circuit: Circuit): void {
  circuit.isOpen = true;
  circuit.nextTrialAt = clock.now().getTime() + PAUSE_MILLIS;
}

/** Asks how the engine stands, and says so when it is not as it should be or stands otherwise than before. */
async function check(parts: FallbackParts, circuit: Circuit): Promise<void> {
  const standing: Standing = await parts.engine
    .check()
    .catch((error: unknown) => ({ state: 'away', version: null, isRecordedVersion: null, differs: [], why: String(error) }));
  const [before, now] = [circuit.standing === null ? null : remarkOn(circuit.standing), remarkOn(standing)];
  circuit.standing = standing;
  if (now !== null && now !== before) parts.log.warn({ ...standing, engine: parts.engine.name }, now);
  if (standing.state !== 'ready') leaveAlone(parts, circuit);
}

async function tried(parts: FallbackParts, circuit: Circuit, query: EngineQuery): Promise<Found | null> {
  try {
    const found = await parts.engine.find(query);
    circuit.failures = 0;
    return found;
  } catch (error) {
    circuit.failures += 1;
    const facts = { err: error, engine: parts.engine.name, failures: circuit.failures };
    if (circuit.failures <= FAILURES) parts.log.warn(facts, 'the search engine did not answer; searching in PostgreSQL');
    if (circuit.failures >= FAILURES) leaveAlone(parts, circuit);
    return null;
  }
}

/** One search asked of an engine that is left alone; nobody waits for it. */
async function trial(parts: FallbackParts, circuit: Circuit, query: EngineQuery): Promise<void> {
  circuit.isTrying = true;
  leaveAlone(parts, circuit);
  try {
    await check(parts, circuit);
    if (circuit.standing?.state !== 'ready') return;
    await parts.engine.find(query);
    circuit.isOpen = false;
    circuit.failures = 0;
    parts.log.info({ engine: parts.engine.name }, 'the search engine answers again');
  } catch {
    // It stays as it is until the next trial; what is wrong was said when it was left alone.
  } finally {
    circuit.isTrying = false;
  }
}
