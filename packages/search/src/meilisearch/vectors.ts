import { createHash } from 'node:crypto';

/** A model whose vectors documents carry. */
export type VectorModel = { model: string; dimensions: number };

/** A vector of a document, in whole numbers: near to one another is what points the same way. */
export type DocumentVector = { listingId: string; model: string; vector: readonly number[] };

/** Where the vectors of mirrored documents come from. What a listing has no vector of stands without, and is found by words. */
export type VectorSource = {
  /** Models of which most listings have vectors. */
  models: () => Promise<readonly VectorModel[]>;
  of: (ids: readonly string[]) => Promise<readonly DocumentVector[]>;
};

/** What a model is called in the engine; a new model is a new name, and the index is then built anew. */
export function embedderOf(model: string): string {
  return `m${createHash('sha256').update(model).digest('hex').slice(0, 16)}`;
}

type Shaped = Record<string, unknown> & { id: string };

/** The vectors of listings by these embedders, each under its listing and embedder. */
export type FoundVectors = ReadonlyMap<string, readonly number[]>;

const keyOf = (id: string, embedder: string): string => `${id} ${embedder}`;

export async function vectorsBy(source: VectorSource | null, ids: readonly string[], embedders: readonly string[]): Promise<FoundVectors> {
  const rows = source === null || embedders.length === 0 ? [] : await source.of(ids);
  return new Map(rows.map(({ listingId, model, vector }) => [keyOf(listingId, embedderOf(model)), vector]));
}

/** Gives a document what its index wants of each: a vector by every embedder it has, or null, which says that there is none. */
export function withVectors(document: Shaped, embedders: readonly string[], found: FoundVectors): Shaped {
  if (embedders.length === 0) return document;
  const vectors = embedders.map((name) => [name, found.get(keyOf(document.id, name)) ?? null]);
  return { ...document, _vectors: Object.fromEntries(vectors) };
}
