import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newId, type ListingId } from '@ketnoi/domain/ids';
import { runs } from '@ketnoi/testing/long-form';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { meiliEngine, type MeiliEngine } from '../src/meilisearch/engine.ts';
import type { Position } from '../src/port.ts';

/**
 * Which listings a live engine finds is recorded; how it pages while its index changes cannot be. Here answers come from an ordered list cut by
 * offset and limit, which is what the engine does with its ranking, and the list changes between the pages.
 */
let ranked: ListingId[] = [];
let server: Server;
let engine: MeiliEngine;

type Federated = { federation: { offset: number; limit: number } };

function answerTo({ federation: { offset, limit } }: Federated) {
  const hits = ranked.slice(offset, offset + limit).map((id) => ({ id, version: 1, _federation: { weightedRankingScore: 0.9 } }));
  return { hits, offset, limit, estimatedTotalHits: ranked.length };
}

beforeAll(async () => {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(parts).toString('utf8')) as Federated;
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answerTo(body)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  engine = meiliEngine({ url: `http://127.0.0.1:${port}`, key: 'a-key-of-sixteen', indexPrefix: 'ketnoi_' });
});
afterAll(
  () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
);

const fresh = (many: number): ListingId[] => Array.from({ length: many }, () => newId<'listing'>(Date.now()));

async function walked(limit: number, between: () => void): Promise<{ seen: ListingId[]; positions: Position[] }> {
  const seen: ListingId[] = [];
  const positions: Position[] = [];
  let after: Position | null = null;
  do {
    const page = await engine.find({ plan: null, filters: {}, sort: 'newest', facets: [], limit, after, closest: null });
    seen.push(...page.hits.map((hit) => hit.listingId));
    if (page.next !== null) positions.push(page.next);
    between();
    after = page.next;
  } while (after !== null);
  return { seen, positions };
}

describe('the pages of a search through Meilisearch', () => {
  it('make up the whole of it while nothing changes', async () => {
    ranked = fresh(137);
    const { seen } = await walked(20, () => undefined);
    expect(seen).toEqual(ranked);
  });

  it('repeat none while others are published ahead of the place reached', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 7, max: 40 }),
        fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 8 }),
        async (limit, arriving) => {
          ranked = fresh(120);
          const before = [...ranked];
          const { seen } = await walked(limit, () => {
            const at = arriving.shift();
            if (at !== undefined) ranked.splice(at, 0, ...fresh(3));
          });
          expect(new Set(seen).size).toBe(seen.length);
          expect(seen.filter((id) => before.includes(id))).toEqual(before);
        },
      ),
      { numRuns: runs(12, 300), seed: 4 },
    );
  });

  it('repeat none while listings move down the order or are taken out', async () => {
    ranked = fresh(90);
    const { seen } = await walked(10, () => {
      const [moved] = ranked.splice(2, 1);
      ranked.splice(1, 1);
      if (moved !== undefined) ranked.splice(Math.min(ranked.length, 25), 0, moved);
    });
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('go on from a place that fits a cursor, however far it is', async () => {
    ranked = fresh(1000);
    const { seen, positions } = await walked(100, () => undefined);
    expect(new Set(seen).size).toBe(1000);
    for (const position of positions) expect(JSON.stringify(position).length).toBeLessThan(400);
  });
});
