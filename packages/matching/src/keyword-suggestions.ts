import { LANGUAGES, type Bilingual, type Language } from '@ketnoi/domain/language';
import { fold } from '@ketnoi/language/fold';
import { glossPieces, type GlossPiece, type GlossTables } from '@ketnoi/language/gloss';
import { unitsOf } from '@ketnoi/language/units';
import type { Collection } from './collection.ts';
import { isSameTerm, termsOf } from './keyword-terms.ts';
import { lexicalQuery } from './lexical-query.ts';
import { wantedUnits } from './wanted-units.ts';

export type Keywords = Readonly<Record<Language, readonly string[]>>;

/** A listing near the text with its key words, nearest first in a list of them. */
export type NearKeywords<Id extends string = string> = { id: Id; keywords: Keywords };

/** A key word that may suit: of the text itself, or of near listings, which are named. */
export type SuggestedKeyword<Id extends string = string> = { text: string; inText: boolean; of: readonly Id[] };

/** Entries that name a thing; those of everyday words and single syllables do not. */
const NAMING: ReadonlySet<GlossPiece['kind']> = new Set(['editor', 'glossary', 'technical']);
const MOST_TERMS = 12;
const LONGEST = 60;
/** What the text says itself counts as much as several listings near it. */
const OF_TEXT = 1;
const LATER = 3;
/** Key words of listings that the text does not speak of are worth a thought only where so many of them have them. */
const LEAST_LISTINGS = 2;

/** The telling terms of a text that a table knows the name of, with what they are called in the other language; the rarest in the market first. */
export function tellingTerms(text: Bilingual, tables: GlossTables, { lexical }: Collection): Record<Language, string[]> {
  const found: Record<Language, Map<string, number>> = { vi: new Map(), en: new Map() };
  for (const from of LANGUAGES) {
    const to = from === 'vi' ? 'en' : 'vi';
    const reading = from === 'vi' ? 'vietnamese' : 'english';
    for (const piece of glossPieces(text[from] ?? '', from, tables)) {
      if (!NAMING.has(piece.kind) || !/\s/u.test(piece.from)) continue;
      const { asked } = lexicalQuery(lexical[reading], wantedUnits(unitsOf(piece.from, reading)));
      const telling = asked.reduce((most, { weight }) => Math.max(most, weight), 0);
      const other = piece.to[0];
      for (const [language, term] of [[from, piece.from] as const, ...(other === undefined ? [] : [[to, other] as const])])
        found[language].set(term, Math.max(telling, found[language].get(term) ?? 0));
    }
  }
  const best = (terms: Map<string, number>): string[] =>
    [...terms]
      .sort(([one, telling], [other, otherTelling]) => otherTelling - telling || (one < other ? -1 : 1))
      .slice(0, MOST_TERMS)
      .map(([term]) => term);
  return { vi: best(found.vi), en: best(found.en) };
}

type Asked = { text: Bilingual; terms: Keywords; chosen: Keywords; limit: number };

/** Key words for a text, in each language at most `limit`: those of near listings that the text speaks of or several of them have, and its own terms. None that is chosen. */
export function suggestKeywords<Id extends string>(
  near: readonly NearKeywords<Id>[],
  { text, terms, chosen, limit }: Asked,
): Record<Language, SuggestedKeyword<Id>[]> {
  const spoken = ` ${LANGUAGES.map((language) => words(text[language] ?? '')).join(' ')} `;
  const of = (language: Language): SuggestedKeyword<Id>[] => {
    const found: (SuggestedKeyword<Id> & { of: Id[]; votes: number })[] = [];
    const vote = (term: string, votes: number, id: Id | null): void => {
      const [made] = termsOf([term]);
      if (made === undefined || term.length > LONGEST) return;
      let one = found.find((other) => termsOf([other.text]).some((known) => isSameTerm(known, made)));
      if (one === undefined) {
        one = { text: term, inText: id === null || spoken.includes(` ${words(term)} `), of: [], votes: 0 };
        found.push(one);
      }
      one.votes += votes;
      if (id !== null && !one.of.includes(id)) one.of.push(id);
    };
    for (const [at, { id, keywords }] of near.entries()) for (const term of keywords[language]) vote(term, 1 / (at + LATER), id);
    for (const [at, term] of terms[language].entries()) vote(term, OF_TEXT / (at + LATER), null);
    const taken = termsOf(chosen[language]);
    return found
      .filter((one) => one.inText || one.of.length >= LEAST_LISTINGS)
      .filter((one) => !termsOf([one.text]).some((term) => taken.some((other) => isSameTerm(term, other))))
      .sort((one, other) => weight(other) - weight(one) || (one.text < other.text ? -1 : 1))
      .slice(0, limit)
      .map(({ text: term, inText, of: ids }) => ({ text: term, inText, of: ids }));
  };
  return { vi: of('vi'), en: of('en') };
}

const weight = ({ votes, inText }: { votes: number; inText: boolean }): number => votes * (inText ? 2 : 1);

const words = (text: string): string =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .join(' ');
