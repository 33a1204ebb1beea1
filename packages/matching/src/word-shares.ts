import type { Language } from '@ketnoi/domain/language';
import type { Reading } from '@ketnoi/language/units';
import type { Collection } from './collection.ts';
import { lexicalQuery, lexicalShares, type LexicalQuery } from './lexical-query.ts';
import type { MatchModel } from './model.ts';
import type { MatchQuery } from './query.ts';
import { askedIn, comparedIn, perLanguages } from './rank.ts';

/** What each unit adds to a document's points, in tenths. */
export type Shares = ReadonlyMap<string, number>;

/** A word that adds less than a tenth of a point is no reason: it could go and the score would stay. */
const LEAST_TENTHS = 1;

/** Whether a word adds enough to be shown; a number alone never says of what it is. */
export function isTold(shares: Shares, unit: string | null): unit is string {
  return unit !== null && (shares.get(unit) ?? 0) >= LEAST_TENTHS && /\p{L}/u.test(unit);
}

/** Which words of a document count, and how much. */
export type WordShares = {
  /** The language the document is compared in, and the one that is asked in. */
  compared: Language;
  asked: Language;
  /** In which units the words are compared. */
  reading: Reading;
  words: Shares;
  /** Words written alike, without marks. */
  spelling: Shares;
  /** What was asked for, the most telling first. */
  wanted: LexicalQuery;
};

/** Reads what words add to documents; made once a question. */
export function wordShareReader(collection: Collection, query: MatchQuery, { factor, channels }: MatchModel): (doc: number) => WordShares {
  const asked = new Map<Reading, LexicalQuery>();
  const queryOf = (reading: Reading): LexicalQuery => {
    const made = asked.get(reading) ?? lexicalQuery(collection.lexical[reading], query.wanted[reading]);
    asked.set(reading, made);
    return made;
  };
  const calibrationsFor = perLanguages(query, 'need-offer');
  return (doc) => {
    const document = collection.documents[doc];
    const compared = document === undefined ? 'en' : comparedIn(document, query);
    const calibrations = calibrationsFor(document);
    const shares = (reading: Reading, channel: 'words' | 'spelling'): Shares => {
      const { weight, deviation } = calibrations[channel];
      const wanted = queryOf(reading);
      const tenths = (weight * channels[channel] * factor * 10) / (deviation * Math.sqrt(wanted.self || 1));
      if (tenths <= 0) return new Map();
      return new Map(lexicalShares(collection.lexical[reading], wanted, doc).map(({ unit, score }) => [unit, score * tenths]));
    };
    const reading = compared === 'vi' && query.languages.has('vi') ? 'vietnamese' : 'english';
    return {
      compared,
      asked: askedIn(compared, query),
      reading,
      words: shares(reading, 'words'),
      spelling: shares('folded', 'spelling'),
      wanted: queryOf(reading),
    };
  };
}
