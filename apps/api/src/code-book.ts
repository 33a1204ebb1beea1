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

/** The codes read from the database on first use and kept in memory for a minute. `db` is the process's own handle, never a transaction. */
export function keepCodes(db: Db): Codes {
  let kept: { until: number; book: Promise<CodeBook> } | null = null;
  return {
    current: () => {
      const now = Date.now();
      if (kept !== null && kept.until > now) return kept.book;
      const book = read(db);
      kept = { until: now + KEPT_MILLIS, book };
      book.catch(() => {
        kept = null;
      });
      return book;
    },
  };
}
