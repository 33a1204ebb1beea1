/**
 * `npm run evaluate -- --corpus FILE --queries FILE --out FILE [...]`: ranks every document of a corpus for every query with the product's own
 * ranker and writes a TREC run, 100 a query. No label is read for it; with `--qrels` the run is judged afterwards and the figures printed.
 */
import { collectionOf, encodingOf, withStaticVectors, withVectors, type Collection, type MatchDocument } from '@ketnoi/matching/collection';
import { matchQuery } from '@ketnoi/matching/query';
import { rank } from '@ketnoi/matching/rank';
import { bootstrap, qualityOf, type Grades, type Quality } from '@ketnoi/matching/ranking-quality';
import { vectorTable, type VectorTable } from '@ketnoi/matching/vector-table';
import { readCorpus, readJudgements, readQueries, writeLines, type Query } from './evaluation/files.ts';
import { keptVectors } from './evaluation/kept-vectors.ts';
import { openMeans, type Means } from './evaluation/means.ts';
import { readOrder, type EvaluationOrder } from './evaluation/order.ts';

const DEPTH = 100;
const TAG = 'ketnoi';
/** The least size of a row of vectors. */
const LANES = 16;
const SAY_EVERY_MILLIS = 2000;
const FIGURES: readonly (readonly [keyof Quality, string])[] = [
  ['ndcg10', 'nDCG@10'],
  ['mrr10', 'MRR@10'],
  ['recall50', 'recall@50'],
  ['recall100', 'recall@100'],
];

const started = performance.now();
const seconds = (): string => ((performance.now() - started) / 1000).toFixed(1);

/** Says how far a long step is, every two seconds. */
function teller(what: string, all: number): (done: number) => void {
  let said = performance.now();
  return (done) => {
    if (performance.now() - said < SAY_EVERY_MILLIS) return;
    said = performance.now();
    console.log(`  ${what}: ${done} of ${all} (${seconds()} s)`);
  };
}

async function openCollection(documents: MatchDocument[], { tables, provider, statics }: Means, isPlain: boolean): Promise<Collection> {
  const bare = collectionOf(documents, tables);
  console.log(`  words indexed (${seconds()} s)`);
  const collection = statics === null ? bare : await withStaticVectors(bare, statics);
  const { staticVectors } = collection;
  const table = (made: VectorTable): VectorTable => (isPlain ? plainTable(made) : made);
  const compared = {
    ...collection,
    staticVectors: staticVectors === null ? null : { ...staticVectors, table: table(staticVectors.table) },
  };
  if (provider === null) return compared;
  const encoding = encodingOf(collection, tables);
  const kept = await keptVectors(encoding.texts, provider, teller('texts encoded', encoding.texts.length));
  return withVectors(compared, encoding, { model: provider.model, table: table(kept) });
}

/** The same rows, multiplied a byte at a time, as where WebAssembly has no SIMD. */
function plainTable({ stored }: VectorTable): VectorTable {
  const rows = stored.scales.length;
  const table = vectorTable({ dimensions: rows === 0 ? LANES : stored.bytes.length / rows, rows }, 'plain');
  table.restore(stored);
  return table;
}

type Run = ReadonlyMap<string, readonly { id: string; score: number }[]>;

async function rankAll(queries: readonly Query[], ask: (query: Query) => Promise<{ id: string; score: number }[]>): Promise<Run> {
  const run = new Map<string, { id: string; score: number }[]>();
  const say = teller('queries ranked', queries.length);
  for (const query of queries) {
    run.set(query.id, await ask(query));
    say(run.size);
  }
  return run;
}

async function evaluate(order: EvaluationOrder): Promise<void> {
  const judgements = order.qrels === null ? null : readJudgements(order.qrels);
  const documents = readCorpus(order.corpus, { field: order.docField, language: order.docLanguage });
  const queries = readQueries(order.queries, { field: order.queryField, language: order.queryLanguage });
  console.log(`  ${documents.length} documents, ${queries.length} queries`);
  const means = await openMeans(order.without);
  for (const missing of means.missing) console.log(`  ${missing}`);
  if (order.without.has('simd')) console.log('  without SIMD, as asked');
  const collection = await openCollection(documents, means, order.without.has('simd'));
  const run = await rankAll(queries, async ({ text }) => {
    const ranked = rank(collection, await matchQuery(text, means), { limit: DEPTH, task: order.task });
    return ranked.map(({ doc, score }) => ({ id: documents[doc]?.id ?? '', score }));
  });
  await means.provider?.close();
  writeLines(
    order.out,
    [...run].flatMap(([query, ranked]) => ranked.map(({ id, score }, at) => runLine([query, id, at + 1, score]))),
  );
  if (judgements !== null) printQuality(run, judgements);
  console.log(`evaluated: ${queries.length} queries over ${documents.length} documents in ${seconds()} s, run in ${order.out}`);
}

function runLine([query, id, place, score]: [query: string, id: string, place: number, score: number]): string {
  return [query, 'Q0', id, place, score.toFixed(6), TAG].join(' ');
}

function printQuality(run: Run, judgements: ReadonlyMap<string, Grades>): void {
  const judged = [...run].flatMap(([query, ranked]) => {
    const grades = judgements.get(query);
    return grades === undefined
      ? []
      : [
          qualityOf(
            grades,
            ranked.map(({ id }) => id),
          ),
        ];
  });
  console.log(`${judged.length} judged queries; mean and 95 % bootstrap interval`);
  for (const [figure, name] of FIGURES) {
    const { mean, low, high } = bootstrap(judged.map((quality) => quality[figure]));
    console.log(`${name.padEnd(12)}${mean.toFixed(4)}  [${low.toFixed(4)}, ${high.toFixed(4)}]`);
  }
}

try {
  await evaluate(readOrder(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
