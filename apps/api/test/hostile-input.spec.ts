import { readFileSync } from 'node:fs';
import { enqueue } from '@ketnoi/jobs/enqueue';
import { inTransaction } from '@ketnoi/db/transaction';
import type { ListingId } from '@ketnoi/domain/ids';
import { insertListing, type ListingSketch } from '@ketnoi/testing/listings';
import { runs } from '@ketnoi/testing/long-form';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drain } from './support/jobs.ts';
import { testWorld, type World } from './support/context.ts';

/** One input: a text, a part of one so many times over, or bytes as they stand in an address. `many` holds more words than are read. */
type Hostile = { kind: string; text?: string; repeat?: string; times?: number; raw?: string; many?: boolean };

const corpus = readFileSync(new URL('support/hostile.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Hostile);
const kinds = [...new Set(corpus.map((one) => one.kind))];

const written = ({ raw, text, repeat, times }: Hostile): string =>
  raw ?? encodeURIComponent(repeat === undefined ? (text ?? '') : repeat.repeat(times ?? 1));
const told = (one: Hostile): string => one.raw ?? one.text ?? `${one.repeat ?? ''} × ${one.times ?? 1}`;

/** A word of one listing alone. */
const WORD = 'zalbequin';
const SKETCHES: Readonly<Record<string, ListingSketch>> = {
  tea: { title: { vi: `Máy sấy chè ${WORD}`, en: `Tea dryer ${WORD}` }, sectors: ['IND-PROCESSING'], province: '22', trl: 7 },
  kiln: { title: { vi: 'Lò nung gạch', en: 'Brick kiln' }, sectors: ['MED'], province: '79', trl: 4, kind: 'equipment' },
  need: { title: 'Cần máy tách vỏ hạt', side: 'need', province: '01' },
  draft: { title: `Máy ẩn ${WORD}`, state: 'on_hold' },
};

let world: World;
const ids = new Map<string, ListingId>();

/** Listings that say what is typed, letter for letter: one for each kind of input. */
const said = (kind: string): string[] =>
  corpus.filter((one) => one.kind === kind).flatMap(({ text }) => (text === undefined ? [] : [text]));
const ECHOED = ['sql', 'tsquery', 'meilisearch', 'regex', 'like', 'quotes', 'direction', 'joiner', 'emoji', 'unicode', 'shape'];
const echoOf = (kind: string): ListingSketch => ({
  title: `Bản chép ${kind}`,
  texts: { description: { vi: said(kind).join(' \n'), en: null } },
});

beforeAll(async () => {
  world = await testWorld();
  const echoes = Object.fromEntries(ECHOED.map((kind) => [`echo ${kind}`, echoOf(kind)]));
  for (const [name, sketch] of Object.entries({ ...SKETCHES, ...echoes })) ids.set(name, await insertListing(world.admin, sketch));
  await inTransaction(world.admin, async (tx) => {
    for (const listingId of ids.values()) await enqueue(tx, 'listing.index', { listingId });
  });
  await drain(world);
});
afterAll(() => world.close());

type Answer = { status: number; fields: string[]; names: string[]; total: number; text: string };

async function ask(address: string): Promise<Answer> {
  const response = await world.app.inject({ url: address });
  const body = response.json<{ items?: { id: string }[]; total?: number; errors?: { field: string }[] }>();
  return {
    status: response.statusCode,
    fields: (body.errors ?? []).map((one) => one.field),
    names: (body.items ?? []).map(({ id }) => [...ids].find(([, one]) => one === id)?.[0] ?? '?'),
    total: body.total ?? 0,
    text: response.body,
  };
}

async function millisOf(address: string): Promise<number> {
  const started = performance.now();
  await ask(address);
  return performance.now() - started;
}

/** What is wrong with an answer that is neither one nor a refusal by the name of the field. */
function disorder(one: Hostile, answer: Answer, field: string): string[] {
  const orderly = answer.status === 200 || (answer.status === 400 && answer.fields.join() === field);
  return orderly ? [] : [`${field}=${told(one)}: ${answer.status} ${answer.text.slice(0, 200)}`];
}

describe('words of any kind', () => {
  it('are over three hundred', () => {
    expect(corpus.length).toBeGreaterThan(300);
    expect(new Set(corpus.map((one) => JSON.stringify(one))).size).toBe(corpus.length);
  });

  it.each(kinds)('are searched as they stand or refused by their field: %s', async (kind) => {
    for (const [at, one] of corpus.filter((each) => each.kind === kind).entries()) {
      const q = written(one);
      const sort = at % 2 === 0 ? 'relevance' : 'newest';
      expect(disorder(one, await ask(`/api/search?q=${q}&sort=${sort}&facets=kind,sector`), 'q')).toEqual([]);
      expect(disorder(one, await ask(`/api/suggest?q=${q}`), 'q')).toEqual([]);
    }
  });

  it.each(kinds)('widen nothing: with a word of one listing they find that one or none: %s', async (kind) => {
    for (const [at, one] of corpus.filter((each) => each.kind === kind && each.many !== true).entries()) {
      const q = at % 2 === 0 ? `${WORD}%20${written(one)}` : `${written(one)}%20${WORD}`;
      const answer = await ask(`/api/search?q=${q}&exact=true`);
      expect(disorder(one, answer, 'q')).toEqual([]);
      expect([[], ['tea']], told(one)).toContainEqual(answer.names);
      expect(answer.total, told(one)).toBe(answer.names.length);
    }
  });

  it.each(ECHOED)('are found by the listing that says them: %s', async (kind) => {
    for (const text of said(kind).filter((one) => /[\p{L}\p{Nd}]/u.test(one))) {
      const { names } = await ask(`/api/search?q=${encodeURIComponent(text)}&exact=true&limit=100`);
      expect(names, text).toContain(`echo ${kind}`);
    }
  });

  it.each([`-${WORD}`, `--${WORD}`, `!${WORD}`, `+${WORD}`, `~${WORD}`, `${WORD}*`, `${WORD}:*`, `NOT ${WORD}`, `"${WORD}"`, `(${WORD})`])(
    'with signs that exclude elsewhere are still words: %s',
    async (q) => {
      const { names } = await ask(`/api/search?q=${encodeURIComponent(q)}`);
      expect(names[0]).toBe('tea');
    },
  );

  it('take no longer than words do, whatever they are', async () => {
    const plain: number[] = [];
    for (const q of ['máy sấy chè', 'lò nung gạch', 'tea dryer', 'nước', WORD])
      plain.push(await millisOf(`/api/search?q=${encodeURIComponent(q)}`));
    const usual = Math.max(...plain);
    for (const one of corpus.filter(({ times = 0, kind }) => times > 99 || kind === 'regex')) {
      const millis = await millisOf(`/api/search?q=${written(one)}&facets=kind,sector,field`);
      expect(millis, told(one)).toBeLessThan(500 + 40 * usual);
    }
  });
});

/** Every other parameter of a search, and the values of the corpus that are good ones. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  in: [],
  kind: [],
  field: [],
  sector: [],
  province: [],
  region: [],
  trlMin: [],
  trlMax: [],
  techClass: [],
  ipStatus: [],
  transferMode: [],
  country: [],
  organisationType: [],
  language: [],
  openForInterest: ['true'],
  sort: [],
  exact: ['true'],
  translate: ['true'],
  facets: [],
  lang: [],
  limit: ['0x10', '0x27'],
  cursor: [],
};

describe('any other parameter', () => {
  it('takes none of it for a filter, an order, a place or a number, and names itself in refusing', async () => {
    const names = Object.keys(PARAMETERS);
    const each = runs(3, names.length);
    for (const [at, one] of corpus.entries()) {
      for (let n = 0; n < each; n += 1) {
        const name = names[(at * each + n) % names.length] ?? '';
        const answer = await ask(`/api/search?${name}=${written(one)}`);
        if (PARAMETERS[name]?.includes(one.text ?? '')) continue;
        const where = `${name}=${told(one)}: ${answer.status} ${answer.text.slice(0, 200)}`;
        expect([400, 422], where).toContain(answer.status);
        for (const field of answer.fields) expect(field.replace(/\.\d+$/u, ''), where).toBe(name);
        expect(answer.names, where).toEqual([]);
      }
    }
  });
});
