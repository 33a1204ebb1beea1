import type { Language } from '@ketnoi/domain/language';
import { fold } from '@ketnoi/language/fold';
import pg from 'pg';
import { seeded, type BenchListing, type Random } from './generate.ts';
import { peerSearch } from './peer.ts';
import type { Request } from './runs.ts';
import { middlingWords } from './search-listings.ts';
import type { Stock } from './search-setting.ts';

/** What is typed: one word or two, Vietnamese ones with their marks. */
export type Typed = { words: readonly string[]; language: Language };
export type Queries = { one: Typed[]; two: Typed[] };

const QUERIES = 150;
const FACETS = 'facets=field,sector,province,trl,ipStatus';
/** Of 20,000 rows a word of one way of asking is in so many published ones. */
const [LEAST, MOST, OF] = [500, 2500, 20_000];

async function counts(client: pg.Client, queries: readonly Typed[]): Promise<number[]> {
  const { rows } = await client.query<{ count: number }>(
    `select (select count(*)::int from listings where published and tsv @@ phraseto_tsquery('simple', asked.one)
       and tsv @@ phraseto_tsquery('simple', asked.other)) as count
     from unnest($1::text[], $2::text[]) with ordinality as asked (one, other, place) order by asked.place`,
    [queries.map(({ words }) => words[0]), queries.map(({ words }) => words.at(-1))],
  );
  return rows.map((row) => row.count);
}

const spread = <Item>(items: readonly Item[], wanted: number): Item[] =>
  Array.from({ length: Math.min(wanted, items.length) }, (_, at) => items[Math.floor((at * items.length) / wanted)] as Item);

async function ofLanguage(client: pg.Client, language: Language, rows: number): Promise<Queries> {
  const [least, most] = [(LEAST * rows) / OF, (MOST * rows) / OF];
  const candidates = middlingWords(language).map((word): Typed => ({ words: [word], language }));
  const found = await counts(client, candidates);
  const fitting = candidates.filter((_, at) => (found[at] ?? 0) >= least && (found[at] ?? 0) <= most);
  const one = spread(fitting, QUERIES / 2);
  const random = seeded(11);
  const some = (): string => one[Math.floor(random() * one.length)]?.words[0] ?? '';
  const pairs = Array.from({ length: QUERIES * 2 }, (): Typed => ({ words: [some(), some()], language }));
  const held = await counts(client, pairs);
  const two = pairs.filter(({ words: [first, other] }, at) => first !== other && (held[at] ?? 0) >= Math.max(1, least / 25));
  return { one, two: spread(two, QUERIES / 2) };
}

/** 150 single words and 150 pairs drawn from the data, half of them Vietnamese, by how many published listings hold them. */
export async function drawQueries({ referenceUrl, rows }: Stock): Promise<Queries> {
  const client = new pg.Client({ connectionString: referenceUrl });
  await client.connect();
  const [vi, en] = [await ofLanguage(client, 'vi', rows), await ofLanguage(client, 'en', rows)];
  await client.end();
  return { one: [...vi.one, ...en.one], two: [...vi.two, ...en.two] };
}

/** `hits alone` is what the reference server and the peer answer: one word, no facets. */
export const SCENARIOS = [
  'hits alone',
  'one word',
  'two words',
  'without marks',
  'with filters',
  'disjunctive',
  'browse',
  'suggest',
] as const;
export type Scenario = (typeof SCENARIOS)[number];

const typed = ({ words }: Typed): string => encodeURIComponent(words.join(' '));
const unmarked = ({ words }: Typed): string => encodeURIComponent(fold(words.join(' ')));

/** A published listing that holds the words, so that filters taken from it leave something. */
function holding(listings: readonly BenchListing[], { words }: Typed, random: Random): BenchListing {
  const from = Math.floor(random() * listings.length);
  const isIt = (one: BenchListing): boolean => one.published && words.every((word) => one.description.includes(word));
  return (listings.slice(from).find(isIt) ?? listings.find(isIt) ?? listings[from]) as BenchListing;
}

/** What somebody has typed of a word so far: three to six letters, every second time without marks. */
function beginning(word: string, at: number): string {
  const begun = word.slice(0, 3 + (at % 4)).trim();
  return encodeURIComponent(at % 8 < 4 ? begun : fold(begun));
}

/** Our requests by scenario, as signed-in people send them. */
export function oursRequests(stock: Stock, { one, two }: Queries): Record<Scenario, Request[]> {
  const random = seeded(7);
  const listings = stock.seeded.listings.map(({ listing }) => listing);
  const headers = (): Record<string, string> => stock.auths[Math.floor(random() * stock.auths.length)] ?? {};
  const get = (path: string): Request => ({ method: 'GET', path, headers: headers() });
  const search = (parameters: string): Request => get(`/api/search?${parameters}&${FACETS}&limit=20`);
  const alone = one.map((query) => get(`/api/search?q=${typed(query)}&limit=20`));
  const filtered = one.map((query) => ({ query, like: holding(listings, query, random), other: holding(listings, query, random) }));
  return {
    'hits alone': alone,
    'one word': one.map((query) => search(`q=${typed(query)}`)),
    'two words': two.map((query) => search(`q=${typed(query)}`)),
    'without marks': one.filter(({ language }) => language === 'vi').map((query) => search(`q=${unmarked(query)}`)),
    'with filters': filtered.map(({ query, like }) => search(`q=${typed(query)}&sector=${like.sector}&province=${like.province}`)),
    disjunctive: filtered.map(({ query, like, other }) => {
      const either = new Set([like, other].flatMap(({ sector, province }) => [`sector=${sector}`, `province=${province}`]));
      return search(`q=${typed(query)}&${[...either].join('&')}&trlMin=3&trlMax=8`);
    }),
    browse: Array.from({ length: QUERIES }, () => search('in=offer')),
    suggest: one.map(({ words }, at) => get(`/api/suggest?q=${beginning(words[0] ?? '', at)}`)),
  };
}

/** The same words asked of the reference server: every match ranked, exact total, no facets. */
export const referenceRequests = ({ one, two }: Queries): Partial<Record<Scenario, Request[]>> => ({
  'hits alone': one.map((query) => ({ method: 'GET', path: `/fts/search?q=${typed(query)}` })),
  'two words': two.map((query) => ({ method: 'GET', path: `/fts/search?q=${typed(query)}` })),
});

/** The same words asked of the peer. */
export const peerRequests = ({ one, two }: Queries): Partial<Record<Scenario, Request[]>> => ({
  'hits alone': one.map(({ words }) => ({ method: 'GET', path: peerSearch(words) })),
  'two words': two.map(({ words }) => ({ method: 'GET', path: peerSearch(words) })),
});
