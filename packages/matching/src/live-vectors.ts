import type { DocumentVectors } from './collection.ts';
import { vectorTable, type StoredVectors, type VectorTable } from './vector-table.ts';

/** All that live vectors hold, to be written down and taken up again. Rows before `room` are of whole documents, the others of sentences. */
export type VectorParts = StoredVectors & { model: string; dimensions: number; room: number; starts: Uint32Array; ends: Uint32Array };

/** Vectors of documents that come and go: one table that grows, the rows of sentences given out again when their document is gone. */
export type LiveVectors = {
  vectors: () => DocumentVectors;
  /** Makes room for documents up to a number, read or not. */
  reserve: (docs: number) => void;
  /** Takes the rows of a document as they were written down: the whole first, then its sentences. */
  put: (doc: number, stored: StoredVectors) => void;
  /** Takes the vector of a whole document that has none for sentences. */
  putWhole: (doc: number, vector: Float32Array) => void;
  drop: (doc: number) => void;
  has: (doc: number) => boolean;
  parts: () => VectorParts;
};

const more = (least: number): number => Math.ceil(least * 1.25) + 64;

type State = {
  model: string;
  dimensions: number;
  table: VectorTable;
  /** Rows the table has. */
  rows: number;
  /** Rows for whole documents, and rows of sentences given out so far. */
  room: number;
  used: number;
  starts: Uint32Array<ArrayBuffer>;
  ends: Uint32Array<ArrayBuffer>;
  /** Runs of sentence rows that are free, by their length; counted from the first sentence row. */
  free: Map<number, number[]>;
};

/** Vectors of one model, none yet unless they are taken up from parts. */
export function liveVectors(given: { model: string; dimensions: number } | VectorParts): LiveVectors {
  const { model, dimensions } = given;
  const table = vectorTable({ dimensions, rows: 0 });
  const empty = { room: 0, used: 0, starts: new Uint32Array(0), ends: new Uint32Array(0) };
  const state: State = { model, dimensions, table, rows: 0, ...empty, free: new Map() };
  if ('bytes' in given) takeUp(state, given);
  return {
    vectors: () => ({ model, table, starts: state.starts, ends: state.ends }),
    reserve: (docs) => makeRoom(state, docs),
    put: (doc, stored) => put(state, doc, stored),
    putWhole: (doc, vector) => {
      makeRoom(state, doc + 1);
      drop(state, doc);
      table.put(doc, vector);
    },
    drop: (doc) => drop(state, doc),
    has: (doc) => doc < state.room && table.stored.scales[doc] !== 0,
    parts: () => partsOf(state),
  };
}

function takeUp(state: State, { bytes, scales, room, starts, ends }: VectorParts): void {
  growTo(state, scales.length);
  state.table.restore({ bytes, scales });
  state.room = room;
  state.used = scales.length - room;
  state.starts = Uint32Array.from(starts);
  state.ends = Uint32Array.from(ends);
}

function growTo(state: State, rows: number): void {
  if (rows <= state.rows) return;
  state.rows = more(rows);
  state.table.grow(state.rows);
}

function makeRoom(state: State, docs: number): void {
  if (docs <= state.room) return;
  const { dimensions, table, room, used } = state;
  const by = more(docs) - room;
  growTo(state, room + by + used);
  const { bytes, scales } = table.stored;
  bytes.copyWithin((room + by) * dimensions, room * dimensions, (room + used) * dimensions);
  scales.copyWithin(room + by, room, room + used);
  bytes.fill(0, room * dimensions, (room + by) * dimensions);
  scales.fill(0, room, room + by);
  for (const places of [state.starts, state.ends]) for (let doc = 0; doc < places.length; doc += 1) places[doc] = (places[doc] ?? 0) + by;
  state.starts = longer(state.starts, room + by);
  state.ends = longer(state.ends, room + by);
  state.room += by;
}

/** So many sentence rows in a run. */
function take(state: State, count: number): number {
  const { free } = state;
  const size = count === 0 ? undefined : [...free.keys()].filter((one) => one >= count).sort((one, other) => one - other)[0];
  const found = size === undefined ? undefined : free.get(size)?.pop();
  if (size !== undefined && free.get(size)?.length === 0) free.delete(size);
  if (found === undefined || size === undefined) {
    growTo(state, state.room + state.used + count);
    state.used += count;
    return state.used - count;
  }
  give(state, found + count, size - count);
  return found;
}

function give({ free }: State, first: number, count: number): void {
  if (count > 0) free.set(count, [...(free.get(count) ?? []), first]);
}

function drop(state: State, doc: number): void {
  if (doc >= state.room) return;
  const { dimensions, starts, ends } = state;
  const [first, end] = [starts[doc] ?? 0, ends[doc] ?? 0];
  if (end > first) give(state, first - state.room, end - first);
  ends[doc] = first;
  const { bytes, scales } = state.table.stored;
  bytes.fill(0, doc * dimensions, (doc + 1) * dimensions);
  scales[doc] = 0;
}

function put(state: State, doc: number, stored: StoredVectors): void {
  makeRoom(state, doc + 1);
  drop(state, doc);
  const { dimensions } = state;
  const count = Math.max(0, stored.scales.length - 1);
  const first = state.room + take(state, count);
  const { bytes, scales } = state.table.stored;
  bytes.set(stored.bytes.subarray(0, dimensions), doc * dimensions);
  bytes.set(stored.bytes.subarray(dimensions), first * dimensions);
  scales.set(stored.scales.subarray(0, 1), doc);
  scales.set(stored.scales.subarray(1), first);
  state.starts[doc] = first;
  state.ends[doc] = first + count;
}

/** The rows in use, as views. */
function partsOf({ model, dimensions, table, room, used, starts, ends }: State): VectorParts {
  const rows = room + used;
  const { bytes, scales } = table.stored;
  return { model, dimensions, room, starts, ends, bytes: bytes.subarray(0, rows * dimensions), scales: scales.subarray(0, rows) };
}

function longer(values: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(length);
  grown.set(values);
  return grown;
}
