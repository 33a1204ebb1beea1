import { readFileSync } from 'node:fs';
import type { Bilingual, Language } from '@ketnoi/domain/language';
import type { Side } from '@ketnoi/domain/listing-kinds';
import type { Currency } from '@ketnoi/domain/money';
import { shippedDictionary } from '@ketnoi/language/dictionary-data';
import { shippedGlossary } from '@ketnoi/language/glossary-data';
import { shippedMarks } from '@ketnoi/language/marks-data';
import type { MatchDocument } from '../src/collection.ts';
import { unknownFacts, type MatchFacts, type Target } from '../src/facts.ts';
import { textCodes, textFigures } from '../src/text-figures.ts';

/** What texts of the demonstration are read with: the tables of the product. */
export const shippedTables = { glossary: shippedGlossary(), dictionary: shippedDictionary(), marks: shippedMarks() };

type Amounts = { min?: string; max?: string; currency: Currency };
type Keywords = { vi: string[]; en: string[] };
type Row = {
  originId: string;
  organisation: string;
  side: Side;
  texts: Record<string, Bilingual>;
  trl?: number;
  trlMin?: number;
  fields?: string[];
  sectors?: string[];
  ipcCodes?: string[];
  transferModes?: string[];
  wantedModes?: string[];
  ipRights?: { status: string }[];
  budget?: Amounts;
  priceRange?: Amounts;
  startsOn?: string;
  endsOn?: string;
  targets?: { quantity: Bilingual; comparator: Target['comparator']; value: number; valueTo?: number; unit: string }[];
  advantages?: { metric: Bilingual; claim: Bilingual; tier?: string }[];
  technologyKeywords?: Keywords;
  marketKeywords?: Keywords;
};

/** A listing of the demonstration: its texts, title first, and its facts. */
export type DemoListing = { id: string; side: Side; text: Bilingual; facts: MatchFacts };

const BLOCKS = ['summary', 'problem', 'mustHave', 'description', 'inUse'];
const demo = (name: string): string => readFileSync(new URL(`../../../infra/demo/${name}`, import.meta.url), 'utf8');

function textOf({ texts, technologyKeywords, marketKeywords }: Row, language: Language): string | null {
  const keywords = [...(technologyKeywords?.[language] ?? []), ...(marketKeywords?.[language] ?? [])].join(', ');
  const parts = [...BLOCKS.map((block) => texts[block]?.[language] ?? ''), keywords].filter((part) => part !== '');
  const title = texts['title']?.[language] ?? '';
  return title === '' ? null : `${title}. ${parts.join('\n')}`;
}

const pathsOf = (codes: readonly string[] | undefined): string[][] =>
  (codes ?? []).map((code) => [code.slice(0, 1), code.slice(0, 3), code].filter((one, at, all) => all.indexOf(one) === at));
const bothOf = (keywords: Keywords | undefined): string[] => [...(keywords?.vi ?? []), ...(keywords?.en ?? [])];

function factsOf(row: Row, text: Bilingual): MatchFacts {
  const range = row.budget ?? row.priceRange;
  const bound = (amount: string | undefined): bigint | null => (amount === undefined ? null : BigInt(amount));
  return {
    ...unknownFacts(row.side),
    organisationId: row.organisation,
    verified: true,
    fields: pathsOf(row.fields),
    sectors: (row.sectors ?? []).map((code) => [code.split('-')[0] ?? '', code]),
    ipc: pathsOf(row.ipcCodes),
    trl: row.trl ?? row.trlMin ?? null,
    modes: row.transferModes ?? row.wantedModes ?? [],
    ipStatuses: (row.ipRights ?? []).map(({ status }) => status),
    amount: range === undefined ? null : { min: bound(range.min), max: bound(range.max), currency: range.currency },
    country: 'VN',
    startsOn: row.startsOn ?? null,
    endsOn: row.endsOn ?? null,
    targets: (row.targets ?? []).map(({ quantity, valueTo, ...target }) => ({
      ...target,
      quantity: [quantity.vi, quantity.en].join(' / '),
      valueTo: valueTo ?? null,
    })),
    claims: (row.advantages ?? []).flatMap(({ metric, claim, tier }) =>
      tier === 'nda' ? [] : [{ quantity: metric.en ?? '', text: claim.en ?? '', language: 'en' as const }],
    ),
    figures: textFigures(text),
    codes: textCodes(text),
    technologyKeywords: bothOf(row.technologyKeywords),
    marketKeywords: bothOf(row.marketKeywords),
    publishedAt: new Date('2026-10-01T00:00:00Z'),
    expiresAt: new Date('2027-10-01T00:00:00Z'),
  };
}

function listingOf(row: Row): DemoListing {
  const text = { vi: textOf(row, 'vi'), en: textOf(row, 'en') };
  return { id: row.originId, side: row.side, text, facts: factsOf(row, text) };
}

const listings = new Map<string, DemoListing>(
  demo('listings.jsonl')
    .trim()
    .split('\n')
    .map((line) => listingOf(JSON.parse(line) as Row))
    .map((listing) => [listing.id, listing]),
);

/** A need and an offer that fits it, as written for the demonstration. */
export type DemoPair = { need: DemoListing; offer: DemoListing };

/** The first so many pairs that fit. */
export function demoPairs(count: number): DemoPair[] {
  const lines = demo('pairs.csv').trim().split('\n').slice(1);
  return lines
    .map((line) => line.split(','))
    .filter(([, , relation]) => relation === 'fits')
    .flatMap(([need = '', offer = '']) => {
      const pair = { need: listings.get(need), offer: listings.get(offer) };
      return pair.need === undefined || pair.offer === undefined ? [] : [{ need: pair.need, offer: pair.offer }];
    })
    .slice(0, count);
}

/** Every offer of the demonstration. */
export function demoOffers(): DemoListing[] {
  return [...listings.values()].filter(({ side }) => side === 'offer');
}

/** A text in the languages named alone. */
export function inLanguages({ vi, en }: Bilingual, languages: readonly Language[]): Bilingual {
  return { vi: languages.includes('vi') ? vi : null, en: languages.includes('en') ? en : null };
}

/** A listing as a document, in the languages named. */
export function documentOf({ id, text }: Pick<DemoListing, 'id' | 'text'>, languages: readonly Language[] = ['vi', 'en']): MatchDocument {
  const part = (language: Language): { title: string; text: string } | null => {
    const whole = text[language];
    return whole === null || !languages.includes(language) ? null : { title: '', text: whole };
  };
  return { id, texts: { vi: part('vi'), en: part('en') } };
}
