import type { CodeTables } from '@ketnoi/db/classifications';
import type { VectorRow } from '@ketnoi/db/listing-vectors';
import type { MatchListing } from '@ketnoi/db/match-listings';
import { SIDES, type Side } from '@ketnoi/domain/listing-kinds';
import type { MatchFacts } from '@ketnoi/matching/facts';
import { collectionFiller, type LiveCollection, type VectorKind } from '@ketnoi/matching/live-collection';
import { liveVectors, type LiveVectors } from '@ketnoi/matching/live-vectors';
import type { QueryTables } from '@ketnoi/matching/query';
import { documentOf } from './documents.ts';
import { factsOf } from './facts-of.ts';
import type { TextReaders } from './readers.ts';
import { storedOf } from './vector-rows.ts';

/** What is known of a listing beside its words. */
export type Known = { version: number; side: Side; facts: MatchFacts };

/** Every shown listing as it is ranked, each side for itself: how rare a word is among offers says nothing of needs. */
export type Shelf = {
  readonly sides: Readonly<Record<Side, LiveCollection>>;
  known: Map<string, Known>;
  put: (listings: readonly MatchListing[], codes: CodeTables) => void;
  remove: (ids: readonly string[]) => void;
  /** Takes vectors that were made of listings as the shelf has them; others are passed over. */
  encode: (rows: readonly VectorRow[]) => void;
  /** Says whose vectors count. */
  read: (readers: TextReaders) => void;
  /** Fills an empty shelf; what was there is there until it is finished. */
  fill: () => Filling;
  /** Whether anything changed since it was asked last. */
  isChanged: () => boolean;
  /** Takes up collections as they are. */
  take: (sides: Readonly<Record<Side, LiveCollection>>, known: ReadonlyMap<string, Known>) => void;
};

export type Filling = {
  add: (listings: readonly MatchListing[], rows: readonly VectorRow[], codes: CodeTables) => void;
  finish: () => void;
};

type State = {
  tables: QueryTables;
  sides: Record<Side, LiveCollection>;
  known: Map<string, Known>;
  readers: TextReaders;
  isChanged: boolean;
};

/** An empty shelf. */
export function emptyShelf(tables: QueryTables): Shelf {
  const sides = { offer: collectionFiller().finish(), need: collectionFiller().finish() };
  const state: State = { tables, sides, known: new Map(), readers: { provider: null, statics: null }, isChanged: false };
  return {
    get sides() {
      return state.sides;
    },
    get known() {
      return state.known;
    },
    put: (listings, codes) => put(state, listings, codes),
    remove: (ids) => remove(state, ids),
    encode: (rows) => encode(state, rows),
    read: (readers) => {
      state.readers = readers;
      for (const side of SIDES) takeModels(state.sides[side], readers);
    },
    fill: () => filling(state),
    isChanged: () => {
      const { isChanged } = state;
      state.isChanged = false;
      return isChanged;
    },
    take: (taken, known) => {
      state.sides = { ...taken };
      state.known = new Map(known);
      for (const side of SIDES) takeModels(state.sides[side], state.readers);
    },
  };
}

const kinds = ({ provider, statics }: TextReaders): [VectorKind, { model: string; dimensions: number }][] => [
  ...(provider === null ? [] : ([['encoded', provider]] satisfies [VectorKind, TextReaders['provider'] & object][])),
  ...(statics === null ? [] : ([['static', statics]] satisfies [VectorKind, TextReaders['statics'] & object][])),
];

function takeModels(collection: LiveCollection, readers: TextReaders): void {
  for (const [kind, { model, dimensions }] of kinds(readers)) collection.useModel(kind, { model, dimensions });
}

const knownOf = (listing: MatchListing, codes: CodeTables): Known => ({
  version: listing.version,
  side: listing.side,
  facts: factsOf(listing, codes),
});

function put(state: State, listings: readonly MatchListing[], codes: CodeTables): void {
  const { tables, sides, known } = state;
  if (listings.length > 0) state.isChanged = true;
  for (const listing of listings) {
    sides[listing.side].put([documentOf(listing)], tables);
    known.set(listing.listingId, knownOf(listing, codes));
  }
}

function remove(state: State, ids: readonly string[]): void {
  const { sides, known } = state;
  if (ids.length > 0) state.isChanged = true;
  for (const id of ids) {
    const one = known.get(id);
    if (one !== undefined) sides[one.side].remove([id]);
    known.delete(id);
  }
}

function encode(state: State, rows: readonly VectorRow[]): void {
  const { sides, known, readers } = state;
  if (rows.length > 0) state.isChanged = true;
  for (const [kind, { model, dimensions }] of kinds(readers))
    for (const row of rows) {
      const one = known.get(row.listingId);
      if (one?.version === row.version && row.model === model && isWhole(row, dimensions))
        sides[one.side].putVectors(kind, row.listingId, storedOf(row));
    }
}

/** Bytes of another size than the model's are of no use; the next encoding replaces them. */
const isWhole = ({ bytes, scales }: VectorRow, dimensions: number): boolean => bytes.length === (scales.length / 4) * dimensions;

function filling(state: State): Filling {
  const fillers = { offer: collectionFiller(), need: collectionFiller() };
  const known = new Map<string, Known>();
  const models = kinds(state.readers);
  const vectors = { offer: vectorsOf(state.readers), need: vectorsOf(state.readers) };
  const add: Filling['add'] = (listings, rows, codes) => {
    const byListing = Map.groupBy(rows, ({ listingId }) => listingId);
    for (const listing of listings) {
      const { side, version, listingId } = listing;
      const doc = fillers[side].size();
      fillers[side].add([documentOf(listing)], state.tables);
      known.set(listingId, knownOf(listing, codes));
      for (const [kind, { model, dimensions }] of models) {
        const row = byListing.get(listingId)?.find((one) => one.model === model && one.version === version);
        if (row !== undefined && isWhole(row, dimensions)) vectors[side][kind]?.put(doc, storedOf(row));
      }
    }
  };
  const finish = (): void => {
    state.sides = { offer: fillers.offer.finish(vectors.offer), need: fillers.need.finish(vectors.need) };
    state.known = known;
    state.isChanged = true;
    for (const side of SIDES) takeModels(state.sides[side], state.readers);
  };
  return { add, finish };
}

function vectorsOf(readers: TextReaders): Partial<Record<VectorKind, LiveVectors>> {
  return Object.fromEntries(kinds(readers).map(([kind, { model, dimensions }]) => [kind, liveVectors({ model, dimensions })]));
}
