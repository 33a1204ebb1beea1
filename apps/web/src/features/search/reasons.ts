import type { Language } from '@ketnoi/domain/language';
import type { SearchState } from '../../lib/search-params.ts';
import type { search } from '../../locales/vi/search.ts';
import type { FoundCard } from './answer.ts';

type Words = typeof search;

const MOST_WORDS = 3;
const MOST_REASONS = 4;

/** The marked words of a text, each once. */
function marked(text: string | null, ranges: readonly (readonly number[])[]): string[] {
  if (text === null) return [];
  return [...new Set(ranges.map(([start, end]) => text.slice(start, end).toLocaleLowerCase()))].slice(0, MOST_WORDS);
}

type Reading = { state: SearchState; words: Words; language: Language };

/** Its readiness, where one was asked for. */
function readiness({ trl }: FoundCard, { trlMin, trlMax }: SearchState, words: Words): string[] {
  if (trl === null || (trlMin === undefined && trlMax === undefined)) return [];
  return [words.trlIn(trl, `${String(trlMin ?? 1)}–${String(trlMax ?? 9)}`)];
}

/** Why a card was found, as short labelled words: where the query stands, and in which language when that is not the reader's. */
export function reasonsOf(card: FoundCard, { state, words, language }: Reading): string[] {
  if (state.q === undefined) return [];
  const other: Language = language === 'vi' ? 'en' : 'vi';
  const named = (['title', 'summary'] as const).flatMap((block) =>
    ([language, other] as const).flatMap((one) => {
      const found = marked(card[block][one], card.highlights[block][one]);
      // What the reader's own language says already is not said again in the other.
      if (found.length === 0 || (one === other && marked(card[block][language], card.highlights[block][language]).length > 0)) return [];
      const where = one === language ? words.matched[block] : `${words.matched[block]} ${words.inOtherLanguage[one]}`;
      return [`${where}: ${found.join(', ')}`];
    }),
  );
  const elsewhere = card.matchedIn
    .filter((place) => !named.some((one) => one.startsWith(placeWords(place, words))))
    .map((place) => placeWords(place, words));
  return [...named, ...new Set(elsewhere)].slice(0, MOST_REASONS).concat(readiness(card, state, words));
}

const placeWords = (place: string, words: Words): string => words.matched[place as keyof Words['matched']] ?? words.matched.other;
