import { livingTables } from '@ketnoi/search/living-tables';
import { createMatchEngine, type MatchEngine, type MatchEngineParts } from '../../src/matching/engine.ts';
import { modelsIn } from '../../src/matching/models.ts';
import type { Matching } from '../../src/matching/port.ts';
import { givenReaders, type TextReaders } from '../../src/matching/readers.ts';
import { matchTables } from '../../src/matching/tables.ts';

type Parts = Pick<MatchEngineParts, 'db' | 'clock' | 'log'> & { readers?: Partial<TextReaders>; snapshot?: string };

/** The worker's own engine in this process, not yet read; by words alone unless readers of texts are given. */
export function unreadHere({ db, clock, log, readers, ...rest }: Parts): MatchEngine {
  return createMatchEngine({
    db,
    clock,
    log,
    readers: givenReaders(readers),
    words: matchTables(livingTables(db)),
    modelOf: modelsIn(db, 0),
    snapshot: rest.snapshot ?? null,
  });
}

/** The same, read at its first use. */
export function matchingHere(parts: Parts): Matching {
  const engine = unreadHere(parts);
  const read = async (): Promise<Matching> => {
    await engine.follow();
    return engine;
  };
  return {
    match: async (request) => (await read()).match(request),
    explain: async (pairs) => (await read()).explain(pairs),
    standing: async () => (await read()).standing(),
    classify: async (request) => (await read()).classify(request),
  };
}
