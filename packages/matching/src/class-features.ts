import type { Evidence } from './answer.ts';
import { evidence, plain, silence, unknown, type Measured, type Sides } from './measured.ts';

type Path = readonly string[];

/** Two paths of one tree and how near they are. */
type Nearness = { asked: Path; found: Path; value: number };

const SAME = 1;
const WITHIN = 0.8;
const SAME_PARENT = 0.6;
const SAME_TOP = 0.2;

/**
 * How near two codes of a tree stand, by their paths from the top: the same one 1 (a top alone 0.4, it says little), one within the other 0.8, below
 * the same parent 0.6, below the same top 0.2, else 0.
 */
function nearness(asked: Path, found: Path): number {
  return valueOf(shared(asked, found), asked.length, found.length);
}

/** How many codes two paths share from the top. */
function shared(asked: Path, found: Path): number {
  let depth = 0;
  while (depth < Math.min(asked.length, found.length) && asked[depth] === found[depth]) depth += 1;
  return depth;
}

function valueOf(common: number, asked: number, found: number): number {
  if (common === 0) return 0;
  if (common === asked && common === found) return common === 1 ? SAME_TOP * 2 : SAME;
  if (common === 1) return SAME_TOP;
  return common === asked || common === found ? WITHIN : SAME_PARENT;
}

/** The nearest of all pairs; null when either side names none. */
function nearest(asked: readonly Path[], found: readonly Path[]): Nearness | null {
  let best: Nearness | null = null;
  for (const one of asked) {
    for (const other of found) {
      const value = nearness(one, other);
      if (best === null || value > best.value) best = { asked: one, found: other, value };
    }
  }
  return best;
}

function classEvidence(scheme: string, { asked, found, value }: Nearness): Evidence {
  const code = asked[shared(asked, found) - 1] ?? null;
  return evidence('class', {
    asked: plain(asked.at(-1) ?? null),
    found: plain(found.at(-1) ?? null),
    fits: value > 0,
    scheme,
    code,
  });
}

/** Fields of science and technology and patent classes: the nearer of the two where both are known. */
export function field({ asked, found }: Sides): Measured {
  const byField = nearest(asked.fields, found.fields);
  const byIpc = nearest(asked.ipc, found.ipc);
  const shown = (): Evidence[] => [
    ...(byField === null ? [] : [classEvidence('st_field', byField)]),
    ...(byIpc === null ? [] : [classEvidence('ipc', byIpc)]),
  ];
  const silentSide = silence(asked.fields.length + asked.ipc.length > 0, found.fields.length + found.ipc.length > 0);
  if (byField === null && byIpc === null) return unknown(silentSide ?? 'both');
  return { value: Math.max(byField?.value ?? 0, byIpc?.value ?? 0), evidence: shown };
}

/** Priority sectors. */
export function sector({ asked, found }: Sides): Measured {
  const near = nearest(asked.sectors, found.sectors);
  if (near === null) return unknown(silence(asked.sectors.length > 0, found.sectors.length > 0) ?? 'both');
  return { value: near.value, evidence: () => [classEvidence('priority_sector', near)] };
}
