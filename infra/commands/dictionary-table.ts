import { singular } from '@ketnoi/language/english';
import { fold, hasMarks } from '@ketnoi/language/fold';
import { oldTone } from '@ketnoi/language/tone';
import { rowsOf } from './marks-table.ts';

/** One meaning: the `rank`-th most usual English of a Vietnamese term, 0 the first. */
type Meaning = { vi: string; en: string; kind: string; rank: number };
type Line = { key: string; marked: string; kind: string; values: string[] };

const MOST_VALUES = 4;
const MOST_WORDS = 5;
// Rows of the lexicon below these are guesses of its statistics, and mostly wrong.
const LEAST_COUNT = 10;
const LEAST_PROBABILITY = 0.5;
const FUNCTION_WORDS = new Set(
  `the and for with from are was were been not your our their his her its this that these those you they will can may does did has have had how what
  which when where who why than then there here some any all each every more most much many very just also only`.split(/\s+/),
);

/** English that explains a Vietnamese word (`of bamboo`, `be angry with`) and is nothing to look up. */
const NO_TERM = /^(?:of|in|on|by|with|for|at|from|as|be|one|this|that|very|not)\s|\s(?:of|in|on|with|for|to|at|by|from|as|the)$/iu;

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{Nd}]+/gu) ?? [];
const vietnameseOf = (text: string): string =>
  oldTone(
    text
      .replace(/\([^)]*\)/gu, ' ')
      .replace(/\s+/gu, ' ')
      .trim(),
  );
const englishOf = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\([^)]*\)/gu, ' ')
    .trim()
    .replace(/^(?:to|a|an|the)\s+(?=\S)/iu, '')
    .replace(/\s+/gu, ' ')
    .trim();

/** The meanings of the word list written for the product. */
function ownMeanings(folder: string): Meaning[] {
  return rowsOf(`${folder}/dictionary_vi_en/dictionary.tsv`).flatMap(([vi = '', en = '', kind = '']) =>
    en.split(';').map((one, rank): Meaning => ({ vi: vietnameseOf(vi), en: englishOf(one), kind: kind.charAt(0), rank })),
  );
}

function wiktionaryMeanings(folder: string): Meaning[] {
  return rowsOf(`${folder}/dictionary_vi_en/wiktionary.tsv`).map(([en = '', , vi = '']): Meaning => ({
    vi: vietnameseOf(vi),
    en: englishOf(en),
    kind: 'w',
    rank: 0,
  }));
}

/**
 * The rows of the lexicon that can be trusted: English words that mostly stand for one Vietnamese term, if that is a term at all; the statistics
 * cut many in half (`linear model`, `hình tuyến`), and the Vietnamese ones add nothing to the dictionary.
 */
function lexiconMeanings(folder: string, known: ReadonlySet<string>): Meaning[] {
  return rowsOf(`${folder}/bilingual/lexicon_en_vi.tsv`).flatMap(([en = '', count, translations = '']) => {
    const [best = '', probability] = (translations.split(' ')[0] ?? '').split(':');
    const vi = best.replaceAll('_', ' ');
    const isSure = Number(count) >= LEAST_COUNT && Number(probability) >= LEAST_PROBABILITY;
    const isTerm = /^\p{L}{3,}$/u.test(en) && !FUNCTION_WORDS.has(en) && known.has(vi) && hasMarks(vi);
    return isSure && isTerm ? [{ vi, en, kind: 'l', rank: 0 }] : [];
  });
}

type Frequency = (vietnamese: string) => number;

/** How often a term is read, as far as its rarest pair of syllables tells. */
function frequencies(folder: string): Frequency {
  const syllables = new Map(rowsOf(`${folder}/vi_marks/syllables.tsv.gz`).map(([text = '', count]) => [text, Number(count)]));
  const pairs = new Map(rowsOf(`${folder}/vi_marks/pairs.tsv.gz`).map(([one, two, count]) => [`${one} ${two}`, Number(count)]));
  return (vietnamese) => {
    const words = wordsOf(oldTone(vietnamese).toLowerCase());
    if (words.length < 2) return syllables.get(words[0] ?? '') ?? 0;
    return Math.min(...words.slice(1).map((word, at) => pairs.get(`${words[at]} ${word}`) ?? 0));
  };
}

const isUsable = ({ vi, en }: Meaning): boolean => {
  const [vietnamese, english] = [wordsOf(vi).length, wordsOf(en).length];
  return vietnamese > 0 && english > 0 && vietnamese <= MOST_WORDS && english <= MOST_WORDS && /^[\p{L}\p{N} .'’/&+-]+$/u.test(vi + en);
};

/** Terms of one language with their meanings in the other, one line a term and kind, sorted by what they are looked up by. */
function linesOf(lines: Iterable<Line>): string {
  const byTerm = new Map<string, Line>();
  for (const line of lines) {
    const id = `${line.key}\t${line.marked}\t${line.kind}`;
    const known = byTerm.get(id);
    const isNew = (value: string): boolean => !known?.values.some((one) => sameWord(one, value));
    if (known === undefined) byTerm.set(id, line);
    else known.values.push(...line.values.filter(isNew));
  }
  return [...byTerm]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([id, { values }]) => `${id}\t${values.slice(0, MOST_VALUES).join(';')}`)
    .join('\n');
}

const sameWord = (one: string, other: string): boolean => keyOf(one, 'en') === keyOf(other, 'en') && oldTone(one) === oldTone(one);

function keyOf(text: string, language: 'vi' | 'en'): string {
  const words = wordsOf(fold(text.replace(/['’]s\b/gu, '')));
  return (language === 'en' ? words.map(singular) : words).join(' ');
}

/** What an English word means: its most usual meaning first, terms of the trade before others, of equals what is read most. */
function fromEnglish(meanings: readonly Meaning[], frequency: Frequency): Line[] {
  const isCommon = ({ kind }: Meaning): number => (kind === 't' ? 0 : 1);
  const kindOf = new Map<string, string>();
  return meanings
    .filter(({ en }) => !NO_TERM.test(en))
    .toSorted((a, b) => a.rank - b.rank || isCommon(a) - isCommon(b) || frequency(b.vi) - frequency(a.vi))
    .map(({ vi, en, kind }): Line => {
      const key = keyOf(en, 'en');
      if (!kindOf.has(key)) kindOf.set(key, kind);
      return { key, marked: '', kind: kindOf.get(key) ?? kind, values: [vi] };
    });
}

function fromVietnamese(meanings: readonly Meaning[]): Line[] {
  return meanings.map(({ vi, en, kind }) => ({ key: keyOf(vi, 'vi'), marked: wordsOf(vi.toLowerCase()).join(' '), kind, values: [en] }));
}

/** The word lists that `dictionary-data` of the package reads, a file for each licence: from Vietnamese, an empty line, from English. */
export function packedDictionaries(folder: string): ReadonlyMap<string, Uint8Array> {
  const frequency = frequencies(folder);
  const own = ownMeanings(folder).filter(isUsable);
  const wiktionary = wiktionaryMeanings(folder).filter(isUsable);
  const lexicon = lexiconMeanings(folder, new Set([...own, ...wiktionary].map(({ vi }) => vi.toLowerCase())));
  const packed = (...directions: readonly Line[][]): Uint8Array => Buffer.from(`${directions.map(linesOf).join('\n\n')}\n`, 'utf8');
  return new Map([
    ['dictionary.tsv.gz', packed(fromVietnamese(own), fromEnglish(own, frequency))],
    ['wiktionary.tsv.gz', packed(fromVietnamese(wiktionary), fromEnglish(wiktionary, frequency))],
    ['lexicon.tsv.gz', packed([], fromEnglish(lexicon, frequency))],
  ]);
}
