import type { SearchCard } from '@ketnoi/contracts/listing-shapes';
import type { HitRow, HitText } from '@ketnoi/db/listing-hits';
import { LANGUAGES, type Bilingual } from '@ketnoi/domain/language';
import { numbersOf } from '@ketnoi/domain/listing-numbers';
import { canonicalCode } from '@ketnoi/language/codes';
import { highlightRanges, type Range } from '@ketnoi/language/highlight';
import type { QueryPlan } from '@ketnoi/language/query';
import { cardView } from '../../views/card.ts';

type Marks = { vi: Range[]; en: Range[] };

const marksOf = (text: Bilingual, plan: QueryPlan): Marks => ({
  vi: text.vi === null ? [] : highlightRanges(text.vi, plan),
  en: text.en === null ? [] : highlightRanges(text.en, plan),
});
const isMarked = (marks: Marks): boolean => marks.vi.length > 0 || marks.en.length > 0;
const answers = (text: string | null | undefined, plan: QueryPlan): boolean =>
  typeof text === 'string' && highlightRanges(text, plan).length > 0;

/** A found listing as a card, with where the words stand. The ranges are of the text of this answer, never of what an index held. */
export function searchCard(row: HitRow, plan: QueryPlan | null): SearchCard {
  const card = cardView(row);
  if (plan === null) return { ...card, matchedIn: [], highlights: { title: { vi: [], en: [] }, summary: { vi: [], en: [] } } };
  const highlights = { title: marksOf(card.title, plan), summary: marksOf(card.summary, plan) };
  const keywords = LANGUAGES.flatMap((language) => row.keywords[language]);
  const names = [row.organisation?.name, row.organisation?.shortName, row.organisation?.englishName];
  const reference = card.reference === null ? null : canonicalCode(card.reference);
  const matchedIn = [
    ...(isMarked(highlights.title) ? ['title'] : []),
    ...(isMarked(highlights.summary) ? ['summary'] : []),
    ...(keywords.some((one) => answers(one, plan)) ? ['keywords'] : []),
    ...(row.ipcCodes.some((one) => answers(one, plan)) ? ['codes'] : []),
    ...(names.some((one) => answers(one, plan)) ? ['organisation'] : []),
    ...(reference !== null && plan.codes.some((code) => reference.startsWith(code)) ? ['reference'] : []),
  ];
  return { ...card, matchedIn, highlights };
}

/** The plan with the single words of a replaced term counting as well: where its words stand apart, nothing else says why a listing was found. */
export function loosely(plan: QueryPlan): QueryPlan {
  return { ...plan, variants: plan.variants.map((variant) => ({ ...variant, kind: 'folded' })) };
}

const PLACES: Readonly<Record<string, string>> = {
  problem: 'problem',
  description: 'description',
  partnerRole: 'partner',
  partnerCapabilities: 'partner',
};

/** Where the words stand in the texts beyond the card. */
export function placesIn({ texts, values }: HitText, plan: QueryPlan): string[] {
  const places = Object.entries(texts).flatMap(([block, text]) =>
    block !== 'title' && block !== 'summary' && LANGUAGES.some((language) => answers(text[language], plan))
      ? [PLACES[block] ?? 'other']
      : [],
  );
  const { advantages } = values as { advantages?: Partial<Record<string, Bilingual>>[] };
  const compared = (advantages ?? []).flatMap((row) => [row['metric'], row['claim'], row['baseline']]);
  if (compared.some((text) => answers(text?.vi, plan) || answers(text?.en, plan))) places.push('advantages');
  if (numbersOf(values).some((number) => answers(number, plan))) places.push('codes');
  return [...new Set(places)];
}
