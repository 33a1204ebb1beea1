import { announce } from '@ketnoi/db/alerts';
import { codeTables } from '@ketnoi/db/classifications';
import { createDb, type Db } from '@ketnoi/db/database';
import { loadClassifications } from '@ketnoi/db/load-classifications';
import { migrate } from '@ketnoi/db/migrate';
import { publicListings } from '@ketnoi/db/search-documents';
import { inTransaction } from '@ketnoi/db/transaction';
import { newId, type AccountId, type ListingId, type SavedSearchId } from '@ketnoi/domain/ids';
import type { Language } from '@ketnoi/domain/language';
import { THRESHOLDS } from '@ketnoi/domain/saved-search';
import { createSearch } from '@ketnoi/search/create';
import { documentOf } from '@ketnoi/search/document';
import { planKept, planVersion, type KeptQuery, type PlannedQuery } from '@ketnoi/search/kept-query';
import type { SearchDocument } from '@ketnoi/search/port';
import { sql } from 'kysely';
import { seeded, type BenchListing, type Random } from './generate.ts';
import { usage } from './measure.ts';
import { middlingWords, searchListings } from './search-listings.ts';
import { seedOurs } from './seed.ts';
import { benchPostgres, firstCodes, freshDatabase, postmasterPid, withDatabase } from './setting.ts';

const STOCK = 5000;
const NEW = 1000;
const SEARCHES = 10_000;
const ACCOUNTS = 2000;
/** So many listings are put to the searches at a time, as the job does it. */
const TOGETHER = 50;
/** Seconds of processor time that 10,000 searches against 1,000 new listings may take. */
const GATE = 60;
/** So many searches are run again, to see that they are told of exactly what they find. */
const CHECKED = 300;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Processor seconds of this process and of PostgreSQL since `before`. */
type Spent = { ours: number; postgres: number };
function spent(postmaster: number, before: Spent = { ours: 0, postgres: 0 }): Spent {
  const { user, system } = process.cpuUsage();
  return { ours: (user + system) / 1e6 - before.ours, postgres: usage(-1, postmaster).postgresMillis / 1000 - before.postgres };
}

async function indexed(db: Db, ids: readonly ListingId[]): Promise<void> {
  const search = createSearch({ db, clock: { now: () => new Date() } });
  const codes = await codeTables(db);
  const documents = async function* (): AsyncIterable<SearchDocument[]> {
    for (let from = 0; from < ids.length; from += 500)
      yield (await publicListings(db, { ids: ids.slice(from, from + 500) })).map((listing) => documentOf(listing, codes));
  };
  await search.rebuild(documents, () => undefined);
}

const pick = <Item>(items: readonly Item[], random: Random): Item => items[Math.floor(random() * items.length)] as Item;

type Codes = { sectors: readonly string[]; provinces: readonly string[]; fields: readonly string[] };

/** What people look for: two to four words, some common, one of them telling; a third with filters; one in ten by filters alone. */
function wanted(random: Random, codes: Codes): KeptQuery {
  const language: Language = random() < 0.6 ? 'vi' : 'en';
  const telling = middlingWords(language);
  const text = [pick(telling, random), pick(telling, random), pick(telling.slice(0, 60), random), pick(telling, random)];
  const shape = random();
  const filters =
    shape < 0.1
      ? { sector: [pick(codes.sectors, random)], province: [pick(codes.provinces, random), pick(codes.provinces, random)] }
      : shape < 0.2
        ? { field: [pick(codes.fields, random)] }
        : shape < 0.33
          ? { sector: [pick(codes.sectors, random)] }
          : {};
  return {
    text: shape < 0.1 ? '' : text.slice(0, 2 + Math.floor(random() * 3)).join(' '),
    language,
    filters,
    exact: random() < 0.1,
    translate: random() < 0.9,
    threshold: random() < 0.6 ? 'all_words' : pick(THRESHOLDS, random),
  };
}

async function insertOwners(db: Db, now: Date): Promise<AccountId[]> {
  const ids = Array.from({ length: ACCOUNTS }, () => newId<'account'>(now.getTime()));
  const same = { emailVerifiedAt: now, passwordHash: 'none', fullName: 'Bench', createdAt: now, updatedAt: now };
  for (let from = 0; from < ids.length; from += 500)
    await db
      .insertInto('account')
      .values(ids.slice(from, from + 500).map((id) => ({ id, email: `${id}@example.org`, ...same })))
      .execute();
  return ids;
}

type Kept = PlannedQuery & { id: SavedSearchId; accountId: AccountId };

async function insertSearches(db: Db, searches: readonly Kept[], now: Date): Promise<void> {
  const same = { name: 'x', query: '{}', language: 'vi', rhythm: 'at_once', threshold: 'all_words', planVersion: planVersion() };
  const times = { activeSince: now, createdAt: now, updatedAt: now };
  for (let from = 0; from < searches.length; from += 500) {
    const some = searches.slice(from, from + 500);
    await db
      .insertInto('savedSearch')
      .values(some.map(({ id, accountId, asked }) => ({ id, accountId, asked, ...same, ...times })))
      .execute();
    await db
      .insertInto('savedSearchKey')
      .values(some.flatMap(({ id, accountId, keys }) => keys.map((lexeme) => ({ lexeme, savedSearchId: id, accountId }))))
      .execute();
  }
  await sql`analyze`.execute(db);
}

type World = { db: Db; worker: Db; postmaster: number; fresh: ListingId[]; codes: Codes };

/** A stock that is announced already, and new listings that are indexed and not announced yet. */
async function prepare(urls: { admin: string; migrate: string; worker: string }): Promise<World> {
  await freshDatabase(urls.admin, 'bench_alerts');
  await migrate({ url: withDatabase(urls.migrate, 'bench_alerts') });
  const db = createDb({ url: withDatabase(urls.admin, 'bench_alerts'), statementTimeout: 300_000 });
  const worker = createDb({ url: withDatabase(urls.worker, 'bench_alerts'), statementTimeout: 300_000, poolSize: 2 });
  await loadClassifications(db);
  const codes = {
    sectors: await firstCodes(db, 'priority_sector', 12),
    provinces: await firstCodes(db, 'province', 34),
    fields: (await firstCodes(db, 'st_field', 100)).filter((code) => code.length > 1),
  };
  const shown = searchListings(STOCK + NEW, codes).map((listing): BenchListing => ({ ...listing, published: true }));
  const ids = (await seedOurs(db, shown)).listings.map((one) => one.id);
  await indexed(worker, ids);
  await inTransaction(worker, (tx) => announce(tx, { ids: ids.slice(0, STOCK), now: new Date() }));
  return { db, worker, postmaster: await postmasterPid(db), fresh: ids.slice(STOCK), codes };
}

async function planned({ db, worker, codes, postmaster }: World): Promise<Kept[]> {
  const now = new Date();
  const random = seeded(7);
  const owners = await insertOwners(db, now);
  const searches: Kept[] = [];
  const before = spent(postmaster);
  while (searches.length < SEARCHES) {
    const plan = await planKept(worker, wanted(random, codes));
    if (plan !== null) searches.push({ ...plan, id: newId<'saved_search'>(now.getTime()), accountId: pick(owners, random) });
  }
  const { ours, postgres } = spent(postmaster, before);
  say(`${SEARCHES} searches planned once: ${ours.toFixed(1)} s ours, ${postgres.toFixed(1)} s PostgreSQL`);
  await insertSearches(db, searches, now);
  return searches;
}

/** Searches that were told of something else than they find when they are run. */
async function wrong({ db, fresh }: World, searches: readonly Kept[]): Promise<number> {
  const ids = searches.slice(0, CHECKED).map((search) => search.id);
  const { rows } = await sql<{ wrong: number }>`
    select count(*)::int as wrong from saved_search s
    where s.id = any (${ids}::uuid[]) and (select array_agg(d.listing_id order by d.listing_id) from search_document d
        where d.words @@ s.asked and d.listing_id = any (${fresh}::uuid[]))
      is distinct from (select array_agg(a.listing_id order by a.listing_id) from saved_search_alert a where a.saved_search_id = s.id)`.execute(
    db,
  );
  return rows[0]?.wrong ?? 0;
}

/** 10,000 saved searches against 1,000 new listings: processor seconds from the index to the alerts, and whether each was told what it finds. */
export async function benchAlerts(): Promise<boolean> {
  const postgres = await benchPostgres();
  try {
    const world = await prepare(postgres.urls);
    const searches = await planned(world);
    const before = spent(world.postmaster);
    const began = performance.now();
    let alerts = 0;
    for (let from = 0; from < world.fresh.length; from += TOGETHER) {
      const ids = world.fresh.slice(from, from + TOGETHER);
      alerts += await inTransaction(world.worker, (tx) => announce(tx, { ids, now: new Date() }));
    }
    const seconds = (performance.now() - began) / 1000;
    const { ours, postgres: theirs } = spent(world.postmaster, before);
    const off = await wrong(world, searches);
    say(`${SEARCHES} searches, ${NEW} new listings, ${alerts} alerts: ${(ours + theirs).toFixed(2)} CPU s (gate ${GATE})`);
    say(
      `  ours ${ours.toFixed(2)} s, PostgreSQL ${theirs.toFixed(2)} s, ${seconds.toFixed(1)} s by the clock; told wrongly ${off} of ${CHECKED} run again`,
    );
    await world.db.destroy();
    await world.worker.destroy();
    return ours + theirs < GATE && off === 0 && alerts > 0;
  } finally {
    await postgres.stop();
  }
}
