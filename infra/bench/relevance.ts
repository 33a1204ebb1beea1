/**
 * `npm run bench -- relevance [--failures]`: nDCG@10, success@3 and MRR of the product's own search on PostgreSQL over the demonstration, by the
 * judgements of `infra/bench/relevance`. The gates: known items found among the first three in 95 of 100 cases, and success@3 of what is typed
 * without marks at most 0.02 below the same typed with them. The held-out queries, by which nothing was tuned, are printed beside and have no gate.
 */
import { readFileSync } from 'node:fs';
import { meanScore, readJudged, scoreOf, type JudgedQuery, type Score } from '@ketnoi/search/relevance';
import { prepareRelevance, type Asked, type RelevanceSetting } from './relevance-setting.ts';

const KNOWN_ITEMS = 0.95;
const MARKS_LOSS = 0.02;

type Judged = { query: JudgedQuery; got: string[]; score: Score; reading: string };

type Group = readonly [string, (query: JudgedQuery) => boolean];

const GROUPS: readonly Group[] = [
  ['all', () => true],
  ['Vietnamese, with marks', ({ group, marks }) => group === 'plain' && marks === 'with'],
  ['Vietnamese, without marks', ({ group, marks }) => group === 'plain' && marks === 'without'],
  ['typos', ({ group }) => group === 'typo'],
  ['codes, numbers, abbreviations', ({ group }) => group === 'code'],
  ['English', ({ group, language }) => group === 'plain' && language === 'en'],
  ['across, Vietnamese to English', ({ group, language }) => group === 'across' && language === 'vi'],
  ['across, English to Vietnamese', ({ group, language }) => group === 'across' && language === 'en'],
  ['known items', ({ kind }) => kind === 'known_item'],
  ['known items, same language', ({ kind, group }) => kind === 'known_item' && group !== 'across'],
  ['topics', ({ kind }) => kind === 'topic'],
];

const HELD_OUT_GROUPS: readonly Group[] = [
  ...GROUPS.filter(([name]) => !name.startsWith('across') && name !== 'topics'),
  ['across', ({ group }) => group === 'across'],
];

type SearchAnswer = { items: { id: string }[]; reading: unknown; corrections: string[] };

async function ask(query: JudgedQuery, { server, origins, references }: Asked): Promise<Judged> {
  const q = query.q.replace(/\{reference:([^}]+)\}/u, (_whole, origin: string) => references.get(origin) ?? '');
  const response = await fetch(`${server.url}/api/search?${new URLSearchParams({ q, lang: query.language, limit: '10' }).toString()}`);
  if (response.status !== 200) throw new Error(`${query.id} "${q}": ${response.status} ${await response.text()}`);
  const { items, reading, corrections } = (await response.json()) as SearchAnswer;
  const got = items.map(({ id }) => origins.get(id) ?? id);
  return { query, got, score: scoreOf(query, got), reading: JSON.stringify({ reading, corrections }) };
}

async function askAll(queries: readonly JudgedQuery[], setting: RelevanceSetting): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const query of queries) judged.push(await ask(query, query.listings === 'vietnamese_only' ? setting.vietnameseOnly : setting.full));
  return judged;
}

const readQueries = (name: string): JudgedQuery[] => readJudged(readFileSync(new URL(`relevance/${name}`, import.meta.url), 'utf8'));

async function askBoth(setting: RelevanceSetting): Promise<[Judged[], Judged[]]> {
  return [await askAll(readQueries('queries.jsonl'), setting), await askAll(readQueries('held-out.jsonl'), setting)];
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const figure = (value: number): string => value.toFixed(3).padStart(9);

function printTable(title: string, judged: readonly Judged[], groups: readonly Group[]): void {
  say(`${title.padEnd(32)}   n  nDCG@10 success@3    MRR  unjudged@10`);
  for (const [name, fits] of groups) {
    const scores = judged.filter(({ query }) => fits(query)).map(({ score }) => score);
    const mean = meanScore(scores);
    if (mean === null) continue;
    const figures = [mean.ndcg, mean.success, mean.reciprocal, mean.unjudged].map(figure).join('');
    say(`${name.padEnd(32)}${String(scores.length).padStart(4)}${figures}`);
  }
}

/** What success@3 loses on the queries that are there both with marks and without. */
function marksLoss(judged: readonly Judged[]): number {
  const twins = judged.filter(({ query }) => query.twin !== undefined);
  const whole = twins.flatMap(({ query }) => judged.filter((one) => one.query.id === query.twin));
  return (meanScore(whole.map(({ score }) => score))?.success ?? 0) - (meanScore(twins.map(({ score }) => score))?.success ?? 0);
}

function printFailures(judged: readonly Judged[]): void {
  for (const { query, got, score, reading } of judged.filter((one) => one.score.success === 0)) {
    const wanted = Object.entries(query.grades).filter(([, grade]) => grade >= 2);
    const best = wanted.slice(0, 4).map(([name, grade]) => `${name}:${grade}`);
    say(
      `${query.id} "${query.q}" wanted ${best.join(' ')}, got ${got.slice(0, 5).join(' ') || 'nothing'} (MRR ${score.reciprocal.toFixed(2)})`,
    );
    say(`      ${reading}`);
  }
}

/** @returns true when both gates are met. */
export async function benchRelevance(options: { failures: boolean }): Promise<boolean> {
  const setting = await prepareRelevance();
  const [judged, heldOut] = await askBoth(setting).finally(() => setting.stop());
  printTable('', judged, GROUPS);
  const known = meanScore(judged.filter(({ query }) => query.kind === 'known_item').map(({ score }) => score))?.success ?? 0;
  const loss = marksLoss(judged);
  say(
    `known items: success@3 ${known.toFixed(3)}, at least ${KNOWN_ITEMS}; typed without marks it falls by ${loss.toFixed(3)}, at most ${MARKS_LOSS}`,
  );
  if (options.failures) printFailures(judged);
  say('');
  printTable('Held out', heldOut, HELD_OUT_GROUPS);
  const missed = heldOut.filter(({ score }) => score.success === 0).map(({ query }) => query.id);
  say(`typed without marks success@3 falls by ${marksLoss(heldOut).toFixed(3)}; missed: ${missed.join(' ') || 'nothing'}`);
  return known >= KNOWN_ITEMS && loss <= MARKS_LOSS;
}
