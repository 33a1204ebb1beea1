import { codeTables } from '@ketnoi/db/classifications';
import type { Db } from '@ketnoi/db/database';
import type { Clock } from '@ketnoi/domain/clock';
import { localDay } from '@ketnoi/domain/working-days';
import type { MatchModel } from '@ketnoi/matching/model';
import { ALLOWED_FALL, fallen, LEAST_JUDGED, refit, type FrozenFigures, type Refit } from '@ketnoi/matching/refit';
import type { Means } from '../evaluation/means.ts';
import type { Matching } from '../matching/port.ts';
import { frozenQuality } from './frozen-quality.ts';
import { readSet, shippedSets, type FrozenSet } from './frozen-sets.ts';
import { judgedLists } from './judged.ts';
import { comparisonLines, sideBySide } from './side-by-side.ts';
import { freeName, keepCandidate, modelInUse, takeIntoUse } from './take-into-use.ts';

export type RefitOrder = {
  /** Shows both models and keeps nothing. */
  dryRun: boolean;
  /** Files of frozen sets beside the shipped ones. */
  frozen: readonly string[];
  /** Of so many needs something must have been said. */
  least: number;
  /** Real needs to look at both models on. */
  needs: number;
};

export type RefitParts = {
  db: Db;
  clock: Clock;
  means: Means;
  /** A matcher over what is shown that knows these models by their names. */
  matching: (models: readonly MatchModel[]) => Promise<Matching>;
  /** The frozen sets that come with the product, unless others are given. */
  shipped?: readonly FrozenSet[];
  print: (line: string) => void;
};

export type Outcome = 'too_little' | 'shown' | 'refused' | 'accepted';

const figure = (value: number): string => value.toFixed(4);

function printWeights({ multipliers, loss, preferences }: Refit, print: RefitParts['print']): void {
  print(`learned from ${preferences} preferences; loss ${figure(loss.before)} -> ${figure(loss.after)}`);
  const moved = Object.entries(multipliers).filter(([, times]) => Math.abs(times - 1) >= 0.005);
  for (const [feature, times] of moved) print(`  ${feature.padEnd(10)} x ${times.toFixed(2)}`);
  if (moved.length === 0) print('  every weight stays as it is');
}

function printFigures(figures: readonly FrozenFigures[], print: RefitParts['print']): void {
  print('nDCG@10 on the frozen sets, before -> after');
  for (const { set, needs, before, after } of figures) print(`  ${set} (${needs} needs): ${figure(before)} -> ${figure(after)}`);
}

/**
 * Learns weights from what was said of matches and takes them into use when no frozen set falls; shows both models on real needs before. Below the least number of
 * judged needs nothing is learned at all.
 */
export async function runRefit(parts: RefitParts, order: RefitOrder): Promise<Outcome> {
  const { db, clock, print } = parts;
  const present = await modelInUse(db);
  const lists = await judgedLists(db);
  const fresh = refit(lists, present, { name: await freeName(db, localDay(clock.now())) });
  const least = { lists: order.least, judgements: Math.min(LEAST_JUDGED.judgements, order.least * 2) };
  print(`in use: ${present.name}; said so far: ${fresh.judgements} words about matches of ${fresh.lists} listings`);
  if (fresh.lists < least.lists || fresh.judgements < least.judgements) {
    print(
      `too little to learn from: at least ${least.judgements} words about matches of ${least.lists} listings are needed. Nothing was changed.`,
    );
    return 'too_little';
  }
  printWeights(fresh, print);
  const sets = [...(parts.shipped ?? shippedSets(await codeTables(db))), ...order.frozen.map(readSet)];
  print('ranking the frozen sets; the first time their offers are read, which may take minutes');
  const figures: FrozenFigures[] = [];
  for (const set of sets) figures.push(await frozenQuality(set, { before: present, after: fresh.model }, parts.means));
  printFigures(figures, print);
  await printSideBySide(parts, { before: present, after: fresh.model, limit: order.needs });
  const worse = fallen(figures).map(({ set }) => set);
  if (worse.length > 0) print(`not good enough: falls by more than ${ALLOWED_FALL} on ${worse.join(', ')}`);
  if (order.dryRun) {
    print('tried only: nothing was kept');
    return 'shown';
  }
  const { model, multipliers, loss, judgements } = fresh;
  await keepCandidate(parts, { model, basis: { lists: fresh.lists, judgements, multipliers, loss, figures, before: present.name } });
  if (worse.length > 0) {
    print(`${model.name} is kept as a candidate, to be looked at by its name; ${present.name} stays in use`);
    return 'refused';
  }
  await takeIntoUse(parts, model.name);
  print(`${model.name} is in use from now on, in every process within seconds; npm run match:rollback goes back to ${present.name}`);
  return 'accepted';
}

async function printSideBySide(
  { db, matching, print }: RefitParts,
  sides: { before: MatchModel; after: MatchModel; limit: number },
): Promise<void> {
  if (sides.limit === 0) return;
  const both = await sideBySide(db, { ...sides, matching: await matching([sides.before, sides.after]), language: 'vi' });
  print(`the first ten of ${both.length} needs by ${sides.after.name}, and how they moved from ${sides.before.name}`);
  for (const one of both) comparisonLines(one).forEach((line) => print(line));
}
