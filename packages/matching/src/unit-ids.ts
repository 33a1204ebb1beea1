/** Numbers of units, given in the order they are first met. Holds no string: a unit is kept as 64 bits of its hash. */
export type UnitIds = {
  /** The number of a unit, a new one when it was never met. */
  add: (unit: string) => number;
  /** The number of a unit, -1 when it was never met. */
  find: (unit: string) => number;
  /** The hash of a unit by its number, as `unitHash` gives it. */
  hashOf: (id: number) => [high: number, low: number];
  size: () => number;
  /** The hashes of all units, by their numbers, to be written down. */
  hashes: () => UnitHashes;
};

/** Both halves of the hashes of units. */
export type UnitHashes = { low: Uint32Array; high: Uint32Array };

const FIRST_SLOTS = 1 << 12;
const MOST_FULL = 0.6;

/**
 * Open addressing over typed arrays: 20 to 40 bytes a unit. Two of a million units share their 64 bits once in tens of millions of builds. `kept` are units
 * that were written down.
 */
export function unitIds(kept: UnitHashes = { low: new Uint32Array(0), high: new Uint32Array(0) }): UnitIds {
  let size = kept.low.length;
  let room = FIRST_SLOTS;
  while (size > room * MOST_FULL) room *= 2;
  let slots = new Int32Array(room).fill(-1);
  let low = new Uint32Array(room);
  let high = new Uint32Array(room);
  low.set(kept.low);
  high.set(kept.high);
  const slotOf = (one: number, other: number): number => {
    const mask = slots.length - 1;
    let slot = one & mask;
    for (let id = slots[slot] ?? -1; id >= 0 && (low[id] !== one || high[id] !== other); id = slots[slot] ?? -1) slot = (slot + 1) & mask;
    return slot;
  };
  const grow = (): void => {
    slots = new Int32Array(slots.length * 2).fill(-1);
    [low, high] = [longer(low), longer(high)];
    for (let id = 0; id < size; id += 1) slots[slotOf(low[id] ?? 0, high[id] ?? 0)] = id;
  };
  for (let id = 0; id < size; id += 1) slots[slotOf(low[id] ?? 0, high[id] ?? 0)] = id;
  const find = (unit: string): number => slots[slotOf(...hash(unit))] ?? -1;
  const add = (unit: string): number => {
    const [one, other] = hash(unit);
    const slot = slotOf(one, other);
    const known = slots[slot] ?? -1;
    if (known >= 0) return known;
    slots[slot] = size;
    low[size] = one;
    high[size] = other;
    size += 1;
    if (size > slots.length * MOST_FULL) grow();
    return size - 1;
  };
  return {
    add,
    find,
    hashOf: (id) => [high[id] ?? 0, low[id] ?? 0],
    size: () => size,
    hashes: () => ({ low: low.slice(0, size), high: high.slice(0, size) }),
  };
}

function longer(values: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(values.length * 2);
  more.set(values);
  return more;
}

/** The 64 bits that stand for a unit, in two halves. */
export function unitHash(unit: string): [high: number, low: number] {
  const [low, high] = hash(unit);
  return [high, low];
}

/** Two 32-bit hashes of a unit, each FNV-1a with a multiplier of its own and a final mix. */
function hash(unit: string): [number, number] {
  let [one, other] = [0x811c9dc5, 0x9747b28c];
  for (let at = 0; at < unit.length; at += 1) {
    const code = unit.charCodeAt(at);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ code, 0x5bd1e995);
    other ^= other >>> 15;
  }
  return [mixed(one), mixed(other)];
}

function mixed(hashed: number): number {
  let value = Math.imul(hashed ^ (hashed >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
