import { readFileSync } from 'node:fs';
import { fold } from '@ketnoi/language/fold';
import { expect, it } from 'vitest';
import { readGrades, readNeeds, readOffers } from './in-domain-files.ts';

type Graded = Map<string, number>;

const READ_AGAIN: Readonly<Record<string, number>> = { 'need-38 nasa-tp93746': 1, 'need-61 sbir-o00804': 1, 'need-63 nasa-sw0210': 2 };

function gradesOf(judge: 1 | 2): Graded {
  const [, ...lines] = readFileSync(new URL(`in-domain/grades-${judge}.csv`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  return new Map(
    lines.map((line) => {
      const [need = '', offer = '', grade = ''] = line.split(',');
      return [`${need} ${offer}`, Number(grade)];
    }),
  );
}

it('holds 64 needs, half of them frozen by their number, some with a twin, some typed without marks', () => {
  const needs = readNeeds();
  expect(needs.map(({ id }) => id)).toEqual(Array.from({ length: 64 }, (_, at) => `need-${String(at + 1).padStart(2, '0')}`));
  for (const { id, split, text_vi: text, text_unmarked: unmarked } of needs) {
    expect(split, id).toBe(Number(id.slice(-2)) % 2 === 1 ? 'dev' : 'frozen');
    expect(text, id).toBe(text.normalize('NFC'));
    if (unmarked !== null) expect(fold(unmarked), id).toBe(fold(text));
    expect((unmarked ?? '').normalize('NFD'), id).not.toMatch(/\p{M}|đ/iu);
  }
  expect(needs.filter(({ text_en: twin }) => twin !== null)).toHaveLength(22);
  expect(needs.filter(({ text_unmarked: unmarked }) => unmarked !== null)).toHaveLength(20);
});

it('settles every pair by the rule of its sheet, and grades offers that are there', () => {
  const offers = new Set(readOffers().map(({ id }) => id));
  const settled = new Map(
    [...readGrades()].flatMap(([need, grades]) => Object.entries(grades).map(([offer, grade]) => [`${need} ${offer}`, grade])),
  );
  const [first, second] = [gradesOf(1), gradesOf(2)];
  expect(settled.size).toBe(first.size);
  for (const [pair, grade] of first) {
    expect(offers.has(pair.split(' ')[1] ?? ''), pair).toBe(true);
    const other = second.get(pair) ?? grade;
    const expected = Math.abs(grade - other) >= 2 ? READ_AGAIN[pair] : Math.floor((grade + other) / 2);
    expect(settled.get(pair), pair).toBe(expected);
  }
  expect([...second.keys()].filter((pair) => !first.has(pair))).toEqual([]);
});
