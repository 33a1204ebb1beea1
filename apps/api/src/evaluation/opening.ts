import { collectionOf, encodingOf, withStaticVectors, withVectors, type Collection, type MatchDocument } from '@ketnoi/matching/collection';
import { vectorTable, type VectorTable } from '@ketnoi/matching/vector-table';
import { keptVectors } from './kept-vectors.ts';
import { openMeans, type Means, type Part } from './means.ts';

const SAY_EVERY_MILLIS = 2000;
/** The least size of a row of vectors. */
const LANES = 16;

const started = performance.now();

/** Seconds since the command began, as they are printed. */
export const seconds = (): string => ((performance.now() - started) / 1000).toFixed(1);

/** Says how far a long step is, every two seconds. */
export function teller(what: string, all: number): (done: number) => void {
  let said = performance.now();
  return (done) => {
    if (performance.now() - said < SAY_EVERY_MILLIS) return;
    said = performance.now();
    console.log(`  ${what}: ${done} of ${all} (${seconds()} s)`);
  };
}

/** Opens what there is, and prints what there is not. */
export async function openSaidMeans(without: ReadonlySet<Part>): Promise<Means> {
  const means = await openMeans(without);
  for (const missing of means.missing) console.log(`  ${missing}`);
  if (without.has('simd')) console.log('  without SIMD, as asked');
  return means;
}

/** Documents with all the vectors that can be had; `isPlain` multiplies them a byte at a time. */
export async function openCollection(
  documents: readonly MatchDocument[],
  { tables, provider, statics }: Means,
  isPlain: boolean,
): Promise<Collection> {
  const bare = collectionOf(documents, tables);
  console.log(`  words indexed (${seconds()} s)`);
  const collection = statics === null ? bare : await withStaticVectors(bare, statics);
  const { staticVectors } = collection;
  const table = (made: VectorTable): VectorTable => (isPlain ? plainTable(made) : made);
  const compared = {
    ...collection,
    staticVectors: staticVectors === null ? null : { ...staticVectors, table: table(staticVectors.table) },
  };
  if (provider === null) return compared;
  const encoding = encodingOf(collection, tables);
  const kept = await keptVectors(encoding.texts, provider, teller('texts encoded', encoding.texts.length));
  return withVectors(compared, encoding, { model: provider.model, table: table(kept) });
}

/** The same rows, multiplied a byte at a time, as where WebAssembly has no SIMD. */
function plainTable({ stored }: VectorTable): VectorTable {
  const rows = stored.scales.length;
  const table = vectorTable({ dimensions: rows === 0 ? LANES : stored.bytes.length / rows, rows }, 'plain');
  table.restore(stored);
  return table;
}
