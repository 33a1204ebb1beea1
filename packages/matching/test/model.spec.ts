import { describe, expect, it } from 'vitest';
import { bandOf, readModel, SHIPPED_MODEL } from '../src/model.ts';
import { reciprocal } from '../src/reciprocal.ts';

describe('a model', () => {
  it('is read as it was written', () => {
    expect(readModel(JSON.parse(JSON.stringify(SHIPPED_MODEL)))).toEqual(SHIPPED_MODEL);
  });

  it('takes from the shipped one what it does not say', () => {
    const read = readModel({ name: 'refit-2', features: { field: 4 } });
    expect(read.features).toEqual({ ...SHIPPED_MODEL.features, field: 4 });
    expect(read.channels).toEqual(SHIPPED_MODEL.channels);
    expect(read.name).toBe('refit-2');
  });

  it.each([
    [null, 'a model is an object'],
    [{}, 'name'],
    [{ name: 'x', factor: '8' }, 'factor'],
    [{ name: 'x', features: { field: -1 } }, 'features.field'],
    [{ name: 'x', features: { field: Number.NaN } }, 'features.field'],
    [{ name: 'x', features: { colour: 1 } }, 'features.colour'],
    [{ name: 'x', channels: { words: 1e9 } }, 'channels.words'],
    [{ name: 'x', channels: [] }, 'channels'],
    [{ name: 'x', bands: { strong: 10, possible: 20 } }, 'bands'],
  ])('%j is refused with what is wrong', (written, named) => {
    expect(() => readModel(written)).toThrow(TypeError);
    expect(() => readModel(written)).toThrow(named);
  });

  it('calls a score by its band: what is known must be there by half besides', () => {
    const bands = { strong: 40, possible: 20 };
    expect([400, 399, 200, 199].map((score) => bandOf(score, bands, 0))).toEqual(['strong', 'possible', 'possible', 'weak']);
    expect([550, 549, 350, 349].map((score) => bandOf(score, bands, 30))).toEqual(['strong', 'possible', 'possible', 'weak']);
  });
});

describe('a score for both sides', () => {
  it('is no better than the worse half allows, and the same from either side', () => {
    expect(reciprocal(600, 600)).toBe(600);
    expect(reciprocal(900, 300)).toBe(450);
    expect(reciprocal(300, 900)).toBe(450);
    expect(reciprocal(900, -50)).toBe(2);
  });
});
