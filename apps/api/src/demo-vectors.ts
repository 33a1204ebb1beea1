/**
 * `npm run demo:vectors`: makes `infra/demo/vectors.bin` anew from the listings of the demonstration, which must be loaded. Some ten minutes; vectors
 * that the file has already are taken over.
 */
import { createDb } from '@ketnoi/db/database';
import { matchListingsAfter } from '@ketnoi/db/match-listings';
import { livingTables } from '@ketnoi/search/living-tables';
import { openEncoder } from '@ketnoi/encoder/encoder';
import { openStaticVectors } from '@ketnoi/encoder/static-vectors';
import type { EmbeddingProvider } from '@ketnoi/matching/embedding';
import { processConfig } from './config.ts';
import { readVectorFile, writeVectorFile, type VectorFile } from './demonstration/vector-file.ts';
import { documentOf } from './matching/documents.ts';
import { digestOf, encodeMissing, readingsOf, type KeptVector, type Reading } from './matching/vector-rows.ts';

const PAGE = 500;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';
/** The file holds whole texts, and as many first sentences of all as fit into this. */
const MOST_BYTES = 24_500_000;
const BYTES_BESIDE = 12;
const STEP = 64;
const SAY_EVERY_MILLIS = 20_000;

const started = performance.now();
const seconds = (): string => ((performance.now() - started) / 1000).toFixed(0);
const readers = { provider: await openEncoder({ only: 'native' }), statics: await openStaticVectors() };
const before = readVectorFile();
const db = createDb({ url: processConfig().databaseUrl });

async function readAll(): Promise<Reading<EmbeddingProvider>[]> {
  const { tables } = await livingTables(db).fresh();
  const all: Reading<EmbeddingProvider>[] = [];
  let page = await matchListingsAfter(db, { after: BEFORE_ALL, limit: PAGE });
  for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
    all.push(...page.flatMap((listing) => readingsOf(documentOf(listing), readers, tables)));
    page = await matchListingsAfter(db, { after: last.listingId, limit: PAGE });
  }
  return all;
}

/** Each text once: whole ones, then first sentences, then second ones, as many as fit. */
function chosen(readings: readonly Reading<EmbeddingProvider>[], most: number): string[] {
  const texts = new Map<string, string>();
  const longest = Math.max(...readings.map((reading) => reading.texts.length));
  for (let at = 0; at < longest; at += 1)
    for (const { texts: some } of readings) {
      const text = some[at] ?? '';
      if (text !== '' && texts.size < most) texts.set(digestOf(text), text);
    }
  return [...texts.values()];
}

type Making = { known: ReadonlyMap<string, KeptVector>; keep: (vectors: ReadonlyMap<string, KeptVector>) => void };

async function vectorsOf(reader: EmbeddingProvider, readings: readonly Reading<EmbeddingProvider>[], { known, keep }: Making) {
  const most = Math.floor(MOST_BYTES / (reader.dimensions + BYTES_BESIDE));
  const byLanguage = Map.groupBy(readings, ({ language }) => language);
  const vectors = new Map<string, KeptVector>();
  for (const [language, some] of byLanguage) {
    const texts = chosen(some, most);
    let said = performance.now();
    for (let first = 0; first < texts.length; first += STEP) {
      const part = texts.slice(first, first + STEP);
      const made = await encodeMissing({ reader, language, texts: part }, { known, turn: async () => undefined });
      for (const digest of part.map(digestOf)) {
        const vector = made.get(digest) ?? known.get(digest);
        if (vector !== undefined) vectors.set(digest, vector);
      }
      if (performance.now() - said > SAY_EVERY_MILLIS) {
        said = performance.now();
        console.log(`  ${reader.model}: ${vectors.size} texts (${seconds()} s)`);
        keep(vectors);
      }
    }
  }
  return { model: reader.model, dimensions: reader.dimensions, vectors };
}

try {
  const readings = await readAll();
  const of = (name: 'provider' | 'statics', keep: Making['keep']) => {
    const reader = readers[name];
    const known = before?.[name].model === reader.model ? before[name].vectors : new Map<string, KeptVector>();
    const own = readings.filter((reading) => reading.reader === reader);
    return vectorsOf(reader, own, { known, keep: (vectors) => keep(new Map([...known, ...vectors])) });
  };
  const statics = await of('statics', () => undefined);
  // What is made so far is kept, so that a run that is cut off is gone on with.
  const keep = (vectors: ReadonlyMap<string, KeptVector>): void => {
    writeVectorFile({ provider: { model: readers.provider.model, dimensions: readers.provider.dimensions, vectors }, statics });
  };
  const made: VectorFile = { provider: await of('provider', keep), statics };
  const bytes = writeVectorFile(made);
  console.log(`written: ${made.provider.vectors.size} and ${made.statics.vectors.size} vectors, ${bytes} bytes, in ${seconds()} s`);
} finally {
  await Promise.all([db.destroy(), readers.provider.close()]);
}
