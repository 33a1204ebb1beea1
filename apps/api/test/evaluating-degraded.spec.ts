import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { wordList } from '@ketnoi/language/dictionary';
import { glossaryIndex } from '@ketnoi/language/glossary';
import { collectionOf, withStaticVectors } from '@ketnoi/matching/collection';
import { matchQuery } from '@ketnoi/matching/query';
import { rank } from '@ketnoi/matching/rank';
import { describe, expect, it } from 'vitest';
import { readClassifyOrder } from '../src/evaluation/classifying.ts';
import { readLabels } from '../src/evaluation/files.ts';
import { openMeans, type Openers } from '../src/evaluation/means.ts';
import { readOrder } from '../src/evaluation/order.ts';

const folder = mkdtempSync(join(tmpdir(), 'degraded-'));
const file = (name: string, rows: readonly object[]): string => {
  writeFileSync(join(folder, name), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return join(folder, name);
};

const offers = [
  { doc_id: 'd1', title: 'Desalination', text: 'A membrane turns brackish water into drinking water for a shrimp farm.' },
  { doc_id: 'd2', title: 'Loom', text: 'Weaves carbon fibre into sheets for the wings of aircraft.' },
  { doc_id: 'd3', title: 'Feed', text: 'Grows insects on kitchen waste and presses them into feed for hens.' },
];
const needs = [
  { query_id: 'q1', text: 'cần thiết bị lọc nước nhiễm mặn cho trại tôm' },
  { query_id: 'q2', text: 'brackish water for a shrimp farm' },
];

async function evaluate(without: string): Promise<{ stdout: string; first: string[] }> {
  const out = join(folder, `${without}.run`);
  const texts = ['--corpus', file('corpus.jsonl', offers), '--queries', file('queries.jsonl', needs)];
  const script = join(import.meta.dirname, '../src/evaluate.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...texts, '--out', out, '--without', without]);
  const lines = readFileSync(out, 'utf8').split('\n');
  return { stdout, first: lines.filter((line) => line.split(' ')[3] === '1').map((line) => line.split(' ')[2] ?? '') };
}

const gone = (): never => {
  throw new Error('ENOENT: no such file\nand more');
};
const few: Openers = {
  encoder: async () => gone(),
  statics: async () => gone(),
  glossary: () => glossaryIndex([['water', 'brackish water', 'nước mặn']]),
  dictionary: () => ({ vi: [wordList('')], en: [wordList('')] }),
  marks: gone,
};

describe('npm run evaluate -- --classify', () => {
  it('says how often the right code is among those suggested from all others', async () => {
    const labelled = [
      ...offers,
      { doc_id: 'd4', title: 'Reverse osmosis', text: 'A membrane makes drinking water of brackish water on a farm.' },
    ];
    const labels = labelled.map(({ doc_id: id }) => ({ doc_id: id, codes: ['d1', 'd4'].includes(id) ? ['2.7'] : [id] }));
    const script = join(import.meta.dirname, '../src/evaluate.ts');
    const texts = ['--corpus', file('labelled.jsonl', labelled), '--labels', file('labels.jsonl', labels), '--without', 'encoder'];
    const { stdout } = await promisify(execFile)(process.execPath, [script, '--classify', ...texts]);
    expect(stdout).toContain('right code first 50.0 %, among the first three 50.0 % of 4 documents');
  });

  it('names what is wrong with its arguments', () => {
    expect(() => readClassifyOrder(['--classify', '--corpus', 'c'])).toThrow('--labels is missing');
    expect(() => readLabels(file('bad.jsonl', [{ doc_id: 'a', codes: 'x' }]), 'codes')).toThrow(/bad\.jsonl:1: "codes" is no list/);
  });
});

describe('npm run evaluate with less than all', () => {
  it.each([
    ['encoder', 'without the sentence encoder, as asked'],
    ['static', 'without static vectors, as asked'],
    ['lexicon', 'without the dictionary, as asked'],
    ['simd', 'without SIMD, as asked'],
  ])('goes on without %s, says so, and still finds across the languages', async (without, said) => {
    const { stdout, first } = await evaluate(without);
    expect(stdout).toContain(said);
    expect(first).toEqual(['d1', 'd1']);
  });

  it('names a part that is none', () => {
    expect(() => readOrder(['--corpus', 'c', '--queries', 'q', '--out', 'o', '--without', 'words'])).toThrow('--without: "words"');
  });

  it('goes on where neither runtime loads, and files of vectors, word lists and marks are missing, and names each', async () => {
    const means = await openMeans(new Set(), { ...few, dictionary: gone });
    expect(means).toMatchObject({ provider: null, statics: null });
    expect(means.missing).toEqual([
      'without the dictionary: ENOENT: no such file',
      'without the table of marks: ENOENT: no such file',
      'without the sentence encoder: ENOENT: no such file',
      'without static vectors: ENOENT: no such file',
    ]);
    const collection = collectionOf([{ id: 'd1', texts: { vi: null, en: { title: '', text: 'brackish water' } } }], means.tables);
    const unmarked = await matchQuery({ vi: 'nuoc man', en: null }, means);
    expect(rank(collection, unmarked, { limit: 1, task: 'need-offer' })).toHaveLength(1);
  });

  it('leaves to static vectors what the encoder cannot read for want of a lexicon', async () => {
    const { statics } = await openMeans(new Set(['encoder']));
    if (statics === null) throw new Error('static vectors are shipped');
    const encoder = { ...statics, model: 'an encoder' };
    const { tables } = await openMeans(new Set(), { ...few, glossary: gone, dictionary: gone });
    const query = await matchQuery({ vi: needs[0]?.text ?? null, en: null }, { tables, provider: encoder, statics });
    expect(query.vectors).toBeNull();
    const documents = offers.map(({ doc_id: id, title, text }) => ({ id, texts: { vi: null, en: { title, text } } }));
    const [best] = rank(await withStaticVectors(collectionOf(documents, tables), statics), query, { limit: 3, task: 'need-offer' });
    expect(best?.doc).toBe(0);
    expect(best?.contributions.map(({ channel }) => channel)).toContain('static');
  });
});
