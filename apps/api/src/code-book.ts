import type { Db } from '@ketnoi/db/database';
import { listCodes } from '@ketnoi/db/listing-codes';

/** The classification codes in force. */
export type CodeBook = {
  has: (scheme: string, code: string) => boolean;
  versionOf: (scheme: string) => string | null;
  /** The planning region of a province. */
  regionOf: (province: string | null) => string | null;
};

export type Codes = { current: () => Promise<CodeBook> };

/** A new version of a scheme counts after so long in every running process. */
const KEPT_MILLIS = 60_000;

async function read(db: Db): Promise<CodeBook> {
  const rows = await listCodes(db);
  const schemes = new Map(rows.map((row) => [row.scheme, { version: row.version, codes: new Set(row.codes) }]));
  const regions = new Map(Object.entries(rows.find((row) => row.scheme === 'province')?.regions ?? {}));
  return {
    has: (scheme, code) => schemes.get(scheme)?.codes.has(code) ?? false,
    versionOf: (scheme) => schemes.get(scheme)?.version ?? null,
    regionOf: (province) => (province === null ? null : (regions.get(province) ?? null)),
  };
}

/**
 * The codes kept in memory; after a minute they are read anew while the ones at hand still serve. `db` is the process's own handle, never a
 * transaction: whoever asks first must not already hold a connection, or ten writers could wait for an eleventh. So the server asks before it listens.
 */
export function keepCodes(db: Db): Codes {
  let kept: { until: number; book: Promise<CodeBook> } | null = null;
  const renew = (before: Promise<CodeBook> | null): Promise<CodeBook> => {
    const book = read(db);
    kept = { until: Date.now() + KEPT_MILLIS, book: before ?? book };
    book.then(
      () => {
        kept = { until: Date.now() + KEPT_MILLIS, book };
      },
      () => {
        kept = before === null ? null : { until: 0, book: before };
      },
    );
    return before ?? book;
  };
  return {
    current: () => (kept === null || kept.until <= Date.now() ? renew(kept?.book ?? null) : kept.book),
  };
}
