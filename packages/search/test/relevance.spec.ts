import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { fold } from '@ketnoi/language/fold';
import { ndcg } from '@ketnoi/matching/ranking-quality';
import { describe, expect, it } from 'vitest';
import { meanScore, readJudged, scoreOf } from '../src/relevance.ts';

describe('a judged answer', () => {
  // By hand: 7/1 + 3/log2(3) + 1/log2(4) = 7 + 1.892789 + 0.5 = 9.392789 is the ideal of grades 3, 2, 1.
  const grades = { a: 3, b: 2, c: 1 };

  it('is worth what the formula of nDCG gives by hand', () => {
    expect(ndcg(grades, ['a', 'b', 'c'])).toBe(1);
    expect(ndcg(grades, ['c', 'b', 'a'])).toBeCloseTo((1 + 1.892789 + 3.5) / 9.392789, 6);
    expect(ndcg(grades, ['x', 'a'])).toBeCloseTo(4.416508 / 9.392789, 6);
    expect(ndcg(grades, [])).toBe(0);
    expect(ndcg({}, ['a'])).toBe(0);
  });

  it('counts its first ten alone, and the ideal is that of ten', () => {
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`t${at}`, 3]));
    const ten = Object.keys(many).slice(0, 10);
    expect(ndcg(many, ten)).toBe(1);
    expect(ndcg(many, [...Array.from({ length: 10 }, (_, at) => `x${at}`), ...ten])).toBe(0);
  });

  it('succeeds with the target of a known item, or grade two of a topic, among the first three', () => {
    const known = (got: string[]) => scoreOf({ kind: 'known_item', grades }, got);
    expect(known(['x', 'y', 'a'])).toMatchObject({ success: 1, reciprocal: 1 / 3 });
    expect(known(['x', 'y', 'b', 'a'])).toMatchObject({ success: 0, reciprocal: 1 / 4 });
    expect(known(['b', 'c'])).toMatchObject({ success: 0, reciprocal: 0 });
    expect(scoreOf({ kind: 'topic', grades }, ['x', 'b'])).toMatchObject({ success: 1, reciprocal: 1 / 2 });
    expect(scoreOf({ kind: 'topic', grades }, ['c'])).toMatchObject({ success: 0 });
  });

  it('says how much of it nobody has judged', () => {
    expect(scoreOf({ kind: 'topic', grades }, ['a', 'x', 'b', 'y']).unjudged).toBe(0.5);
    expect(scoreOf({ kind: 'topic', grades }, []).unjudged).toBe(0);
    const mean = meanScore([
      { ndcg: 1, success: 1, reciprocal: 1, unjudged: 0 },
      { ndcg: 0, success: 0, reciprocal: 0.5, unjudged: 1 },
    ]);
    expect(mean).toEqual({ ndcg: 0.5, success: 0.5, reciprocal: 0.75, unjudged: 0.5 });
    expect(meanScore([])).toBeNull();
  });
});

const infra = new URL('../../../infra/', import.meta.url);
const text = (path: string): string => {
  const bytes = readFileSync(new URL(path, infra));
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
};

describe('the relevance file', () => {
  const queries = readJudged(text('bench/relevance/queries.jsonl'));
  const files = ['listings.jsonl', 'us-offers.jsonl.gz', 'us-needs.jsonl.gz'];
  const known = new Set(files.flatMap((file) => [...text(`demo/${file}`).matchAll(/^\{"originId":\s*"([^"]+)"/gmu)].map(([, id]) => id)));

  it('has the queries that were promised: half of the Vietnamese without marks, a fifth with typos, a fifth codes', () => {
    const count = (fits: (query: (typeof queries)[number]) => boolean): number => queries.filter(fits).length;
    const vietnamese = count((query) => query.language === 'vi' && query.group !== 'across');
    expect(vietnamese).toBeGreaterThanOrEqual(100);
    expect(count((query) => query.marks === 'without')).toBe(vietnamese / 2);
    expect(count((query) => query.group === 'typo')).toBeGreaterThanOrEqual(vietnamese / 5);
    expect(count((query) => query.group === 'code')).toBeGreaterThanOrEqual(vietnamese / 5);
    expect(count((query) => query.language === 'en' && query.group === 'plain')).toBeGreaterThanOrEqual(50);
    expect(count((query) => query.group === 'across')).toBeGreaterThanOrEqual(30);
    expect(new Set(queries.map((query) => query.id)).size).toBe(queries.length);
    expect(new Set(queries.map((query) => query.q)).size).toBe(queries.length);
  });

  it('judges listings that there are, and has one target for each known item', () => {
    expect(known.size).toBeGreaterThan(9000);
    for (const { id, kind, grades } of queries) {
      expect(
        Object.keys(grades).filter((name) => !known.has(name)),
        id,
      ).toEqual([]);
      for (const grade of Object.values(grades)) expect([1, 2, 3]).toContain(grade);
      const targets = Object.values(grades).filter((grade) => grade === 3).length;
      if (kind === 'known_item') expect(targets, id).toBe(1);
      else expect(targets, id).toBeGreaterThanOrEqual(1);
    }
  });

  it('repeats thirty queries without marks, letter for letter', () => {
    const twins = queries.filter((query) => query.twin !== undefined);
    expect(twins).toHaveLength(30);
    for (const twin of twins) {
      const whole = queries.find((query) => query.id === twin.twin);
      expect(twin.q).toBe(fold(whole?.q ?? ''));
      expect(twin.grades).toEqual(whole?.grades);
    }
  });

  it('refuses a query without judgements', () => {
    expect(() => readJudged('{"id":"a","q":"x","twin":"nobody"}')).toThrow('query a');
  });
});
