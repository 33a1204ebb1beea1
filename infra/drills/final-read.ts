import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** A listing as it is found when everything has calmed down. */
export type Found = {
  id: string;
  title: string;
  originId: string | null;
  state: string;
  texts: number;
  created: number;
  published: number;
  audited: number;
};

export type FinalRead = {
  listings: Found[];
  imports: { id: string; state: string; created: number; failed: number; skipped: number }[];
  /** Shown listings the index does not have, or has in an older version; documents of listings that are not shown. */
  missing: number;
  stale: number;
  ghosts: number;
  dead: number;
  brokenChains: number;
};

async function query<Row extends object>(url: string, text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Waits until no job is left but those laid aside; gives up with what still waits. */
export async function waitForCalm(url: string, patienceMillis: number): Promise<void> {
  const deadline = Date.now() + patienceMillis;
  for (;;) {
    const [row] = await query<{ left: number }>(
      url,
      `select count(*)::int as left from pgboss.job where state in ('created', 'retry', 'active') and name not in ('dead', 'clock.tick')`,
    );
    if (row?.left === 0) return;
    if (Date.now() > deadline) throw new Error(`${row?.left} jobs are still open after ${patienceMillis / 1000} s`);
    await sleep(300);
  }
}

/** Which of these listings the search index has by now. */
export async function indexed(url: string, ids: readonly string[]): Promise<string[]> {
  const rows = await query<{ id: string }>(url, 'select listing_id as id from search_document where listing_id = any ($1)', [ids]);
  return rows.map((row) => row.id);
}

/** Everything there is, read past the walls when everything has calmed down. */
export async function finalRead(url: string): Promise<FinalRead> {
  const listings = await query<Found>(
    url,
    `with acts as (
       select canonical::json->>4 as noun_id, count(*)::int as times from audit_event where canonical::json->>2 in ('listing.create', 'listing.import') group by 1
     ), steps as (
       select noun_id, count(*) filter (where action = 'create')::int as created, count(*) filter (where action = 'publish')::int as published
       from state_change group by noun_id
     )
     select l.id, l.origin_id as "originId", l.state, t.text as title, (select count(*)::int from listing_text x where x.version_id = t.version_id) as texts,
       coalesce(s.created, 0) as created, coalesce(s.published, 0) as published, coalesce(a.times, 0) as audited
     from listing l join listing_version v on v.listing_id = l.id join listing_text t on t.version_id = v.id and t.block = 'title' and t.language = 'vi'
       left join steps s on s.noun_id = l.id left join acts a on a.noun_id = l.id::text`,
  );
  const imports = await query<FinalRead['imports'][number]>(url, 'select id, state, created, failed, skipped from import_run');
  const [index] = await query<Pick<FinalRead, 'missing' | 'stale' | 'ghosts' | 'dead'>>(
    url,
    `select (select count(*)::int from listing_public p where not exists (select from search_document d where d.listing_id = p.listing_id)) as missing,
       (select count(*)::int from listing_public p join search_document d on d.listing_id = p.listing_id where d.version <> p.version) as stale,
       (select count(*)::int from search_document d where not exists (select from listing_public p where p.listing_id = d.listing_id)) as ghosts,
       (select count(*)::int from pgboss.job where name = 'dead') as dead`,
  );
  return { listings, imports, missing: 0, stale: 0, ghosts: 0, dead: 0, ...index, brokenChains: await brokenChains(url) };
}

type Link = { chain: string; seq: string; canonical: string; prev: Buffer; hash: Buffer };

/** Chains of the audit trail in which a link does not follow from the one before, or the head is another than the last. */
async function brokenChains(url: string): Promise<number> {
  const links = await query<Link>(
    url,
    'select chain_id as chain, e.seq::text as seq, canonical, prev_hash as prev, hash from audit_event e order by e.chain_id, e.seq',
  );
  const heads = await query<{ chain: string; seq: string; hash: Buffer }>(
    url,
    'select chain_id as chain, seq::text, hash from audit_chain',
  );
  const last = new Map<string, { seq: bigint; hash: Buffer }>();
  const broken = new Set<string>();
  for (const { chain, seq, canonical, prev, hash } of links) {
    const before = last.get(chain) ?? { seq: 0n, hash: Buffer.alloc(32) };
    const computed = createHash('sha256')
      .update(Buffer.concat([before.hash, Buffer.from(`${seq}\n${canonical}`)]))
      .digest();
    if (BigInt(seq) !== before.seq + 1n || !prev.equals(before.hash) || !computed.equals(hash)) broken.add(chain);
    last.set(chain, { seq: BigInt(seq), hash });
  }
  for (const { chain, seq, hash } of heads)
    if (last.get(chain)?.seq !== BigInt(seq) || last.get(chain)?.hash.equals(hash) !== true) broken.add(chain);
  return broken.size;
}
