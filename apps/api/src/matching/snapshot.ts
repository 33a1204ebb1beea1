import { createHash } from 'node:crypto';
import { setImmediate as turnOfLoop } from 'node:timers/promises';
import type { CodeTables } from '@ketnoi/db/classifications';
import type { Moment } from '@ketnoi/db/search-changes';
import { SIDES, type Side } from '@ketnoi/domain/listing-kinds';
import { unknownFacts } from '@ketnoi/matching/facts';
import { READINGS } from '@ketnoi/matching/collection';
import { lexicalIndexOf, lexicalPartsOf, type LexicalParts } from '@ketnoi/matching/lexical-parts';
import { liveCollection, type HeldDocument, type LiveCollection, type VectorKind } from '@ketnoi/matching/live-collection';
import { liveVectors, type VectorParts } from '@ketnoi/matching/live-vectors';
import { readSections, writeSections, type Sections } from './snapshot-file.ts';
import type { Known, Shelf } from './shelf.ts';
import { fromWire, toWire } from './wire.ts';

/** Raised whenever texts are read, or facts drawn, in another way than before: an older snapshot is then of no use. */
const FORMAT = 1;
const KINDS = ['encoded', 'static'] as const satisfies readonly VectorKind[];

type Arrays = Record<string, Sections['arrays'][string]>;
type VectorFacts = Pick<VectorParts, 'model' | 'dimensions' | 'room'>;
type SideFacts = { documents: (HeldDocument | null)[]; vectors: Partial<Record<VectorKind, VectorFacts>> };
type Facts = { stamp: string; moment: Moment; known: string; sides: Record<Side, SideFacts> };

/** What a snapshot depends on besides the listings: how they are read. */
export function stampOf({ codes, edition }: { codes: CodeTables; edition: number }): string {
  const hash = createHash('sha256').update(`${FORMAT} ${edition} ${Object.keys(unknownFacts('offer')).join(' ')}`);
  for (const [scheme, entries] of Object.entries(codes))
    for (const { code, parent } of entries.values()) hash.update(`${scheme} ${code} ${parent ?? ''}\n`);
  return hash.digest('hex');
}

/**
 * Writes a shelf down as it was at a moment. What changes while it is written is of another version then, and read anew by whoever takes the snapshot
 * up. The shelf is tidied first.
 */
export async function writeSnapshot(path: string, shelf: Shelf, { stamp, moment }: { stamp: string; moment: Moment }): Promise<void> {
  for (const side of SIDES) for (const done of tidySteps(shelf.sides[side])) await done;
  const arrays: Arrays = {};
  const sides = Object.fromEntries(SIDES.map((side) => [side, sideOf(shelf.sides[side], side, arrays)])) as Facts['sides'];
  const facts: Facts = { stamp, moment, known: toWire([...shelf.known]), sides };
  await writeSections(path, { facts, arrays });
}

/** The last step and what follows it are one turn: nothing comes in between. */
function* tidySteps(collection: LiveCollection): Generator<Promise<void>> {
  for (const _ of collection.tidySteps()) yield turnOfLoop();
}

function sideOf(collection: LiveCollection, side: Side, arrays: Arrays): SideFacts {
  const { documents, lexical } = collection.parts();
  for (const reading of READINGS)
    for (const [name, array] of Object.entries(lexicalPartsOf(lexical[reading]))) arrays[`${side}.${reading}.${name}`] = array;
  const vectors: SideFacts['vectors'] = {};
  for (const kind of KINDS) {
    const held = collection.vectorsOf(kind);
    if (held === null) continue;
    const { bytes, scales, starts, ends, ...facts } = held.parts();
    vectors[kind] = facts;
    Object.assign(arrays, named(`${side}.${kind}`, { bytes, scales: scales.slice(), starts: starts.slice(), ends: ends.slice() }));
  }
  return { documents: [...documents], vectors };
}

const named = (prefix: string, arrays: Arrays): Arrays =>
  Object.fromEntries(Object.entries(arrays).map(([name, array]) => [`${prefix}.${name}`, array]));

/** Takes a snapshot up onto an empty shelf. @returns the moment it is of; null when there is none of this stamp. Throws when it is damaged. */
export async function readSnapshot(path: string, shelf: Shelf, stamp: string): Promise<Moment | null> {
  const read = await readSections(path);
  if (read === null) return null;
  const facts = read.facts as Facts;
  if (facts.stamp !== stamp) return null;
  const sides = Object.fromEntries(SIDES.map((side) => [side, collectionOf(facts.sides[side], side, read.arrays)])) as Record<
    Side,
    LiveCollection
  >;
  shelf.take(sides, new Map(fromWire(facts.known) as [string, Known][]));
  return facts.moment;
}

function collectionOf({ documents, vectors }: SideFacts, side: Side, arrays: Sections['arrays']): LiveCollection {
  const words = (name: string): Uint32Array => taken(arrays, name, Uint32Array);
  const lexical = (reading: string) => {
    const parts = ['low', 'high', 'starts', 'entries', 'lengths'].map((name) => [name, words(`${side}.${reading}.${name}`)]);
    return lexicalIndexOf(Object.fromEntries(parts) as LexicalParts);
  };
  const held = KINDS.flatMap((kind) => {
    const facts = vectors[kind];
    if (facts === undefined) return [];
    const of = `${side}.${kind}`;
    const rows = { bytes: taken(arrays, `${of}.bytes`, Int8Array), scales: taken(arrays, `${of}.scales`, Float32Array) };
    return [[kind, liveVectors({ ...facts, ...rows, starts: words(`${of}.starts`), ends: words(`${of}.ends`) })]];
  });
  const indexes = { english: lexical('english'), vietnamese: lexical('vietnamese'), folded: lexical('folded') };
  return liveCollection({ documents, lexical: indexes }, Object.fromEntries(held));
}

function taken<Array_>(arrays: Sections['arrays'], name: string, kind: new (...args: never[]) => Array_): Array_ {
  const array = arrays[name];
  if (array instanceof kind) return array;
  throw new Error(`"${name}" is missing`);
}
