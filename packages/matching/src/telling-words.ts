import type { Bilingual, Language } from '@ketnoi/domain/language';
import { tokens } from '@ketnoi/language/tokens';
import { unitsOf, type Reading } from '@ketnoi/language/units';
import { lexicalIndexBuilder } from './lexical-index.ts';
import { lexicalQuery, type AskedUnit } from './lexical-query.ts';
import type { MarketWords } from './market-words.ts';
import type { MatchQuery } from './query.ts';

/** What a text is looked for by in another index than ours: its telling words as they are written, the most telling first, and of Vietnamese its telling pairs. */
export type TellingWords = { words: readonly string[]; pairs: readonly string[] };

/**
 * The telling words of a question in each language of the market: of its Vietnamese the syllables, for English documents its English words or else what
 * its Vietnamese terms mean. A language of which it has nothing is left out.
 */
export function tellingWords(
  query: MatchQuery,
  { en }: Bilingual,
  market: Readonly<Record<Reading, MarketWords>>,
): Partial<Record<Language, TellingWords>> {
  const asked = (reading: Reading): readonly AskedUnit[] => {
    const index = { ...lexicalIndexBuilder().finish(0), market: market[reading] };
    return lexicalQuery(index, query.wanted[reading]).asked;
  };
  const meanings = query.pieces.flatMap(({ to }) => to.slice(0, 3));
  const english = inWriting(asked('english'), en === null ? meanings : [en]);
  return {
    ...(query.languages.has('vi') ? { vi: syllables(asked('vietnamese')) } : {}),
    ...(english.words.length > 0 ? { en: english } : {}),
  };
}

const isPair = ({ unit }: AskedUnit): boolean => unit.includes('_');

function syllables(asked: readonly AskedUnit[]): TellingWords {
  return {
    words: asked.filter((one) => !isPair(one)).map(({ unit }) => unit),
    pairs: asked.filter(isPair).map(({ unit }) => unit.replace('_', ' ')),
  };
}

/** English is asked by stems; in writing each is the first word of the texts that has it. */
function inWriting(asked: readonly AskedUnit[], texts: readonly string[]): TellingWords {
  const written = new Map<string, string>();
  for (const { text } of texts.flatMap(tokens))
    for (const unit of unitsOf(text, 'english').words) if (!written.has(unit)) written.set(unit, text);
  return { words: asked.filter((one) => !isPair(one)).flatMap(({ unit }) => written.get(unit) ?? []), pairs: [] };
}
