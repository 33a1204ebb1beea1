import { readFileSync } from 'node:fs';
import { createDb } from '@ketnoi/db/database';
import { loadClassifications } from '@ketnoi/db/load-classifications';
import { migrate } from '@ketnoi/db/migrate';
import pg from 'pg';
import type { Postgres } from '../postgres/server.ts';
import type { BenchListing } from './generate.ts';
import { setUpPeer } from './peer.ts';
import { organisationName, searchListings, type SearchCodes } from './search-listings.ts';
import { fillTable, referenceRow, seedOurs, seedReference, type Seeded } from './seed.ts';
import { apiEnvironment, firstCodes, freshDatabase, postmasterPid, withDatabase } from './setting.ts';
import { accessToken } from './token.ts';

/** The same listings in three databases of one PostgreSQL: ours, the reference server's, and the peer's when it is installed. */
export type Stock = {
  rows: number;
  env: Record<string, string>;
  adminUrl: string;
  workerUrl: string;
  referenceUrl: string;
  peerUrl: string | null;
  seeded: Seeded;
  /** Headers of signed-in people, in the order of their organisations. */
  auths: Record<string, string>[];
};

export type SearchSetting = { postmaster: number; stocks: Stock[]; drop: () => Promise<void> };

type Given = { postgres: Postgres; listings: readonly BenchListing[]; withPeer: boolean };

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const named = (rows: number, whose: string): string => `bench_search_${rows}_${whose}`;

/** Codes as the classifications of a fresh database have them: sectors, all provinces, the most particular fields. */
async function codesOf(adminUrl: string): Promise<SearchCodes> {
  const db = createDb({ url: adminUrl });
  await loadClassifications(db);
  const [sectors, provinces, fields] = await Promise.all([
    firstCodes(db, 'priority_sector', 12),
    firstCodes(db, 'province', 34),
    firstCodes(db, 'st_field', 100),
  ]);
  await db.destroy();
  return { sectors, provinces, fields: fields.filter((code) => code.length > 1) };
}

async function seedPeer(url: string, listings: readonly BenchListing[]): Promise<void> {
  setUpPeer(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const rowOf = (index: number) => ({ ...referenceRow(listings[index] as BenchListing), updated_at: listings[index]?.createdAt });
  await fillTable(client, 'listings', { count: listings.length, of: rowOf });
  await client.end();
}

async function stockOf(given: Given, keys: ReturnType<typeof apiEnvironment>, rows: number): Promise<Stock> {
  const { admin, worker } = given.postgres.urls;
  const listings = given.listings.slice(0, rows);
  const began = performance.now();
  const [ours, reference, peer] = ['ours', 'reference', 'peer'].map((whose) => named(rows, whose)) as [string, string, string];
  const adminUrl = withDatabase(admin, ours);
  const db = createDb({ url: adminUrl, statementTimeout: 600_000 });
  const seeded = await seedOurs(db, listings, organisationName);
  await db.destroy();
  const referenceUrl = withDatabase(admin, reference);
  await freshDatabase(admin, reference);
  await seedReference(referenceUrl, listings, false);
  const peerUrl = given.withPeer ? withDatabase(admin, peer) : null;
  if (peerUrl !== null) {
    await freshDatabase(admin, peer);
    await seedPeer(peerUrl, listings);
  }
  say(`${rows} listings in ${peerUrl === null ? 'two' : 'three'} databases after ${((performance.now() - began) / 1000).toFixed(0)} s`);
  const pem = readFileSync(keys.keyFile, 'utf8');
  const auths = seeded.editors.map((editor) => ({ authorization: `Bearer ${accessToken(pem, editor)}` }));
  return { rows, env: keys.over(ours), adminUrl, workerUrl: withDatabase(worker, ours), referenceUrl, peerUrl, seeded, auths };
}

async function dropDatabases(admin: string, sizes: readonly number[]): Promise<void> {
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  for (const rows of sizes)
    for (const whose of ['ours', 'reference', 'peer']) await client.query(`drop database if exists ${named(rows, whose)} with (force)`);
  await client.end();
}

/** Fills the databases of every size from one list: the smaller stock is the beginning of the larger one. */
export async function prepareSearch(postgres: Postgres, sizes: readonly number[], withPeer: boolean): Promise<SearchSetting> {
  const { admin, migrate: migrator } = postgres.urls;
  const keys = apiEnvironment(postgres.urls);
  let codes: SearchCodes = { sectors: [], provinces: [], fields: [] };
  for (const rows of sizes) {
    await freshDatabase(admin, named(rows, 'ours'));
    await migrate({ url: withDatabase(migrator, named(rows, 'ours')) });
    codes = await codesOf(withDatabase(admin, named(rows, 'ours')));
  }
  const listings = searchListings(Math.max(...sizes), codes);
  const stocks: Stock[] = [];
  for (const rows of sizes) stocks.push(await stockOf({ postgres, listings, withPeer }, keys, rows));
  const db = createDb({ url: admin });
  const postmaster = await postmasterPid(db);
  await db.destroy();
  return { postmaster, stocks, drop: () => dropDatabases(admin, sizes) };
}
