import type { Units } from '@ketnoi/language/units';
import { unitHash, unitIds } from './unit-ids.ts';

/**
 * How rare words are in an index of many documents, without the documents: `keys` holds each unit by the 64 bits of its hash, high and low half, ascending;
 * `holders` how many documents hold it. Pairs that one document alone holds are left out, as they are from every query.
 */
export type WordCounts = {
  /** Documents in the index. */
  size: number;
  /** Words of all of them. */
  words: number;
  keys: Uint32Array<ArrayBuffer>;
  holders: Uint32Array<ArrayBuffer>;
};

/** The counts of a whole market, for an index that holds a few documents of it: scores are then those of an index of all. */
export type MarketWords = { size: number; words: number; holders: (unit: string) => number };

/** Counts documents one by one; none of them is kept. */
export type WordCounter = { add: (units: Units) => void; finish: () => WordCounts };

const LEAST_OF_A_PAIR = 2;

export function wordCounter(): WordCounter {
  const ids = unitIds();
  let [holders, least] = [new Uint32Array(1024), new Uint8Array(1024)];
  let [size, words] = [0, 0];
  const count = (units: readonly string[], atLeast: number): void => {
    for (const id of new Set(units.map(ids.add))) {
      if (id >= holders.length) [holders, least] = [longer(holders, Uint32Array), longer(least, Uint8Array)];
      holders[id] = (holders[id] ?? 0) + 1;
      least[id] = atLeast;
    }
  };
  return {
    add: (units) => {
      count(units.words, 1);
      count(units.pairs, LEAST_OF_A_PAIR);
      words += units.words.length;
      size += units.words.length > 0 ? 1 : 0;
    },
    finish: () => {
      const kept = Uint32Array.from({ length: ids.size() }, (_, id) => id).filter((id) => (holders[id] ?? 0) >= (least[id] ?? 1));
      const order = kept.sort((one, other) => compared(ids.hashOf(one), ids.hashOf(other)));
      const keys = new Uint32Array(order.length * 2);
      for (const [at, id] of order.entries()) keys.set(ids.hashOf(id), at * 2);
      return { size, words, keys, holders: Uint32Array.from(order, (id) => holders[id] ?? 0) };
    },
  };
}

type Half = readonly [high: number, low: number];
const compared = (one: Half, other: Half): number => one[0] - other[0] || one[1] - other[1];

function longer<Values extends Uint32Array | Uint8Array>(values: Values, make: new (length: number) => Values): Values {
  const more = new make(values.length * 2);
  more.set(values);
  return more;
}

/** The counts ready to be asked; a unit that no document holds has 0. */
export function marketWords({ size, words, keys, holders }: WordCounts): MarketWords {
  const find = (unit: string): number => {
    const wanted = unitHash(unit);
    let [low, high] = [0, holders.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compared([keys[middle * 2] ?? 0, keys[middle * 2 + 1] ?? 0], wanted) < 0) low = middle + 1;
      else high = middle;
    }
    const isFound = low < holders.length && keys[low * 2] === wanted[0] && keys[low * 2 + 1] === wanted[1];
    return isFound ? (holders[low] ?? 0) : 0;
  };
  return { size, words, holders: find };
}
