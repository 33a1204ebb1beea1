import { away, isAway as saysAway } from './away.ts';
import type { MeiliEngine } from './meilisearch/engine.ts';
import type { Mirror } from './port.ts';

/**
 * The engine beside PostgreSQL as those who write to it see it. After a change that failed because the engine was away, further ones are
 * refused at once, so that no job waits for a silent engine.
 */
export function mirrorOf(engine: MeiliEngine): Mirror {
  let isAway = false;
  let hasReturned = false;
  let wasAway = false;
  const guarded = async <Result>(act: () => Promise<Result>): Promise<Result> => {
    if (isAway) throw away('was away a moment ago');
    try {
      const result = await act();
      if (wasAway) hasReturned = true;
      wasAway = false;
      return result;
    } catch (error) {
      if (saysAway(error)) {
        isAway = true;
        wasAway = true;
        hasReturned = false;
      }
      throw error;
    }
  };
  return {
    // Nothing to do says nothing about the engine.
    index: async (documents) => (documents.length === 0 ? undefined : guarded(() => engine.index(documents))),
    remove: async (ids) => (ids.length === 0 ? undefined : guarded(() => engine.remove(ids))),
    rebuild: (documents, progress) => guarded(() => engine.rebuild(documents, progress)),
    check: engine.check,
    hasUnfinishedRebuild: engine.hasUnfinishedRebuild,
    held: engine.held,
    heldOf: engine.heldOf,
    isAway: () => isAway,
    tryAgain: () => {
      isAway = false;
    },
    hasReturned: () => {
      const returned = hasReturned;
      hasReturned = false;
      return returned;
    },
  };
}
