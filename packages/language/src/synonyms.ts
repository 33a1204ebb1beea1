import { phraseIndex, typedWord, type Phrase, type PhraseIndex } from './phrases.ts';
import { tokens } from './tokens.ts';

/** Groups of terms that mean the same, abbreviations among them; every member leads to every other one. */
export type SynonymGroups = { abbreviations: readonly (readonly string[])[]; synonyms: readonly (readonly string[])[] };

/** A term of a group with the other members it leads to. */
export type Synonyms = { term: string; others: readonly string[] };

/** The look-up table of the groups, for `longestMatches`. Terms of several words, `KH&CN` and `TP.HCM` included. */
export function synonymIndex(groups: SynonymGroups): PhraseIndex<Synonyms> {
  return phraseIndex([...groups.abbreviations, ...groups.synonyms].flatMap(phrasesOf));
}

function phrasesOf(group: readonly string[]): Phrase<Synonyms>[] {
  return group.map((term) => {
    const words = tokens(term).map((token) => typedWord(token.text));
    return {
      keys: words.map((word) => word.folded),
      marked: words.map((word) => word.marked),
      value: { term, others: group.filter((other) => other !== term) },
    };
  });
}
