/** The places of the `count` highest values above zero, highest first; every place whose value equals the last one's is there too. */
export function highest(values: Float64Array | Float32Array, count: number): number[] {
  const places: number[] = [];
  for (const [at, value] of values.entries()) if (value > 0) places.push(at);
  if (places.length <= count) return places;
  const sorted = Float64Array.from(places, (at) => values[at] ?? 0).sort();
  const least = sorted[sorted.length - count] ?? 0;
  return places.filter((at) => (values[at] ?? 0) >= least);
}
