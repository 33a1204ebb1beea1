import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readCorpus, readJudgements, readQueries } from '../src/evaluation/files.ts';
import { readOrder } from '../src/evaluation/order.ts';

const folder = mkdtempSync(join(tmpdir(), 'evaluating-'));
const file = (name: string, content: string | Buffer): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const lines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const texts = { field: 'text', language: null };

const corpus = gzipSync(
  lines([
    { doc_id: 'd1', title: 'Solar desalination', text: 'A membrane turns brackish water into drinking water.' },
    { doc_id: 'd2', title: 'Loom', text: 'Weaves carbon fibre into sheets for the wings of aircraft.' },
    { doc_id: 'd3', title: 'Bộ lọc', text: 'Lọc nước nhiễm mặn cho trại tôm.' },
  ]),
);
const queries = lines([
  { query_id: 'q1', text: 'cần thiết bị lọc nước nhiễm mặn' },
  { query_id: 'q2', text: 'composite material for aeroplanes' },
  { query_id: 'q3', objective: 'not asked' },
]);

describe('npm run evaluate', () => {
  it('ranks a packed corpus in both languages, writes a TREC run, and judges it when asked', async () => {
    const out = join(folder, 'run.txt');
    const args = ['--corpus', file('corpus.jsonl.gz', corpus), '--queries', file('queries.jsonl', queries), '--out', out];
    const qrels = file('qrels.tsv', 'query_id\tdoc_id\trelevance\nq1\td1\t1\nq1\td3\t1\nq2\td2\t1\n');
    const script = join(import.meta.dirname, '../src/evaluate.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [script, ...args, '--qrels', qrels]);
    const run = readFileSync(out, 'utf8').trimEnd().split('\n');
    expect(run).toHaveLength(6);
    expect(run.map((line) => line.split(' ').slice(0, 4).join(' '))).toEqual(expect.arrayContaining(['q1 Q0 d2 3', 'q2 Q0 d2 1']));
    expect(run.every((line) => /^q[12] Q0 d[123] [123] -?\d+\.\d+ ketnoi$/.test(line))).toBe(true);
    expect(stdout).toContain('nDCG@10     1.0000  [1.0000, 1.0000]');
    expect(stdout).toContain('2 queries over 3 documents');
  });

  it('tells the languages apart where none was named: an accent makes no text Vietnamese', () => {
    const rows = [
      'Müller and Béla weave carbon fibre into sheets for the wings of aircraft.',
      'Lọc nước nhiễm mặn cho trại tôm.',
      'loc nuoc nhiem man',
    ];
    const path = file('languages.jsonl', lines(rows.map((text, at) => ({ doc_id: at, text }))));
    expect(readCorpus(path, texts).map((document) => (document.texts.vi === null ? 'en' : 'vi'))).toEqual(['en', 'vi', 'vi']);
  });

  it('names what is wrong with its arguments', () => {
    expect(() => readOrder(['--queries', 'q', '--out', 'o'])).toThrow('--corpus is missing');
    expect(() => readOrder(['--corpus', 'c', '--queries', 'q', '--out', 'o', '--doc-language', 'fr'])).toThrow('--doc-language: "fr"');
    expect(() => readOrder(['--corpus', 'c', '--queries', 'q', '--out', 'o', '--task', 'x'])).toThrow('--task: "x"');
    expect(() => readOrder(['--corpora', 'c'])).toThrow('--corpora');
  });

  it.each([
    ['{"doc_id":"a","text":"x"}\nnonsense', /c\.jsonl:2: is not JSON/],
    ['[1]', /c\.jsonl:1: is not a JSON object/],
    ['{"doc_id":"a b","text":"x"}', /c\.jsonl:1: "doc_id"/],
    ['{"doc_id":"a","text":5}', /c\.jsonl:1: "text"/],
    ['{"doc_id":"a","text":"x"}\n{"doc_id":"a","text":"y"}', /"doc_id" a stands there twice/],
    ['\n', /c\.jsonl: is empty/],
  ])('names file, line and field of a bad corpus: %j', (content, message) => {
    expect(() => readCorpus(file('c.jsonl', content), texts)).toThrow(message);
  });

  it('names a packed file that is none, a field that no query has, and a judgement that is none', () => {
    expect(() => readCorpus(file('c.jsonl.gz', 'plain'), texts)).toThrow('is not a gzip file');
    expect(() => readQueries(file('q.jsonl', queries), { field: 'summary', language: null })).toThrow('"summary"');
    expect(() => readJudgements(file('j.tsv', 'q1\td1\tgood\n'))).toThrow('j.tsv:1');
    expect([...readJudgements(file('t.tsv', 'q1 0 d1 2\n'))]).toEqual([['q1', { d1: 2 }]]);
  });
});
