import { setImmediate as turnOfLoop } from 'node:timers/promises';
import type { Db } from '@ketnoi/db/database';
import { findVectors, upsertVectors, type VectorRow } from '@ketnoi/db/listing-vectors';
import { matchListings, type MatchListing } from '@ketnoi/db/match-listings';
import type { Clock } from '@ketnoi/domain/clock';
import type { EmbeddingProvider } from '@ketnoi/matching/embedding';
import { documentOf } from './documents.ts';
import type { TextReaders } from './readers.ts';
import type { MatchTables } from './tables.ts';
import { encodeMissing, keptOf, readingsOf, rowOf, type Reading } from './vector-rows.ts';

/** What encoding needs. */
export type EncodeParts = { db: Db; clock: Clock; words: MatchTables; readers: TextReaders; signal: AbortSignal };

/** The models in use. */
export function modelsOf({ provider, statics }: TextReaders): string[] {
  return [provider, statics].flatMap((one) => one?.model ?? []);
}

/**
 * Makes the vectors of what these listings say at this moment, as far as they are shown. Texts whose vectors are kept already are not encoded
 * again; running it twice is harmless. Throws when `signal` asks to stop.
 */
export async function encodeListings(parts: EncodeParts, ids: readonly string[]): Promise<void> {
  const { db, clock, words, readers } = parts;
  const models = modelsOf(readers);
  if (models.length === 0) return;
  await words.renew('now');
  const [listings, kept] = await Promise.all([matchListings(db, { ids }), findVectors(db, { ids, models })]);
  const rows: VectorRow[] = [];
  for (const listing of listings) {
    for (const reading of readingsOf(documentOf(listing), readers, words.tables)) {
      const before = kept.find(({ listingId, model }) => listingId === listing.listingId && model === reading.reader.model);
      const row = await encodedRow(parts, { listing, reading, before });
      if (row !== null) rows.push(row);
    }
  }
  await upsertVectors(db, { rows, now: clock.now() });
}

type ToEncode = { listing: MatchListing; reading: Reading<EmbeddingProvider>; before: VectorRow | undefined };

async function encodedRow({ signal }: EncodeParts, { listing, reading, before }: ToEncode): Promise<VectorRow | null> {
  const known = before === undefined ? new Map() : keptOf(before);
  const turn = async (): Promise<void> => {
    signal.throwIfAborted();
    await turnOfLoop();
  };
  const made = await encodeMissing(reading, { known, turn });
  const row = rowOf(reading.texts, new Map([...known, ...made]), reading.reader.dimensions);
  return row === null ? null : { ...row, listingId: listing.listingId, version: listing.version, model: reading.reader.model };
}
