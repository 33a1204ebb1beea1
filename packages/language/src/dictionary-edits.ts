import { LANGUAGES, type Language } from '@ketnoi/domain/language';
import { dictionaryReader, type Dictionary, type DictionaryLine, type EditedTerms, type EntryKind } from './dictionary.ts';
import { englishKey } from './english.ts';
import { translationReader, type Glossary } from './glossary.ts';
import { typedWord, type PhraseIndex } from './phrases.ts';
import { foldedWords, words } from './tokens.ts';

/** What an editor says of a term: what it means in the other language, the most usual first; nothing where what the tables say of it is wrong. */
export type DictionaryEdit = { language: Language; term: string; values: readonly string[] };

/** The tables that edits go over. */
export type EditedTables = { glossary: Glossary; dictionary: Dictionary };

type Lines = Map<string, DictionaryLine[]>;

/**
 * The tables as editors want them read; the lists themselves stay as they are. What is said of a term stands for all that the tables say of the same
 * spelling (in English in either number). In the other direction each of its meanings gains the term, behind what it has, unless an editor speaks
 * of that meaning too. Of two edits of one spelling the later counts. Costs a copy of the glossary's index and a look-up a meaning.
 */
export function withEdits(tables: EditedTables, edits: readonly DictionaryEdit[]): EditedTables {
  if (edits.length === 0) return tables;
  const said: Record<Language, Lines> = { vi: new Map(), en: new Map() };
  for (const { language, term, values } of edits) {
    const { key, marked } = spellingOf(term, language);
    if (key !== '') put(said[language], language, { key, line: { marked, kind: 'editor', values } });
  }
  const read = { vi: new Map(said.vi), en: new Map(said.en) };
  for (const language of LANGUAGES)
    for (const { spelling, line } of gainedMeanings(tables, said, { from: otherOf(language), edits }))
      put(read[language], language, { key: spelling.key, line });
  const glossary = { vi: without(tables.glossary.vi, 'vi', read.vi), en: without(tables.glossary.en, 'en', read.en) };
  return { glossary, dictionary: { ...tables.dictionary, edits: { vi: indexed(read.vi), en: indexed(read.en) } } };
}

/** A meaning gains so many terms at most: of more no table could say which is meant. */
const GAINED_MOST = 8;

type Gained = { spelling: Spelling; before: Shipped; terms: string[]; seen: Set<string> };

/** The meanings of edits of one language as terms of the other, each with what it meant before and the terms it gains. */
function gainedMeanings(
  tables: EditedTables,
  said: Readonly<Record<Language, Lines>>,
  { from, edits }: { from: Language; edits: readonly DictionaryEdit[] },
): { spelling: Spelling; line: DictionaryLine }[] {
  const other = otherOf(from);
  const gained = new Map<string, Gained>();
  for (const { term, values } of edits.filter(({ language }) => language === from)) {
    const own = spellingOf(term, from).marked;
    for (const value of values) {
      const spelling = spellingOf(value, other);
      if (spelling.key === '' || isSaid(said[other], other, spelling)) continue;
      const id = other === 'en' ? spelling.key : spelling.marked;
      const one = gained.get(id) ?? gainedBy(tables, { value, spelling, from });
      gained.set(id, one);
      if (one.seen.has(own) || one.terms.length >= GAINED_MOST) continue;
      one.seen.add(own);
      one.terms.push(term);
    }
  }
  return [...gained.values()].flatMap(({ spelling, before, terms }) =>
    terms.length === 0 ? [] : [{ spelling, line: { marked: spelling.marked, kind: before.kind, values: [...before.values, ...terms] } }],
  );
}

/** What the shipped lists say of the meanings of edits, kept with them: they do not change. */
const shippedOf = new WeakMap<Dictionary, Map<string, Shipped>>();

function gainedBy(tables: EditedTables, { value, spelling, from }: { value: string; spelling: Spelling; from: Language }): Gained {
  const kept = shippedOf.get(tables.dictionary) ?? new Map<string, Shipped>();
  shippedOf.set(tables.dictionary, kept);
  const before = kept.get(`${from} ${value}`) ?? shippedEntry(tables, value, otherOf(from));
  if (kept.size < KEPT_SPELLINGS) kept.set(`${from} ${value}`, before);
  return { spelling, before, terms: [], seen: new Set(before.values.map((one) => spellingOf(one, from).marked)) };
}

const KEPT_SPELLINGS = 100_000;
const spellings: Record<Language, Map<string, Spelling>> = { vi: new Map(), en: new Map() };

/**
 * What a term is looked up by, and how it is spelt: in the older habit of tone marks, small letters. Kept, since a dictionary is read again at every change
 * of it; bounded.
 */
export function spellingOf(term: string, language: Language): Spelling {
  const known = spellings[language].get(term);
  if (known !== undefined) return known;
  const spelling = spell(term, language);
  if (spellings[language].size < KEPT_SPELLINGS) spellings[language].set(term, spelling);
  return spelling;
}

function spell(term: string, language: Language): Spelling {
  if (language === 'en') return { key: englishKey(term).join(' '), marked: foldedWords(term).join(' ') };
  const own = words(term).map(({ text }) => typedWord(text));
  return { key: own.map(({ folded }) => folded).join(' '), marked: own.map(({ marked }) => marked).join(' ') };
}

type Spelling = { key: string; marked: string };

/** English tells its terms by their key alone. */
const lineFor = (lines: Lines, language: Language, { key, marked }: Spelling): DictionaryLine | undefined =>
  lines.get(key)?.find((line) => language === 'en' || line.marked === marked);

const isSaid = (lines: Lines, language: Language, spelling: Spelling): boolean => lineFor(lines, language, spelling) !== undefined;

function put(lines: Lines, language: Language, { key, line }: { key: string; line: DictionaryLine }): void {
  const before = lineFor(lines, language, { key, marked: line.marked });
  lines.set(key, [...(lines.get(key) ?? []).filter((one) => one !== before), line]);
}

/** What the shipped tables say of a whole term; what is asked first answers alone. */
export function shippedMeanings(tables: EditedTables, term: string, from: Language): readonly string[] {
  return shippedEntry(tables, term, from).values;
}

/** Trusted as far as its table is; one of the glossary, which is asked before all others, or of none, is the editors'. */
type Shipped = Pick<DictionaryLine, 'kind' | 'values'>;

function shippedEntry({ glossary, dictionary }: EditedTables, term: string, from: Language): Shipped {
  const own = words(term).map(({ text }) => typedWord(text));
  const terms = own.length === 0 ? [] : translationReader(glossary, from, own)(0, own.length);
  const entry =
    own.length === 0 || terms.length > 0 ? null : dictionaryReader({ vi: dictionary.vi, en: dictionary.en }, from, own)(0, own.length);
  return entry ?? { kind: 'editor', values: terms };
}

/** The phrases of the glossary but those that editors speak of. */
function without<T>(index: PhraseIndex<T>, language: Language, lines: Lines): PhraseIndex<T> {
  const byKey = new Map(index.byKey);
  for (const key of lines.keys()) {
    const left = (byKey.get(key) ?? []).filter(({ marked }) => !isSaid(lines, language, { key, marked: marked.join(' ') }));
    if (left.length === 0) byKey.delete(key);
    else byKey.set(key, left);
  }
  return { byKey, longest: index.longest };
}

function indexed(lines: Lines): EditedTerms {
  let longest = 0;
  for (const key of lines.keys()) longest = Math.max(longest, key.split(' ').length);
  return { byKey: lines, longest };
}

const otherOf = (language: Language): Language => (language === 'vi' ? 'en' : 'vi');

/** What each table that knows a whole term says of it, in the order they are asked: the first is what counts. An editor may say that it means nothing. */
export function meaningsByTable(
  { glossary, dictionary }: EditedTables,
  term: string,
  from: Language,
): { kind: EntryKind | 'glossary'; values: readonly string[] }[] {
  const own = words(term).map(({ text }) => typedWord(text));
  if (own.length === 0) return [];
  const inGlossary = translationReader(glossary, from, own)(0, own.length);
  const asked: Dictionary[] = [
    ...(dictionary.edits === undefined ? [] : [{ vi: [], en: [], edits: dictionary.edits }]),
    ...dictionary[from].map((list): Dictionary => ({ vi: [list], en: [list] })),
  ];
  const found = asked.flatMap((one) => dictionaryReader(one, from, own)(0, own.length) ?? []);
  const byEditors = found.filter(({ kind }) => kind === 'editor');
  const shipped = found.filter(({ kind }) => kind !== 'editor');
  return [...byEditors, ...(inGlossary.length > 0 ? [{ kind: 'glossary' as const, values: inGlossary }] : []), ...shipped];
}
