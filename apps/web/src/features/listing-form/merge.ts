import { entryOf, isSame, settle, type Entries } from './entries.ts';

/** A field that was changed here and elsewhere: both are kept until its owner chooses. */
export type Conflict = { path: string; mine: unknown; theirs: unknown };

export type Merged = { entries: Entries; taken: string[]; conflicts: Conflict[] };

/**
 * Lays another's saved change over what stands in the form. A field changed only there is taken over, one changed only here stays,
 * one changed in both is a conflict and keeps what was typed here.
 * @param base what both started from, on the wire.
 * @param theirs what the server has now, on the wire.
 */
export function mergeEntries(entries: Entries, base: Entries, theirs: Entries): Merged {
  const merged: Record<string, unknown> = { ...entries };
  const taken: string[] = [];
  const conflicts: Conflict[] = [];
  for (const path of new Set([...Object.keys(base), ...Object.keys(theirs)])) {
    // Of a field that says nothing the server names no tier.
    if (isSame(theirs[path], base[path]) || (path.startsWith('tiers.') && theirs[path] === undefined)) continue;
    const { wire, finished } = settle(path, entries[path]);
    if (finished && isSame(wire, theirs[path])) continue;
    if (finished && isSame(wire, base[path])) {
      merged[path] = entryOf(path, theirs[path]);
      taken.push(path);
    } else conflicts.push({ path, mine: entries[path], theirs: theirs[path] ?? null });
  }
  return { entries: merged, taken, conflicts };
}
