/** The places of the `count` highest values above `bound`; every place whose value equals the last one's is there too, so that no order decides. */
export function highest(values: Float64Array | Float32Array, count: number, bound = 0): number[] {
  const least = leastOf(values, count, bound);
  const places: number[] = [];
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? 0;
    if (value >= least && value > bound) places.push(at);
  }
  return places;
}

/** The lowest of the `count` highest values, by a heap of them whose root is the lowest; -Infinity where no more are above the bound. */
function leastOf(values: Float64Array | Float32Array, count: number, bound: number): number {
  const heap = new Float64Array(count);
  let size = 0;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? 0;
    if (!(value > bound)) continue;
    if (size < count) {
      rise(heap, size, value);
      size += 1;
    } else if (value > (heap[0] ?? 0)) sink(heap, value);
  }
  return size < count || count === 0 ? -Infinity : (heap[0] ?? 0);
}

function rise(heap: Float64Array, from: number, value: number): void {
  let at = from;
  for (let above = (at - 1) >> 1; at > 0 && (heap[above] ?? 0) > value; above = (at - 1) >> 1) {
    heap[at] = heap[above] ?? 0;
    at = above;
  }
  heap[at] = value;
}

/** Puts a value in the root's place and lets it sink to its own. */
function sink(heap: Float64Array, value: number): void {
  let at = 0;
  for (let below = 1; below < heap.length; below = at * 2 + 1) {
    if (below + 1 < heap.length && (heap[below + 1] ?? 0) < (heap[below] ?? 0)) below += 1;
    if ((heap[below] ?? 0) >= value) break;
    heap[at] = heap[below] ?? 0;
    at = below;
  }
  heap[at] = value;
}
