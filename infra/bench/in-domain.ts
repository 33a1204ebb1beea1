/**
 * `npm run bench -- in-domain [--frozen] [--export FOLDER]`: how well the ranker answers Vietnamese needs in the seekers' own words over the
 * demonstration offers, by the judgements of `infra/bench/in-domain`: whole, and each channel alone. Prints the development half; the frozen half and all
 * only with `--frozen`, when a ranker is to be accepted. The gate: asked in Vietnamese, the whole is better than each part.
 */
import type { Channel } from '@ketnoi/matching/channels';
import { collectionOf, encodingOf, withStaticVectors, withVectors, type Collection } from '@ketnoi/matching/collection';
import { matchQuery } from '@ketnoi/matching/query';
import { rank, type Ranked } from '@ketnoi/matching/rank';
import { bootstrap, ndcg, qualityOf, type Estimate, type Grades } from '@ketnoi/matching/ranking-quality';
import { keptVectors } from '@ketnoi/api/evaluation/kept-vectors';
import { openMeans, type Means } from '@ketnoi/api/evaluation/means';
import { exportSet, readGrades, readNeeds, readOffers, textOf, type Form, type Need } from './in-domain-files.ts';

const FORMS: readonly (readonly [Form, string])[] = [
  ['vi', 'Vietnamese'],
  ['unmarked', 'Vietnamese typed without marks'],
  ['en', 'English twins'],
];

const WHOLE = 'the whole';

/** What is ranked by alone. Words across the languages go through the dictionary; words as spelt do not, which is plain BM25. */
const PARTS: readonly (readonly [string, readonly Channel[]])[] = [
  ['words', ['words']],
  ['words as spelt (plain BM25)', ['spelling']],
  ['encoder', ['meaning', 'sentence', 'sentences']],
  ['encoder, whole text alone', ['meaning']],
  ['static vectors', ['static']],
];

/** Recall and the reciprocal rank count what solves the problem or a main part of it. */
const SOLVES = 2;
const DEPTH = 50;
const REPORTED = 4096;
const NAMES = 32;

type Figures = { need: Need; ndcg: number; recall: number | null; reciprocal: number | null; judged: number };
type Run = { form: Form; ranker: string; figures: Figures[] };

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function openOffers({ tables, provider, statics }: Means): Promise<Collection> {
  const bare = collectionOf(readOffers(), tables);
  const collection = statics === null ? bare : await withStaticVectors(bare, statics);
  if (provider === null) return collection;
  const encoding = encodingOf(collection, tables);
  const table = await keptVectors(encoding.texts, provider, (done) => {
    if (done % REPORTED === 0) say(`  ${done} of ${encoding.texts.length} texts encoded`);
  });
  return withVectors(collection, encoding, { model: provider.model, table });
}

function figuresOf(need: Need, grades: Grades, got: readonly string[]): Figures {
  const solving = Object.fromEntries(Object.entries(grades).filter(([, grade]) => grade >= SOLVES));
  const quality = Object.keys(solving).length > 0 ? qualityOf(solving, got) : null;
  const judged = got.slice(0, 10).filter((id) => grades[id] !== undefined).length / 10;
  return { need, ndcg: ndcg(grades, got), recall: quality?.recall50 ?? null, reciprocal: quality?.mrr10 ?? null, judged };
}

/** The ids in the order of what some channels add alone, or null when none of them takes part. */
function orderBy(ranked: readonly Ranked[], channels: readonly Channel[] | null, idOf: (doc: number) => string): string[] | null {
  const taking = (one: Ranked) => one.contributions.filter(({ channel }) => channels === null || channels.includes(channel));
  if (!ranked.some((one) => taking(one).length > 0)) return null;
  const scored = ranked.map((one) => ({
    id: idOf(one.doc),
    score: taking(one).reduce((sum, { contribution }) => sum + contribution, 0),
  }));
  return scored
    .toSorted((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1))
    .slice(0, DEPTH)
    .map(({ id }) => id);
}

type Asking = { collection: Collection; means: Means };

async function runsOf(form: Form, needs: readonly Need[], { collection, means }: Asking): Promise<Run[]> {
  const grades = readGrades();
  const runs = [[WHOLE, null] as const, ...PARTS].map(([ranker, channels]) => ({ form, ranker, channels, figures: [] as Figures[] }));
  for (const need of needs) {
    const asked = textOf(need, form);
    const ofNeed = grades.get(need.id) ?? {};
    if (asked === null || !Object.values(ofNeed).some((grade) => grade > 0)) continue;
    const query = await matchQuery(asked, means);
    const ranked = rank(collection, query, { limit: collection.documents.length, task: 'need-offer' });
    for (const run of runs) {
      const got = orderBy(ranked, run.channels, (doc) => collection.documents[doc]?.id ?? '');
      if (got !== null) run.figures.push(figuresOf(need, ofNeed, got));
    }
  }
  return runs.filter(({ figures }) => figures.length > 0).map(({ ranker, figures }) => ({ form, ranker, figures }));
}

const present = (value: number | null): value is number => value !== null;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
const between = ({ mean: middle, low, high }: Estimate): string => `${middle.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;

/** What one run has over another, need by need. */
function gain(one: readonly Figures[], other: readonly Figures[]): Estimate {
  const others = new Map(other.map(({ need, ndcg: figure }) => [need.id, figure]));
  return bootstrap(
    one.flatMap(({ need, ndcg: figure }) => {
      const beside = others.get(need.id);
      return beside === undefined ? [] : [figure - beside];
    }),
  );
}

type Half = readonly [name: string, fits: (need: Need) => boolean];

/** @returns whether the whole is surely better than each part. */
function printForm(title: string, runs: readonly Run[], fits: Half[1]): boolean {
  const within = runs.map(({ ranker, figures }) => ({ ranker, figures: figures.filter(({ need }) => fits(need)) }));
  const whole = within[0]?.figures ?? [];
  say(`\n${title}, ${whole.length} needs`);
  say(`${''.padEnd(NAMES)}nDCG@10                recall@50     MRR@10  judged@10  the whole is better by`);
  let better = true;
  for (const { ranker, figures } of within) {
    const gained = ranker === WHOLE ? null : gain(whole, figures);
    better &&= gained === null || gained.low > 0;
    const means = [
      mean(figures.map(({ recall }) => recall).filter(present)),
      mean(figures.map(({ reciprocal }) => reciprocal).filter(present)),
      mean(figures.map(({ judged }) => judged)),
    ].map((value) => value.toFixed(3).padStart(11));
    const first = between(bootstrap(figures.map((figure) => figure.ndcg)));
    say(`${`  ${ranker}`.padEnd(NAMES)}${first}${means.join('')}  ${gained === null ? '' : between(gained)}`);
  }
  return better;
}

/** What asking in another form costs, on the needs that were asked both ways. */
function printForms(runs: readonly Run[], fits: Half[1]): void {
  const wholeOf = (form: Form): Figures[] =>
    runs.flatMap((run) => (run.form === form && run.ranker === WHOLE ? run.figures.filter(({ need }) => fits(need)) : []));
  for (const [form, name] of FORMS.slice(1)) say(`  ${name} less Vietnamese, same needs: ${between(gain(wholeOf(form), wholeOf('vi')))}`);
}

/** @returns whether the gate holds on the largest part that was printed. */
export async function benchInDomain({ frozen, exportTo }: { frozen: boolean; exportTo: string | null }): Promise<boolean> {
  if (exportTo !== null) {
    exportSet(exportTo);
    return true;
  }
  const means = await openMeans(new Set());
  for (const missing of means.missing) say(`  ${missing}`);
  const collection = await openOffers(means);
  const needs = readNeeds().filter(({ split }) => frozen || split === 'dev');
  const runs: Run[] = [];
  for (const [form] of FORMS) runs.push(...(await runsOf(form, needs, { collection, means })));
  await means.provider?.close();
  say('nDCG@10 with gains 2^grade - 1; recall and MRR count grades of 2 and 3; 95 % bootstrap intervals over needs, differences paired');
  const halves: Half[] = [
    ['Development half', ({ split }) => split === 'dev'],
    ...(frozen
      ? ([
          ['Frozen half', ({ split }) => split === 'frozen'],
          ['All', () => true],
        ] satisfies Half[])
      : []),
  ];
  let better = false;
  for (const [name, fits] of halves) {
    for (const [form, title] of FORMS) {
      const surely = printForm(
        `${name}: ${title}`,
        runs.filter((run) => run.form === form),
        fits,
      );
      if (form === 'vi') better = surely;
    }
    printForms(runs, fits);
  }
  return better;
}
