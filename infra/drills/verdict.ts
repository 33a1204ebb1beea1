import type { FinalRead, Found } from './final-read.ts';
import { countOf, type History, type Write } from './history.ts';

export type Verdict = {
  attempt: number;
  ok: number;
  fail: number;
  info: number;
  /** Acknowledged and not there. */
  lost: string[];
  /** There more than once, or with two of what there is one of. */
  dup: string[];
  /** Unknown and half there. */
  torn: string[];
  missing: number;
  stale: number;
  ghosts: number;
  dead: number;
  brokenChains: number;
  /** Longest time from an acknowledged publication to its place in the index, in milliseconds. */
  worstLatency: number | null;
  finalReads: number;
};

const byToken = (read: FinalRead): Map<string, Found[]> => {
  const found = new Map<string, Found[]>();
  for (const listing of read.listings) {
    const token = listing.title.replace('Diễn tập ', '');
    found.set(token, [...(found.get(token) ?? []), listing]);
  }
  return found;
};

/** The words of the listings a write stands for. */
const tokensOf = (write: Write): string[] =>
  write.kind === 'import' ? Array.from({ length: write.rows }, (_one, n) => `${write.token} ${n}`) : [write.token];

function lostOf(write: Write, found: ReadonlyMap<string, Found[]>, read: FinalRead): string[] {
  if (write.outcome !== 'ok') return [];
  const wanted = write.kind === 'create' ? null : 'published';
  const lost = tokensOf(write).filter((token) => !found.get(token)?.some((one) => wanted === null || one.state === wanted));
  const run = write.kind === 'import' ? read.imports.find((one) => one.id === write.id) : undefined;
  const isWhole =
    write.kind !== 'import' || (run?.state === 'finished' && run.created === write.rows && run.failed === 0 && run.skipped === 0);
  return [...lost.map((token) => `${write.kind} ${token}`), ...(isWhole ? [] : [`import ${write.id} is ${JSON.stringify(run)}`])];
}

/** Compares what was acknowledged with what is there. Rows that nobody wrote count as doubled. */
export function judge(history: History, read: FinalRead): Verdict {
  const found = byToken(read);
  const known = new Set(history.writes.flatMap(tokensOf));
  const latencies = history.writes.flatMap((write) => {
    const seen = write.id === null ? undefined : history.seen.get(write.id);
    return write.kind === 'publish' && write.outcome === 'ok' && seen !== undefined ? [seen - write.at] : [];
  });
  const doubled = [...found].filter(([token, listings]) => listings.length > 1 || !known.has(token)).map(([token]) => token);
  const twice = read.listings
    .filter((one) => one.created > 1 || one.published > 1 || one.audited > 1)
    .map((one) => `history of ${one.title}`);
  const torn = read.listings.filter(
    (one) => one.created === 0 || one.audited === 0 || one.texts === 0 || (one.state === 'published' && one.published === 0),
  );
  return {
    attempt: history.writes.length,
    ok: countOf(history, 'ok'),
    fail: countOf(history, 'fail'),
    info: countOf(history, 'info'),
    lost: history.writes.flatMap((write) => lostOf(write, found, read)),
    dup: [...doubled, ...twice],
    torn: torn.map((one) => one.title),
    missing: read.missing,
    stale: read.stale,
    ghosts: read.ghosts,
    dead: read.dead,
    brokenChains: read.brokenChains,
    worstLatency: latencies.length === 0 ? null : Math.max(...latencies),
    finalReads: read.listings.length,
  };
}
