/**
 * What a drill knows of every write it tried, in the words of Jepsen: acknowledged (`ok`), refused (`fail`), or unknown (`info`), when the
 * answer never came; such a write may be wholly there or wholly absent.
 */
export type Outcome = 'ok' | 'fail' | 'info';

export type Write = {
  kind: 'create' | 'publish' | 'import';
  /** A word that stands in this listing and nowhere else; for an import the beginning of its rows' words. */
  token: string;
  /** Rows of an import. */
  rows: number;
  outcome: Outcome;
  id: string | null;
  /** When it was acknowledged, by the clock of the drill. */
  at: number;
};

export type History = { writes: Write[]; seen: Map<string, number> };

export function newHistory(): History {
  return { writes: [], seen: new Map() };
}

export const countOf = (history: History, outcome: Outcome): number => history.writes.filter((write) => write.outcome === outcome).length;
