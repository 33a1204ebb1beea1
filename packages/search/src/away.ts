const NAME = 'EngineAway';

/** The engine cannot do its work, whatever it is asked: it is silent, broken, full, or not ours. Nothing is wrong with what it was asked. */
export function away(why: string, cause?: unknown): Error {
  const error = new Error(`meilisearch: ${why}`, { cause });
  error.name = NAME;
  return error;
}

/** Whether a failure says that the engine is away, rather than that it refuses what it was given. */
export const isAway = (error: unknown): error is Error => error instanceof Error && error.name === NAME;
