import pg from 'pg';
import type { DrillEngine } from './engine.ts';

export type Gap = { missing: number; stale: number; ghosts: number };

/** What is shown, what PostgreSQL's index holds and what the engine holds, looked at past the product. */
export type Sides = {
  gaps: () => Promise<{ postgresql: Gap; engine: Gap; shown: number }>;
  /** PostgreSQL's side alone, while the engine answers nobody. */
  gapHere: () => Promise<Gap>;
  /** Which of these PostgreSQL's index and the engine have by now. */
  found: (ids: readonly string[]) => Promise<{ postgresql: string[]; engine: string[] }>;
  close: () => Promise<void>;
};

type Versions = ReadonlyMap<string, number>;
type Row = { id: string; version: number };

const SHOWN = `select p.listing_id as id, p.version from listing_public p join listing l on l.id = p.listing_id
  where l.audience = 'public' and l.state in ('published', 'expiring') and not p.retracted`;
const PAGE = 1000;

function gapBetween(shown: Versions, held: Versions): Gap {
  const gap: Gap = { missing: 0, stale: 0, ghosts: 0 };
  for (const [id, version] of shown) {
    const there = held.get(id);
    if (there === undefined) gap.missing += 1;
    else if (there !== version) gap.stale += 1;
  }
  for (const id of held.keys()) if (!shown.has(id)) gap.ghosts += 1;
  return gap;
}

const versions = (rows: readonly Row[]): Versions => new Map(rows.map((row) => [row.id, row.version]));

export async function openSides(adminUrl: string, engine: DrillEngine | null, index: string): Promise<Sides> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const rows = async (text: string, values: unknown[] = []): Promise<Row[]> => (await client.query<Row>(text, values)).rows;
  const fetchPage = async (body: object): Promise<Row[]> => {
    if (engine === null) return [];
    const response = await fetch(`${engine.direct}/indexes/${index}/documents/fetch`, {
      method: 'POST',
      headers: { authorization: `Bearer ${engine.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, fields: ['id', 'version'] }),
      signal: AbortSignal.timeout(5000),
    });
    return response.ok ? ((await response.json()) as { results: Row[] }).results : [];
  };
  const held = async (): Promise<Row[]> => {
    const all: Row[] = [];
    for (;;) {
      const page = await fetchPage({ offset: all.length, limit: PAGE });
      all.push(...page);
      if (page.length < PAGE) return all;
    }
  };
  const indexed = async (): Promise<Versions> => versions(await rows('select listing_id as id, version from search_document'));
  return {
    gapHere: async () => gapBetween(versions(await rows(SHOWN)), await indexed()),
    gaps: async () => {
      const shown = versions(await rows(SHOWN));
      const here = await indexed();
      const inEngine = engine === null ? shown : versions(await held());
      return { postgresql: gapBetween(shown, here), engine: gapBetween(shown, inEngine), shown: shown.size };
    },
    found: async (ids) => {
      const inPostgres = await rows('select listing_id as id, version from search_document where listing_id = any ($1)', [ids]);
      const inEngine = ids.length === 0 ? [] : await fetchPage({ ids, limit: ids.length }).catch(() => []);
      return { postgresql: inPostgres.map((row) => row.id), engine: inEngine.map((row) => row.id) };
    },
    close: () => client.end(),
  };
}

export const isClosed = ({ missing, stale, ghosts }: Gap): boolean => missing + stale + ghosts === 0;
