/** The seeded data set of the benchmarks: 20,000 listings with Zipf-distributed words, sectors and provinces, the same on every machine. */

import type { Language } from '@ketnoi/domain/language';

export type BenchListing = {
  n: number;
  kind: 'technology' | 'research_result' | 'equipment' | 'software' | 'service';
  title: string;
  summary: string;
  description: string;
  /** The language of its three texts. */
  language: Language;
  sector: string;
  /** Code of its field of science and technology. */
  field: string;
  province: string;
  trl: number;
  ipStatus: string;
  organisation: number;
  price: bigint;
  createdAt: Date;
  published: boolean;
};

export type Random = () => number;

/** mulberry32: small, seeded, good enough for test data. */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const SYLLABLES =
  'ba be bi bo bu ca co cu da de di do fa fe fi fo ga go la le li lo lu ma me mi mo mu na ne ni no nu pa pe pi po ra re ri ro sa se si so ta te ti to tu va ve vi vo za'.split(
    ' ',
  );
export const KINDS = ['technology', 'research_result', 'equipment', 'software', 'service'] as const;
export const IP_STATUSES = ['granted', 'filed', 'under_examination', 'not_filed', 'expired'];

function vocabulary(random: Random): string[] {
  const words = new Set<string>();
  while (words.size < 4000) {
    const length = 2 + Math.floor(random() * 3);
    const word = Array.from({ length }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]).join('');
    if (word.length >= 4) words.add(word);
  }
  return [...words];
}

/** Picks by Zipf's law: the item of rank r with weight 1 / (r + offset). */
export function zipf<Item>(items: readonly Item[], offset: number, random: Random): () => Item {
  const sums: number[] = [];
  let total = 0;
  for (let rank = 0; rank < items.length; rank += 1) sums.push((total += 1 / (rank + offset)));
  return () => {
    const target = random() * total;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < target) low = middle + 1;
      else high = middle;
    }
    return items[low] as Item;
  };
}

/** `count` listings and the middling words that text searches are made with. */
export function generate(
  count: number,
  codes: { sectors: readonly string[]; provinces: readonly string[] },
): { listings: BenchListing[]; terms: string[] } {
  const random = seeded(42);
  const words = vocabulary(random);
  const word = zipf(words, 8, random);
  const text = (length: number): string => Array.from({ length }, word).join(' ');
  const kind = zipf(KINDS, 2, random);
  const sector = zipf(codes.sectors, 2, random);
  const province = zipf(codes.provinces, 2, random);
  const ipStatus = zipf(IP_STATUSES, 2, random);
  const start = Date.UTC(2023, 10, 24);
  const listings = Array.from({ length: count }, (_, index): BenchListing => ({
    n: index + 1,
    kind: kind(),
    title: text(8).slice(0, 120),
    summary: text(24),
    description: text(120),
    language: 'vi',
    sector: sector(),
    field: '2',
    province: province(),
    trl: 1 + Math.floor(random() * 9),
    ipStatus: ipStatus(),
    organisation: Math.floor(random() * 500),
    price: BigInt(Math.floor(random() * 5e9)),
    createdAt: new Date(start + Math.floor(random() * 3 * 365 * 864e5)),
    published: random() < 0.9,
  }));
  return { listings, terms: words.slice(150, 900).filter((_, index) => index % 5 === 0) };
}
