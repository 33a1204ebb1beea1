import type { Bilingual } from '@ketnoi/domain/language';
import { glossPieces, type GlossTables } from '@ketnoi/language/gloss';
import { restoreMarks } from '@ketnoi/language/marks';
import type { Evidence, Reason } from './answer.ts';
import type { Collection } from './collection.ts';
import { commonMeanings, placePieces, type CommonMeaning, type PlacedPiece } from './common-meanings.ts';
import { commonWords, type Common } from './common-words.ts';
import type { Scored } from './match.ts';
import { evidence } from './measured.ts';
import { missingTerms } from './missing-terms.ts';
import type { MatchModel } from './model.ts';
import { nearestSentences } from './nearest-sentences.ts';
import type { MatchQuery, QueryTables } from './query.ts';
import { around } from './snippet.ts';
import { unitPlaces, type UnitPlace } from './unit-places.ts';
import { glossed } from './wanted-units.ts';
import { wordShareReader, type WordShares } from './word-shares.ts';

/** What reasons are shown with: the collection and query that gave the scores, and the texts of both sides, as they were indexed. */
export type Explaining = {
  collection: Collection;
  query: MatchQuery;
  model: MatchModel;
  tables: QueryTables;
  /** The text that was asked with. */
  asked: Bilingual;
  /** The text of a document: its title, a full stop, and the rest. Only what whoever asks may read. */
  textsOf: (doc: number) => Bilingual;
};

/** Of words so many are shown. */
const MOST_WORDS = 6;

/**
 * Adds to the reasons of ranked documents what they rest on in the texts: words, translations by the entry of a table, the nearest sentences, and what is
 * asked for and not spoken of. The points stay as they are; each word that is shown has a share in them.
 */
export function explained(ranked: readonly Scored[], explaining: Explaining): Scored[] {
  const { collection, query, model, textsOf } = explaining;
  const sharesOf = wordShareReader(collection, query, model);
  const asked = askedText(explaining);
  return ranked.map((one) => {
    const found = textsOf(one.doc);
    const words = wordEvidence(sharesOf(one.doc), asked, foundText(found, explaining.tables));
    const { vectors } = collection;
    const texts = { doc: one.doc, asked: explaining.asked, found };
    const sentence = vectors === null || query.vectors === null ? null : nearestSentences(vectors, query.vectors, texts);
    return { ...one, reasons: one.reasons.map((reason) => withEvidence(reason, { words, sentence })) };
  });
}

function withEvidence(reason: Reason, { words, sentence }: { words: readonly Evidence[]; sentence: Evidence | null }): Reason {
  if (reason.feature === 'words') return { ...reason, evidence: [...words, ...reason.evidence] };
  if (reason.feature === 'meaning' && reason.known && sentence !== null) return { ...reason, evidence: [sentence, ...reason.evidence] };
  return reason;
}

/** A side as its words are looked up: its texts, their words by reading, and the terms of its Vietnamese. Each made when it is needed, once. */
type TextSide = {
  text: (language: 'vi' | 'en') => string;
  places: (reading: 'english' | 'vietnamese' | 'folded', language: 'vi' | 'en') => readonly UnitPlace[];
  pieces: () => readonly PlacedPiece[];
};

/** The asking side also by its terms in either language. */
type AskedSide = TextSide & { terms: (language: 'vi' | 'en') => readonly PlacedPiece[] };

function textSide(texts: Bilingual, parts: { likely: () => string; pieces: () => readonly PlacedPiece[] }): TextSide {
  const kept = new Map<string, readonly UnitPlace[]>();
  let pieces: readonly PlacedPiece[] | null = null;
  return {
    text: (language) => texts[language] ?? '',
    places: (reading, language) => {
      const key = `${reading} ${language}`;
      const made = kept.get(key) ?? unitPlaces(reading === 'vietnamese' ? parts.likely() : (texts[language] ?? ''), reading);
      kept.set(key, made);
      return made;
    },
    pieces: () => (pieces ??= parts.pieces()),
  };
}

function askedText({ asked, query, tables }: Explaining): AskedSide {
  const vietnamese = asked.vi ?? '';
  const english = asked.en ?? '';
  let terms: readonly PlacedPiece[] | null = null;
  const side = textSide(asked, {
    // Restored marks change no place: each letter stays one.
    likely: () => (query.spelling === 'unmarked' ? restoreMarks(vietnamese, tables.marks).text : vietnamese),
    pieces: () => placePieces(vietnamese, query.pieces),
  });
  return {
    ...side,
    terms: (language) => (language === 'vi' ? side.pieces() : (terms ??= placePieces(english, glossPieces(english, 'en', tables)))),
  };
}

function foundText(found: Bilingual, tables: GlossTables): TextSide {
  const vietnamese = found.vi ?? '';
  return textSide(found, { likely: () => vietnamese, pieces: () => placePieces(vietnamese, glossed(vietnamese, tables)) });
}

function wordEvidence(shares: WordShares, asked: AskedSide, found: TextSide): Evidence[] {
  const same = shares.asked === shares.compared;
  const words = same ? sameWords(shares, asked, found) : [...translatedWords(shares, asked, found), ...speltWords(shares, asked, found)];
  const shown = words.toSorted((one, other) => other.tenths - one.tenths).slice(0, MOST_WORDS);
  const missing = missingTerms(shares, asked.terms(shares.asked));
  return [
    ...shown.map((one) => one.evidence),
    ...missing.map((range) => evidence('missing', { asked: around(asked.text(shares.asked), [range]) })),
  ];
}

type Told = { tenths: number; evidence: Evidence };

function sameWords({ words, reading, asked: language }: WordShares, asked: TextSide, found: TextSide): Told[] {
  const common = commonWords(asked.places(reading, language), found.places(reading, language), words);
  return common.map((one) => told(one, asked.text(language), found.text(language)));
}

function told({ asked, found, tenths }: Common, askedIn: string, foundIn: string): Told {
  return { tenths, evidence: evidence('word', { asked: around(askedIn, [asked]), found: around(foundIn, [found]), fits: true }) };
}

function translatedWords({ words, asked: from }: WordShares, asked: TextSide, found: TextSide): Told[] {
  const [vietnamese, english] = from === 'vi' ? [asked, found] : [found, asked];
  const common = commonMeanings(vietnamese.pieces(), english.places('english', 'en'), words);
  return common.map((one) => {
    const ofVietnamese = around(vietnamese.text('vi'), [one.vietnamese]);
    const ofEnglish = around(english.text('en'), one.english);
    const sides = from === 'vi' ? { asked: ofVietnamese, found: ofEnglish } : { asked: ofEnglish, found: ofVietnamese };
    return { tenths: one.tenths, evidence: evidence(kindOf(one), { ...sides, fits: true, entry: entryOf(one) }) };
  });
}

const kindOf = ({ table }: CommonMeaning): 'word' | 'translation' => (table === 'same' ? 'word' : 'translation');
const entryOf = ({ table, from, to }: CommonMeaning): Evidence['entry'] => (table === 'same' ? null : { from, to, table });

/** Names, models and formulas that both languages write alike. */
function speltWords({ spelling, asked: from, compared }: WordShares, asked: TextSide, found: TextSide): Told[] {
  const common = commonWords(asked.places('folded', from), found.places('folded', compared), spelling);
  return common.map((one) => told(one, asked.text(from), found.text(compared)));
}
