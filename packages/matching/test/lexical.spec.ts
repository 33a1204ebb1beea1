import fc from 'fast-check';
import { unitsOf } from '@ketnoi/language/units';
import { describe, expect, it } from 'vitest';
import { lexicalIndexBuilder, type LexicalIndex } from '../src/lexical-index.ts';
import { addLexicalScores, lexicalQuery, lexicalShares } from '../src/lexical-query.ts';
import { unitIds } from '../src/unit-ids.ts';
import { wantedMeanings, wantedUnits } from '../src/wanted-units.ts';

function indexOf(texts: readonly string[]): LexicalIndex {
  const builder = lexicalIndexBuilder();
  for (const [doc, text] of texts.entries()) builder.add(doc, unitsOf(text, 'english'));
  return builder.finish(texts.length);
}

function scoresOf(texts: readonly string[], query: string): Float64Array {
  const index = indexOf(texts);
  const scores = new Float64Array(texts.length);
  addLexicalScores(index, lexicalQuery(index, wantedUnits(unitsOf(query, 'english'))), scores);
  return scores;
}

const asked = ['filter', 'membrane', 'salt', 'pond'];
const others = ['copper', 'wheel', 'laser', 'cotton', 'engine'];
const text = fc.array(fc.constantFrom(...asked, ...others), { minLength: 1, maxLength: 12 });
const corpus = fc.array(text, { minLength: 2, maxLength: 8 });

describe('numbers of units', () => {
  it('are the same for the same unit and differ for others, past several growths', () => {
    const ids = unitIds();
    const units = Array.from({ length: 30_000 }, (_, at) => `unit_${at}`);
    expect(units.map((unit) => ids.add(unit))).toEqual(units.map((_, at) => at));
    expect(units.map((unit) => ids.find(unit))).toEqual(units.map((_, at) => at));
    expect(ids.find('never met')).toBe(-1);
  });
});

describe('scores by words', () => {
  it('are what BM25 gives by hand', () => {
    // Two documents of two words, mean 2; of the first only "salt" is asked: ln(1 + 1.5 / 1.5) times 1 * 3 / (1 + 2 * 1).
    expect([...scoresOf(['salt wheel', 'copper laser'], 'salt')].map((score) => score.toFixed(6))).toEqual([
      Math.LN2.toFixed(6),
      '0.000000',
    ]);
  });

  it('are the sum of what each unit adds', () => {
    fc.assert(
      fc.property(corpus, text, (texts, query) => {
        const written = texts.map((words) => words.join(' '));
        const index = indexOf(written);
        const wanted = lexicalQuery(index, wantedUnits(unitsOf(query.join(' '), 'english')));
        const scores = scoresOf(written, query.join(' '));
        for (const [doc, score] of scores.entries())
          expect(lexicalShares(index, wanted, doc).reduce((sum, share) => sum + share.score, 0)).toBeCloseTo(score, 10);
      }),
    );
  });

  it('do not depend on the order of the documents', () => {
    fc.assert(
      fc.property(corpus, text, (texts, query) => {
        const written = texts.map((words) => words.join(' '));
        const backwards = scoresOf(written.toReversed(), query.join(' '));
        for (const [doc, score] of scoresOf(written, query.join(' ')).entries()) expect(backwards.at(-1 - doc)).toBeCloseTo(score, 10);
      }),
    );
  });

  // Both texts stand in one corpus, so that neither length nor rarity changes; a pair of asked words holds no unasked one that could go.
  it('never fall when a word that nobody asked for gives way to one that was asked for', () => {
    const place = fc.record({
      texts: corpus,
      one: text,
      other: fc.constantFrom(...others),
      at: fc.nat(12),
      asked: fc.constantFrom(...asked),
    });
    fc.assert(
      fc.property(place, ({ texts, one, other, at, asked: word }) => {
        const place = Math.min(at, one.length);
        const [before, after] = [one.toSpliced(place, 0, other), one.toSpliced(place, 0, word)];
        const scores = scoresOf(
          [before, after, ...texts].map((words) => words.join(' ')),
          asked.join(' '),
        );
        expect(scores[1]).toBeGreaterThanOrEqual((scores[0] ?? 0) - 1e-12);
      }),
    );
  });

  it('ask a long need for its fifty most telling words and pairs only', () => {
    const texts = Array.from({ length: 60 }, (_, at) =>
      Array.from({ length: at + 1 }, (_unused, word) => `word${String.fromCharCode(97 + (word % 26), 97 + ((word / 26) | 0))}`).join(' . '),
    );
    const query = lexicalQuery(indexOf(texts), wantedUnits(unitsOf(texts.at(-1) ?? '', 'english')));
    expect(query.asked.filter(({ unit }) => !unit.includes('_'))).toHaveLength(50);
    expect(query.asked).toHaveLength(100);
  });

  it('want every meaning of a term, together once', () => {
    const { words } = wantedMeanings([{ from: 'trại', to: ['camp', 'farm'], kind: 'syllable' }]);
    expect([...words.keys()]).toEqual(['camp', 'farm']);
    expect(words.get('camp')).toBeGreaterThan(words.get('farm') ?? 1);
  });

  it('hold in an empty index and with an empty query', () => {
    expect(scoresOf([], 'salt')).toHaveLength(0);
    expect([...scoresOf(['', 'salt'], '')]).toEqual([0, 0]);
  });
});
