import { readFileSync } from 'node:fs';
import { searchListings } from '@ketnoi/contracts/search';
import { createDb } from '@ketnoi/db/database';
import { allDocuments } from '@ketnoi/search/all-documents';
import { createSearch } from '@ketnoi/search/create';
import { meanScore, readJudged, scoreOf, type JudgedQuery } from '@ketnoi/search/relevance';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '../src/context.ts';
import { loadListings, SOURCES } from '../src/demonstration/listings.ts';
import { loadOrganisations } from '../src/demonstration/organisations.ts';
import { as, visitor } from './support/as.ts';
import { testWorld, type World } from './support/context.ts';

/**
 * The small form of `npm run bench -- relevance`: the queries whose answers are among the listings written for the exchange, over those listings
 * alone.
 */
const file = new URL('../../../infra/bench/relevance/queries.jsonl', import.meta.url);
const written = (name: string): boolean => /^T[ON]-\d{3}$/u.test(name);
const queries = readJudged(readFileSync(file, 'utf8')).filter(({ group, grades }) => {
  const targets = Object.entries(grades).filter(([, grade]) => grade === 3);
  return group !== 'across' && targets.every(([name]) => written(name));
});

let world: World;
const origins = new Map<string, string>();
const references = new Map<string, string>();

beforeAll(async () => {
  world = await testWorld();
  const db = createDb({ url: world.database.url('worker'), poolSize: 3 });
  const ctx: Ctx = { ...world.ctx, db };
  await loadOrganisations(ctx);
  const sources = SOURCES.filter((source) => source.file === 'listings.jsonl');
  await loadListings(ctx, { begin: () => undefined, say: () => undefined, sources });
  await createSearch({ db, clock: world.clock }).rebuild(
    () => allDocuments(db),
    () => undefined,
  );
  await db.destroy();
  for (const { id, originId, reference } of await world.admin.selectFrom('listing').select(['id', 'originId', 'reference']).execute()) {
    origins.set(id, originId ?? '');
    references.set(originId ?? '', reference ?? '');
  }
});
afterAll(() => world.close());

async function answered(query: JudgedQuery) {
  const q = query.q.replace(/\{reference:([^}]+)\}/u, (_whole, origin: string) => references.get(origin) ?? '');
  const { body } = await as(world, visitor).call(searchListings, { query: { q, lang: query.language, limit: 10 } });
  const got = body.items.map(({ id }) => origins.get(id) ?? '');
  return { query, got, score: scoreOf(query, got) };
}
type Answered = Awaited<ReturnType<typeof answered>>;

const success = (some: readonly Answered[]): number => meanScore(some.map(({ score }) => score))?.success ?? 0;

describe('what people type at the listings of the demonstration', () => {
  let all: Answered[];
  beforeAll(async () => {
    all = [];
    for (const query of queries) all.push(await answered(query));
  });

  it('finds the listing meant among the first three, in 95 of 100 cases', () => {
    const known = all.filter(({ query }) => query.kind === 'known_item');
    expect(known.length).toBeGreaterThan(100);
    const missed = known.filter(({ score }) => score.success === 0);
    expect(
      success(known),
      missed.map(({ query, got }) => `${query.id} "${query.q}" got ${got.join(' ')}`).join('\n'),
    ).toBeGreaterThanOrEqual(0.95);
  });

  it('finds it as well without marks: at most 2 of 100 less', () => {
    const twins = all.filter(({ query }) => query.twin !== undefined);
    const marked = twins.flatMap(({ query }) => all.filter((one) => one.query.id === query.twin));
    expect(marked).toHaveLength(twins.length);
    expect(twins.length).toBeGreaterThanOrEqual(25);
    expect(success(marked) - success(twins)).toBeLessThanOrEqual(0.02);
  });
});
