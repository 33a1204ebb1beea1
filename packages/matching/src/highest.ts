/** The places of the `count` highest values above `bound`; every place whose value equals the last one's is there too, so that no order decides. */
export function highest(values: Float64Array | Float32Array, count: number, bound = 0): number[] {
  const places: number[] = [];
  for (const [at, value] of values.entries()) if (value > bound) places.push(at);
  if (places.length <= count) return places;
  const sorted = Float64Array.from(places, (at) => values[at] ?? 0).sort();
  const least = sorted[sorted.length - count] ?? 0;
  return places.filter((at) => (values[at] ?? 0) >= least);
}
