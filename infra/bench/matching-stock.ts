import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { upsertVectors, type VectorRow } from '@ketnoi/db/listing-vectors';
import { matchVersionsAfter } from '@ketnoi/db/match-listings';
import type { Db } from '@ketnoi/db/database';
import { KINDS, IP_STATUSES, seeded, type BenchListing, type Random } from './generate.ts';

/** A text of the demonstration: the title of its listing and its sentences. */
type Source = { language: 'vi' | 'en'; title: string; sentences: string[] };
type Row = { texts: Record<string, { vi: string | null; en: string | null } | undefined> };

const DEMO = new URL('../demo/', import.meta.url);

function rowsOf(file: string): Row[] {
  const bytes = readFileSync(new URL(file, DEMO));
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
}

const ENDS = /(?<=[.!?])\s+(?=[\p{Lu}\p{Nd}])/u;

function sourcesOf(file: string, language: 'vi' | 'en'): Source[] {
  return rowsOf(file).flatMap(({ texts }) => {
    const whole = Object.entries(texts).flatMap(([block, text]) => (block === 'title' ? [] : (text?.[language] ?? [])));
    const sentences = whole.flatMap((text) => text.replace(/\s+/gu, ' ').split(ENDS)).filter(({ length }) => length >= 40 && length <= 400);
    const title = texts['title']?.[language] ?? '';
    return title === '' || sentences.length < 3 ? [] : [{ language, title: title.slice(0, 120), sentences }];
  });
}

/** Codes in force that listings are classified by. */
export type StockCodes = { sectors: readonly string[]; provinces: readonly string[]; fields: readonly string[] };

const pick = <Item>(items: readonly Item[], random: Random): Item => items[Math.floor(random() * items.length)] as Item;

/**
 * Listings of the length and the words of real ones: each tells half of one listing of the demonstration and, for the rest, sentences of others; every
 * fourth in Vietnamese. The same whatever the count.
 */
export function realisticListings(count: number, codes: StockCodes): BenchListing[] {
  const random = seeded(7);
  const sources = {
    vi: sourcesOf('listings.jsonl', 'vi'),
    en: [...sourcesOf('us-offers.jsonl.gz', 'en'), ...sourcesOf('us-needs.jsonl.gz', 'en')],
  };
  const start = Date.UTC(2024, 10, 24);
  return Array.from({ length: count }, (_, index): BenchListing => {
    const language = index % 4 === 3 ? 'vi' : 'en';
    const one = pick(sources[language], random);
    const own = one.sentences.filter(() => random() < 0.5).slice(0, 6);
    const others = Array.from({ length: 5 }, () => pick(pick(sources[language], random).sentences, random));
    const [summary = one.title, ...rest] = [...own, ...others];
    return {
      n: index + 1,
      kind: pick(KINDS, random),
      title: one.title,
      summary: summary.slice(0, 500),
      description: rest.join(' '),
      language,
      sector: pick(codes.sectors, random),
      field: pick(codes.fields, random),
      province: pick(codes.provinces, random),
      trl: 1 + Math.floor(random() * 9),
      ipStatus: pick(IP_STATUSES, random),
      organisation: Math.floor(random() * 500),
      price: 0n,
      createdAt: new Date(start + Math.floor(random() * 2 * 365 * 864e5)),
      published: true,
    };
  });
}

type FiledPart = { model: string; dimensions: number; vectors: Map<string, { bytes: Buffer; scale: Buffer }> };

/** The ready-made vectors of the demonstration, by the digests of their texts. */
function filedVectors(): { provider: FiledPart; statics: FiledPart } {
  const all = readFileSync(new URL('vectors.bin', DEMO));
  const length = all.readUInt32LE(0);
  const head = JSON.parse(all.toString('utf8', 4, 4 + length)) as Record<
    'provider' | 'statics',
    { model: string; dimensions: number; count: number }
  >;
  let at = 4 + length;
  const part = ({ model, dimensions, count }: { model: string; dimensions: number; count: number }): FiledPart => {
    const [digests, scales] = [at, at + count * 8];
    const bytes = scales + count * 4;
    at = bytes + count * dimensions;
    const vectors = Array.from({ length: count }, (_, row) => {
      const digest = all.toString('hex', digests + row * 8, digests + row * 8 + 8);
      const scale = all.subarray(scales + row * 4, scales + row * 4 + 4);
      return [digest, { bytes: all.subarray(bytes + row * dimensions, bytes + (row + 1) * dimensions), scale }] as const;
    });
    return { model, dimensions, vectors: new Map(vectors) };
  };
  return { provider: part(head.provider), statics: part(head.statics) };
}

const SENTENCES = 12;
const PAGE = 500;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/**
 * Puts vectors beside all listings, so many as real ones have. Those of a sentence are its own where the demonstration has it; all others are some other
 * text's: they cost the same, and say nothing.
 */
export async function fillVectors(db: Db, listings: ReadonlyMap<string, BenchListing>, told: (done: number) => void): Promise<void> {
  const { provider, statics } = filedVectors();
  const spare = { provider: [...provider.vectors.values()], statics: [...statics.vectors.values()] };
  const random = seeded(11);
  let done = 0;
  let page = await matchVersionsAfter(db, { after: BEFORE_ALL, limit: PAGE });
  for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
    const rows = page.flatMap(({ listingId, version }): VectorRow[] => {
      const one = listings.get(listingId);
      if (one === undefined) return [];
      const texts = [one.title, ...`${one.summary} ${one.description}`.split(ENDS)].slice(0, SENTENCES + 1);
      const found = texts.map((text) => provider.vectors.get(digestOf(text)) ?? pick(spare.provider, random));
      const row = (model: string, vectors: typeof found): VectorRow => ({
        listingId,
        model,
        version,
        digests: Buffer.alloc(vectors.length * 8),
        bytes: Buffer.concat(vectors.map(({ bytes }) => bytes)),
        scales: Buffer.concat(vectors.map(({ scale }) => scale)),
        isComplete: true,
      });
      return [row(provider.model, found), row(statics.model, [pick(spare.statics, random)])];
    });
    await upsertVectors(db, { rows, now: new Date() });
    done += page.length;
    told(done);
    page = await matchVersionsAfter(db, { after: last.listingId, limit: PAGE });
  }
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest().subarray(0, 8).toString('hex');

/** Questions that are asked of the stock: a third of the words of two sentences of one listing, as somebody would remember it. */
export function rememberedQuestions(listings: readonly { id: string; listing: BenchListing }[], count: number) {
  const random = seeded(5);
  return Array.from({ length: count }, () => {
    const { id, listing } = pick(listings, random);
    const words = `${listing.summary} ${listing.description}`.split(' ').slice(0, 120);
    const kept = words.filter(() => random() < 0.35);
    return { id, language: listing.language, text: kept.join(' ') };
  });
}
