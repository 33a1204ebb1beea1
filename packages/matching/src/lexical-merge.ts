import { docOfEntry, freshLayer, runsOf, type LexicalIndex, type Postings } from './lexical-index.ts';

/** So many units are merged between two pauses. */
const STEP = 20_000;

/**
 * Sorts what came since into the base and leaves out what is gone, a step at a time: between two steps the index answers, and takes changes, as ever.
 * No score changes by it.
 */
export function* mergeSteps(index: LexicalIndex): Generator<void, void> {
  const { ids, base } = index;
  const gone = new Set(index.gone);
  const layers = index.fresh.length;
  const units = ids.size();
  // What comes meanwhile goes into a layer of its own.
  index.fresh.push(freshLayer());
  const before: LexicalIndex = { ...index, base, fresh: index.fresh.slice(0, layers) };
  const starts = new Uint32Array(units + 1);
  for (let unit = 0; unit < units; unit += 1) {
    let kept = 0;
    eachKept(before, { unit, gone }, () => (kept += 1));
    starts[unit + 1] = (starts[unit] ?? 0) + kept;
    if (unit % STEP === STEP - 1) yield;
  }
  const merged: Postings = { starts, entries: new Uint32Array(starts[units] ?? 0) };
  for (let unit = 0; unit < units; unit += 1) {
    let at = starts[unit] ?? 0;
    eachKept(before, { unit, gone }, (entry) => {
      merged.entries[at] = entry;
      at += 1;
    });
    if (before.fresh.some(({ entries }) => entries.has(unit))) merged.entries.subarray(starts[unit], starts[unit + 1]).sort();
    if (unit % STEP === STEP - 1) yield;
  }
  index.base = merged;
  index.fresh.splice(0, layers);
  for (const doc of gone) index.gone.delete(doc);
}

function eachKept(index: LexicalIndex, { unit, gone }: { unit: number; gone: ReadonlySet<number> }, each: (entry: number) => void): void {
  for (const { entries, from, to } of runsOf(index, unit)) {
    for (let at = from; at < to; at += 1) {
      const entry = entries[at] ?? 0;
      if (!gone.has(docOfEntry(entry))) each(entry);
    }
  }
}
