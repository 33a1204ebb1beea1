/**
 * `npm run evaluate -- --corpus FILE --queries FILE --out FILE [...]`: ranks every document of a corpus for every query with the product's own
 * ranker and writes a TREC run, 100 a query. No label is read for it; with `--qrels` the run is judged afterwards and the figures printed.
 * `npm run evaluate -- --classify [...]`: how often the right code is among those that are suggested.
 */
import { matchQuery } from '@ketnoi/matching/query';
import { rank } from '@ketnoi/matching/rank';
import { bootstrap, qualityOf, type Grades, type Quality } from '@ketnoi/matching/ranking-quality';
import { evaluateClasses, readClassifyOrder } from './evaluation/classifying.ts';
import { readCorpus, readJudgements, readQueries, writeLines, type Query } from './evaluation/files.ts';
import { openCollection, openSaidMeans, seconds, teller } from './evaluation/opening.ts';
import { readOrder, type EvaluationOrder } from './evaluation/order.ts';

const DEPTH = 100;
const TAG = 'ketnoi';
const FIGURES: readonly (readonly [keyof Quality, string])[] = [
  ['ndcg10', 'nDCG@10'],
  ['mrr10', 'MRR@10'],
  ['recall50', 'recall@50'],
  ['recall100', 'recall@100'],
];

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
  const means = await openSaidMeans(order.without);
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
  const args = process.argv.slice(2);
  await (args.includes('--classify') ? evaluateClasses(readClassifyOrder(args)) : evaluate(readOrder(args)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
