import { newId, type ListingId } from '@ketnoi/domain/ids';
import { testDatabase, type TestDatabase } from '@ketnoi/testing/database';
import { settled } from '@ketnoi/testing/horizon';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FEED_START, listChanges, type FeedChange, type FeedPosition } from '../src/change-feed.ts';
import { createDb, type Db } from '../src/database.ts';

const ORGANISATION = newId<'organisation'>(Date.now());
/** So many writers may be in the middle of a transaction at once. */
const WRITERS = 4;

let database: TestDatabase;
let db: Db;
let writers: pg.Client[];

beforeAll(async () => {
  database = await testDatabase();
  db = createDb({ url: database.url('app'), poolSize: 2 });
  writers = await Promise.all(
    Array.from({ length: WRITERS }, async () => {
      const client = new pg.Client({ connectionString: database.url('admin') });
      await client.connect();
      return client;
    }),
  );
  await writers[0]
    ?.query(`insert into exchange_node (code, name_vi, name_en, is_self) values ('DEMO', 'a', 'a', true), ('QN', 'b', 'b', false);
    insert into organisation (id, type_code, type_version, legal_name, origin_node, created_at, updated_at)
    values ('${ORGANISATION}', 'university', '1', 'Trường', 'DEMO', now(), now())`);
});
afterAll(async () => {
  await Promise.all(writers.map((client) => client.end()));
  await db.destroy();
  await database.close();
});

/** A listing that was published and withdrawn: the shortest one the feed has to tell of. */
async function insertGone(client: pg.Client, node = 'DEMO'): Promise<ListingId> {
  const id = newId<'listing'>(Date.now());
  await client.query(
    `insert into listing (id, side, kind, state, owner_organisation_id, entering_organisation_id, origin_node, created_at, updated_at, first_published_at, tombstoned_at)
     values ($1, 'offer', 'technology', 'withdrawn', $2, $2, $3, now(), now(), now(), now())`,
    [id, ORGANISATION, node],
  );
  return id;
}

/** A reader that keeps its place between reads, a few changes at a time. */
function reader() {
  let after: FeedPosition = FEED_START;
  const seen: FeedChange[] = [];
  const read = async (limit = 3): Promise<void> => {
    for (;;) {
      const page = await listChanges(db, { after, limit });
      seen.push(...page);
      const last = page.at(-1);
      if (last === undefined) return;
      after = { xid: last.xid, id: last.id };
    }
  };
  return { read, seen };
}

type Step = { act: 'insert' | 'touch' | 'commit' | 'rollback'; writer: number } | { act: 'read' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ act: fc.constantFrom('insert', 'touch', 'commit', 'rollback'), writer: fc.nat(WRITERS - 1) }),
  fc.record({ act: fc.constant('read') }),
);

/** Plays steps of writers and one reader; at the end everyone commits and the reader reads. Gives what was committed last, by listing. */
async function play(steps: readonly Step[]): Promise<{ committed: Map<ListingId, number>; seen: FeedChange[] }> {
  const feed = reader();
  await settled(database.url('admin'));
  await feed.read();
  feed.seen.length = 0;
  const open = writers.map(() => ({ running: false, touched: new Map<ListingId, number>() }));
  const committed = new Map<ListingId, number>();
  const locked = new Set<ListingId>();
  const end = async (n: number, how: 'commit' | 'rollback'): Promise<void> => {
    const state = open[n];
    if (state === undefined || !state.running) return;
    await writers[n]?.query(how);
    for (const [id, version] of state.touched) {
      locked.delete(id);
      if (how === 'commit') committed.set(id, version);
    }
    open[n] = { running: false, touched: new Map() };
  };
  const write = async (n: number, act: 'insert' | 'touch'): Promise<void> => {
    const [state, client] = [open[n], writers[n]];
    if (state === undefined || client === undefined) return;
    if (!state.running) await client.query('begin');
    state.running = true;
    const free = [...committed.keys()].find((id) => !locked.has(id));
    if (act === 'insert' || free === undefined) {
      const id = await insertGone(client);
      state.touched.set(id, 1);
      locked.add(id);
    } else {
      const version = (committed.get(free) ?? 0) + 1;
      await client.query('update listing set version = $2, text_licence = $3 where id = $1', [free, version, `licence ${version}`]);
      state.touched.set(free, version);
      locked.add(free);
    }
  };
  for (const one of steps) {
    if (one.act === 'read') await feed.read();
    else if (one.act === 'insert' || one.act === 'touch') await write(one.writer, one.act);
    else await end(one.writer, one.act);
  }
  for (const n of writers.keys()) await end(n, 'commit');
  await settled(database.url('admin'));
  await feed.read();
  return { committed, seen: feed.seen };
}

describe('the change feed', () => {
  it('waits for a transaction that began earlier and commits later', async () => {
    const [early, late] = writers;
    if (early === undefined || late === undefined) throw new Error('no writers');
    const feed = reader();
    await settled(database.url('admin'));
    await feed.read();
    feed.seen.length = 0;
    await early.query('begin');
    const first = await insertGone(early);
    const second = await insertGone(late);
    await feed.read();
    expect(feed.seen).toEqual([]);
    await early.query('commit');
    await settled(database.url('admin'));
    await feed.read();
    expect(feed.seen.map((change) => change.id)).toEqual([first, second]);
  });

  it('skips nothing and ends at the last state, however transactions and reads interleave', async () => {
    let interleavings = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 25 }), async (steps) => {
        const { committed, seen } = await play(steps);
        interleavings += 1;
        const last = new Map(seen.map((change) => [change.id, change.version]));
        for (const [id, version] of committed) expect(last.get(id)).toBe(version);
        const order = seen.map((change) => [BigInt(change.xid), change.id] as const);
        for (const [n, [xid, id]] of order.entries()) {
          const before = order[n - 1];
          if (before !== undefined) expect(before[0] < xid || (before[0] === xid && before[1] < id)).toBe(true);
        }
      }),
      { numRuns: 120 },
    );
    expect(interleavings).toBeGreaterThanOrEqual(120);
  }, 60_000);

  it('tells of nothing that was never public and nothing of another exchange', async () => {
    const [client] = writers;
    if (client === undefined) throw new Error('no writers');
    const feed = reader();
    await settled(database.url('admin'));
    await feed.read();
    feed.seen.length = 0;
    await insertGone(client, 'QN');
    const draft = await insertGone(client);
    await client.query('update listing set first_published_at = null, tombstoned_at = null, state = $2 where id = $1', [draft, 'draft']);
    await settled(database.url('admin'));
    await feed.read();

    expect(feed.seen).toEqual([]);
  });
});
