import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { suggestCodes } from '@ketnoi/matching/classify';
import type { Collection, MatchDocument } from '@ketnoi/matching/collection';
import { matchQuery, type QueryVectors } from '@ketnoi/matching/query';
import { startFolder } from '../config.ts';
import { readCorpus, readLabels } from './files.ts';
import { partOf, type Part } from './means.ts';
import { openCollection, openSaidMeans, seconds, teller } from './opening.ts';

/** What `npm run evaluate -- --classify` was asked for. */
type ClassifyOrder = { corpus: string; labels: string; field: string; classes: string | null; without: ReadonlySet<Part> };

const USAGE = `usage: npm run evaluate -- --classify --corpus FILE --labels FILE [--label-field codes] [--classes FILE] [--without encoder|static|lexicon|simd]...
corpus: doc_id, title, text; labels: doc_id and a list of codes; classes: code, text; each one JSON object a line, also as .gz`;

const STRING = { type: 'string' } as const;

/** Reads the arguments. Throws an Error that names the option at fault. */
export function readClassifyOrder(args: string[]): ClassifyOrder {
  const options = { classify: { type: 'boolean' }, corpus: STRING, labels: STRING, 'label-field': STRING, classes: STRING } as const;
  const { values } = parseArgs({ args, options: { ...options, without: { type: 'string', multiple: true } } });
  const file = (name: 'corpus' | 'labels'): string => {
    const path = values[name];
    if (path === undefined || path === '') throw new Error(`--${name} is missing\n${USAGE}`);
    return resolve(startFolder(), path);
  };
  return {
    corpus: file('corpus'),
    labels: file('labels'),
    field: values['label-field'] ?? 'codes',
    classes: values.classes === undefined ? null : resolve(startFolder(), values.classes),
    without: new Set((values.without ?? []).map(partOf)),
  };
}

/** Suggests codes for each labelled document from all the others, and prints how often the right one is among them. */
export async function evaluateClasses(order: ClassifyOrder): Promise<void> {
  const labels = readLabels(order.labels, order.field);
  const documents = readCorpus(order.corpus, { field: 'text', language: null });
  const labelled = [...documents.entries()].filter(([, { id }]) => labels.has(id));
  if (labelled.length === 0) throw new Error(`${order.labels}: no document of the corpus has "${order.field}"`);
  const means = await openSaidMeans(order.without);
  const isPlain = order.without.has('simd');
  const neighbours = await openCollection(documents, means, isPlain);
  const common = means.provider?.common ?? null;
  const names = order.classes === null ? null : readCorpus(order.classes, { field: 'text', language: null, id: 'code' });
  const classes = names === null ? null : await openCollection(names, means, isPlain);
  const codesOf = (doc: number): readonly string[] => labels.get(documents[doc]?.id ?? '') ?? [];
  const right = [0, 0, 0];
  const say = teller('documents classified', labelled.length);
  for (const [done, [at, document]] of labelled.entries()) {
    const query = await matchQuery(textsOf(document), { ...means, provider: null });
    const asked = { ...query, vectors: vectorsOf(neighbours, at, common) };
    const found = suggestCodes(asked, { neighbours, codesOf, classes }, { limit: right.length, except: (doc) => doc === at });
    const place = found.findIndex(({ code }) => codesOf(at).includes(code));
    if (place >= 0) right[place] = (right[place] ?? 0) + 1;
    say(done + 1);
  }
  await means.provider?.close();
  const share = (places: number): string =>
    ((100 * right.slice(0, places).reduce((sum, one) => sum + one, 0)) / labelled.length).toFixed(1);
  console.log(`right code first ${share(1)} %, among the first three ${share(3)} % of ${labelled.length} documents, in ${seconds()} s`);
}

function textsOf({ texts: { vi, en } }: MatchDocument): { vi: string | null; en: string | null } {
  const whole = (text: typeof vi): string | null =>
    text === null ? null : [text.title, text.text].filter((part) => part !== '').join('. ');
  return { vi: whole(vi), en: whole(en) };
}

/** The vectors that a document already has in the collection, to ask with; the encoder would give the same. */
function vectorsOf({ vectors }: Collection, doc: number, common: Float32Array | null): QueryVectors | null {
  if (vectors === null) return null;
  const { bytes, scales } = vectors.table.stored;
  const dimensions = bytes.length / scales.length;
  const row = (at: number): Float32Array =>
    Float32Array.from(bytes.subarray(at * dimensions, (at + 1) * dimensions), (value) => value * (scales[at] ?? 0));
  const [first = 0, end = 0] = [vectors.starts[doc], vectors.ends[doc]];
  const sentences = Array.from({ length: end - first }, (_, at) => row(first + at));
  return { model: vectors.model, whole: row(doc), sentences: sentences.length > 1 ? sentences : [row(doc)], common };
}
