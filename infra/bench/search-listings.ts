import { readFileSync } from 'node:fs';
import { LANGUAGES, type Language } from '@ketnoi/domain/language';
import { IP_STATUSES, KINDS, seeded, zipf, type BenchListing, type Random } from './generate.ts';

/** Codes in force that listings are classified by. */
export type SearchCodes = { sectors: readonly string[]; provinces: readonly string[]; fields: readonly string[] };

const linesOf = (file: string): string[] =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .trim()
    .split('\n');

/**
 * Real words, the most frequent first, as they occur in the demonstration listings; the Vietnamese ones are compounds where the glossary knows
 * them as one word, else syllables.
 */
const WORDS: Readonly<Record<Language, readonly string[]>> = { vi: linesOf('words/vi.txt'), en: linesOf('words/en.txt') };

/** Words in number, syllables counted: `cảm biến` is two. */
function textOf(word: () => string, length: number): string {
  const words: string[] = [];
  for (let count = 0; count < length;) {
    const one = word();
    words.push(one);
    count += one.split(' ').length;
  }
  return words.join(' ');
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `count` listings, every second one Vietnamese, the others English; the first thousand are the same whatever the count. */
export function searchListings(count: number, codes: SearchCodes): BenchListing[] {
  const random = seeded(42);
  const word = { vi: zipf(WORDS.vi, 8, random), en: zipf(WORDS.en, 8, random) };
  const kind = zipf(KINDS, 2, random);
  const sector = zipf(codes.sectors, 2, random);
  const field = zipf(codes.fields, 2, random);
  const province = zipf(codes.provinces, 2, random);
  const ipStatus = zipf(IP_STATUSES, 2, random);
  const start = Date.UTC(2023, 10, 24);
  return Array.from({ length: count }, (_, index): BenchListing => {
    const language = LANGUAGES[index % 2] as Language;
    return {
      n: index + 1,
      kind: kind(),
      title: capitalised(textOf(word[language], 8)).slice(0, 120),
      summary: textOf(word[language], 24),
      description: textOf(word[language], 120),
      language,
      sector: sector(),
      field: field(),
      province: province(),
      trl: 1 + Math.floor(random() * 9),
      ipStatus: ipStatus(),
      organisation: Math.floor(random() * 500),
      price: BigInt(Math.floor(random() * 5e9)),
      createdAt: new Date(start + Math.floor(random() * 3 * 365 * 864e5)),
      published: random() < 0.9,
    };
  });
}

/** The words that ways of asking are drawn from: neither the commonest nor the rarest, long enough to say something. */
export function middlingWords(language: Language): string[] {
  return WORDS[language].slice(40, 900).filter((word) => word.length >= (language === 'vi' ? 3 : 4));
}

/** Names of organisations, made of the same words. */
export function organisationName(index: number): string {
  const random: Random = seeded(1000 + index);
  const of = (language: Language): string => {
    const words = middlingWords(language);
    return words[Math.floor(random() * words.length)] ?? '';
  };
  return index % 2 === 0 ? `Viện Nghiên cứu ${of('vi')} ${of('vi')}` : `${capitalised(of('en'))} ${of('en')} institute`;
}
