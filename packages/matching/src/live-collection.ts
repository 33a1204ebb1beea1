import type { Reading } from '@ketnoi/language/units';
import type { GlossTables } from '@ketnoi/language/gloss';
import { documentUnits, READINGS, type Collection, type MatchDocument } from './collection.ts';
import { addDocument, dropDocument, lexicalIndexBuilder, type LexicalIndex } from './lexical-index.ts';
import { mergeSteps } from './lexical-merge.ts';
import { liveVectors, type LiveVectors } from './live-vectors.ts';
import type { StoredVectors } from './vector-table.ts';

/** A document as it is held: its texts are read once and not kept. */
export type HeldDocument = { id: string; hasVietnamese: boolean; hasEnglish: boolean };

/** All that a live collection holds besides its vectors, to be written down and taken up again. A number without a document is null. */
export type CollectionParts = { documents: readonly (HeldDocument | null)[]; lexical: Readonly<Record<Reading, LexicalIndex>> };

/** Which vectors: of the encoder, or static ones. */
export type VectorKind = 'encoded' | 'static';

/** Documents that come, change and go while they are ranked. Each keeps its number until it changes or goes. */
export type LiveCollection = {
  /** As it stands now, for the ranker; to be asked for anew after every change. */
  collection: () => Collection;
  docOf: (id: string) => number | undefined;
  size: () => number;
  /** Adds documents, or replaces those of the same ids, whose vectors go. */
  put: (documents: readonly MatchDocument[], tables: GlossTables) => void;
  /** Takes documents out; ids that are not there are no error. */
  remove: (ids: readonly string[]) => void;
  /** Says which model's vectors are held; those of another go. */
  useModel: (kind: VectorKind, model: { model: string; dimensions: number }) => void;
  /** Vectors of a document, the whole first, then its sentences; null takes them away. An id that is not there is passed over. */
  putVectors: (kind: VectorKind, id: string, vectors: StoredVectors | Float32Array | null) => void;
  /** Whether so much came and went that it should be tidied. */
  isUntidy: () => boolean;
  /** Tidies, a step at a time; between the steps all goes on as ever. */
  tidySteps: () => Generator<void, void>;
  parts: () => CollectionParts;
  vectorsOf: (kind: VectorKind) => LiveVectors | null;
};

/** Fills a new collection with many documents, much quicker than one that is already ranked. */
export type CollectionFiller = {
  /** Documents so far: the number the next one gets. */
  size: () => number;
  add: (documents: readonly MatchDocument[], tables: GlossTables) => void;
  finish: (vectors?: Partial<Record<VectorKind, LiveVectors>>) => LiveCollection;
};

export function collectionFiller(): CollectionFiller {
  const builders = { english: lexicalIndexBuilder(), vietnamese: lexicalIndexBuilder(), folded: lexicalIndexBuilder() };
  const documents: HeldDocument[] = [];
  return {
    size: () => documents.length,
    add: (some, tables) => {
      for (const document of some) {
        const units = documentUnits(document, tables);
        for (const reading of READINGS) {
          const found = units[reading];
          if (found !== null) builders[reading].add(documents.length, found);
        }
        documents.push(heldOf(document));
      }
    },
    finish: (vectors) => {
      const of = (reading: Reading): LexicalIndex => builders[reading].finish(documents.length);
      return liveCollection(
        { documents, lexical: { english: of('english'), vietnamese: of('vietnamese'), folded: of('folded') } },
        vectors,
      );
    },
  };
}

const heldOf = ({ id, texts }: MatchDocument): HeldDocument => ({ id, hasVietnamese: texts.vi !== null, hasEnglish: texts.en !== null });

const READ = { title: '', text: '' };
/** What stands for a document whose text was read, by its languages. */
function standIn({ id, hasVietnamese, hasEnglish }: HeldDocument): MatchDocument {
  return { id, texts: { vi: hasVietnamese ? READ : null, en: hasEnglish ? READ : null } };
}
const NOBODY: MatchDocument = { id: '', texts: { vi: null, en: null } };

/** So many changes, and this share of the documents, are worth tidying. */
const LEAST_CHANGES = 500;
const MOST_CHANGED = 0.02;

type State = CollectionParts & {
  documents: (HeldDocument | null)[];
  standIns: MatchDocument[];
  docs: Map<string, number>;
  lengths: Float32Array<ArrayBuffer>;
  vectors: Record<VectorKind, LiveVectors | null>;
  /** Numbers that no entry has any more, and those that some entry still has. */
  free: number[];
  gone: Set<number>;
  changes: number;
};

/** A collection of documents that were read already. */
export function liveCollection(parts: CollectionParts, vectors: Partial<Record<VectorKind, LiveVectors>> = {}): LiveCollection {
  const state: State = {
    lexical: parts.lexical,
    documents: [...parts.documents],
    standIns: parts.documents.map((document) => (document === null ? NOBODY : standIn(document))),
    docs: new Map(parts.documents.flatMap((document, doc) => (document === null ? [] : [[document.id, doc]]))),
    lengths: Float32Array.from(parts.lexical.english.lengths, logarithm),
    vectors: { encoded: vectors.encoded ?? null, static: vectors.static ?? null },
    free: parts.documents.flatMap((document, doc) => (document === null ? [doc] : [])),
    gone: new Set(),
    changes: 0,
  };
  return {
    collection: () => collectionOfState(state),
    docOf: (id) => state.docs.get(id),
    size: () => state.docs.size,
    put: (documents, tables) => {
      for (const document of documents) putDocument(state, document, tables);
    },
    remove: (ids) => {
      for (const id of ids) removeDocument(state, id);
    },
    useModel: (kind, model) => {
      if (state.vectors[kind]?.vectors().model !== model.model) state.vectors[kind] = liveVectors(model);
    },
    putVectors: (kind, id, given) => {
      const doc = state.docs.get(id);
      const held = state.vectors[kind];
      if (doc === undefined || held === null) return;
      if (given === null) held.drop(doc);
      else if (given instanceof Float32Array) held.putWhole(doc, given);
      else held.put(doc, given);
    },
    isUntidy: () => state.changes > Math.max(LEAST_CHANGES, state.docs.size * MOST_CHANGED),
    tidySteps: () => tidySteps(state),
    parts: () => ({ documents: state.documents, lexical: state.lexical }),
    vectorsOf: (kind) => state.vectors[kind],
  };
}

const logarithm = (length: number): number => Math.log(1 + length);

function collectionOfState({ standIns, lexical, lengths, vectors: { encoded, static: statics } }: State): Collection {
  for (const held of [encoded, statics]) held?.reserve(standIns.length);
  return { documents: standIns, lexical, lengths, vectors: encoded?.vectors() ?? null, staticVectors: statics?.vectors() ?? null };
}

function putDocument(state: State, document: MatchDocument, tables: GlossTables): void {
  removeDocument(state, document.id);
  const doc = state.free.pop() ?? state.documents.length;
  const units = documentUnits(document, tables);
  for (const reading of READINGS) {
    const found = units[reading];
    if (found !== null) addDocument(state.lexical[reading], doc, found);
  }
  const held = heldOf(document);
  state.documents[doc] = held;
  state.standIns[doc] = standIn(held);
  state.docs.set(document.id, doc);
  if (doc >= state.lengths.length) {
    const longer = new Float32Array(Math.ceil(doc * 1.25) + 64);
    longer.set(state.lengths);
    state.lengths = longer;
  }
  state.lengths[doc] = logarithm(units.english?.words.length ?? 0);
  state.changes += 1;
}

function removeDocument(state: State, id: string): void {
  const doc = state.docs.get(id);
  if (doc === undefined) return;
  for (const reading of READINGS) dropDocument(state.lexical[reading], doc);
  for (const held of [state.vectors.encoded, state.vectors.static]) held?.drop(doc);
  state.docs.delete(id);
  state.documents[doc] = null;
  state.standIns[doc] = NOBODY;
  state.gone.add(doc);
  state.changes += 1;
}

function* tidySteps(state: State): Generator<void, void> {
  const gone = [...state.gone];
  state.changes = 0;
  for (const reading of READINGS) yield* mergeSteps(state.lexical[reading]);
  for (const doc of gone) state.gone.delete(doc);
  state.free.push(...gone);
}
