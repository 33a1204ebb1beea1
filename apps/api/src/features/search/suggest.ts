import type { Static } from 'typebox';
import type { suggest as contract } from '@ketnoi/contracts/search';
import { codeTables, type CodeEntry, type CodeTables, type SearchedScheme } from '@ketnoi/db/classifications';
import { suggestedNames } from '@ketnoi/db/suggestions';
import type { Language } from '@ketnoi/domain/language';
import { fold } from '@ketnoi/language/fold';
import { foldedWords } from '@ketnoi/language/tokens';
import { headingQuery, readTyped, typedRanges, type Typed } from '@ketnoi/search/completion';
import type { SuggestionKind } from '@ketnoi/domain/search';
import type { Ctx } from '../../context.ts';

type Answer = Static<(typeof contract.response)[200]>;
type Suggestion = Answer['items'][number];

const MOST = 8;
/** How many of each may stand before the rest fills up. */
const SHARES = { title: 4, organisation: 2, term: 2 } as const;
/** Shorter pieces occur in too many names to be looked up by them. */
const LEAST_OF_A_NAME = 3;

const TERMS: readonly (readonly [SuggestionKind, SearchedScheme])[] = [
  ['sector', 'priority_sector'],
  ['field', 'st_field'],
  ['province', 'province'],
  ['ipc', 'ipc'],
];

/** Completions of what is being typed, by listings and organisations anyone may see, and terms of the classifications. */
export async function suggest(ctx: Ctx, text: string, language: Language): Promise<Answer> {
  const typed = readTyped(text);
  if (typed.folded === '') return { items: [] };
  const terms = termsFor(typed, await codeTables(ctx.db), language);
  const names = await namesFor(ctx, typed, language);
  const titles = names.filter((one) => one.kind === 'title');
  const organisations = names.filter((one) => one.kind === 'organisation');
  const first = [...titles.slice(0, SHARES.title), ...organisations.slice(0, SHARES.organisation), ...terms.slice(0, SHARES.term)];
  const rest = [...titles.slice(SHARES.title), ...organisations.slice(SHARES.organisation), ...terms.slice(SHARES.term)];
  return { items: [...first, ...rest].slice(0, MOST) };
}

async function namesFor(ctx: Ctx, typed: Typed, language: Language): Promise<Suggestion[]> {
  const heading = headingQuery(typed);
  if (heading === null) return [];
  const within = typed.folded.length < LEAST_OF_A_NAME ? '' : `%${typed.folded.replaceAll(' ', '%')}%`;
  const rows = await suggestedNames(ctx.db, { heading, begins: `${typed.folded}%`, within });
  const seen = new Set<string>();
  return rows.flatMap(({ kind, id, vi, en }) => {
    const name = bestName([language === 'vi' ? vi : en, language === 'vi' ? en : vi], typed);
    if (name === null || seen.has(`${kind} ${fold(name)}`)) return [];
    seen.add(`${kind} ${fold(name)}`);
    return [{ kind, text: name, id, code: null, ranges: typedRanges(name, typed) }];
  });
}

/** The name in the reader's language, unless only the other one says what is typed. */
function bestName(names: readonly (string | null)[], typed: Typed): string | null {
  const known = names.filter((name) => name !== null);
  return known.find((name) => typedRanges(name, typed).length > 0) ?? known[0] ?? null;
}

const wordsOf = (label: string): string => foldedWords(label).join(' ');

type Term = { kind: SuggestionKind; entry: CodeEntry; folded: Record<Language, string> };
const termsOf = new WeakMap<CodeTables, readonly Term[]>();

/** The terms with their labels folded once per edition of the tables. Subclasses of patents repeat their English title and are left to their codes. */
function allTerms(codes: CodeTables): readonly Term[] {
  let terms = termsOf.get(codes);
  if (terms === undefined) {
    terms = TERMS.flatMap(([kind, scheme]) =>
      [...codes[scheme].values()].map((entry) => ({ kind, entry, folded: { vi: wordsOf(entry.label.vi), en: wordsOf(entry.label.en) } })),
    );
    termsOf.set(codes, terms);
  }
  return terms;
}

function termsFor(typed: Typed, codes: CodeTables, language: Language): Suggestion[] {
  const begins = (label: string): boolean => label.startsWith(typed.folded);
  const within = (label: string): boolean => label.includes(` ${typed.folded}`);
  const ranked = allTerms(codes).flatMap(({ kind, entry, folded }) => {
    const code = kind === 'ipc' && typed.folded.length > 1 && fold(entry.code).startsWith(typed.folded);
    const rank = code || begins(folded[language]) ? 0 : within(folded[language]) ? 1 : -1;
    return rank < 0 ? [] : [{ rank, kind, entry }];
  });
  return ranked
    .sort((one, other) => one.rank - other.rank)
    .slice(0, MOST)
    .map(({ kind, entry }) => {
      const label = entry.label[language];
      const text = kind === 'ipc' ? `${entry.code} ${label}` : label;
      return { kind, text, id: null, code: entry.code, ranges: typedRanges(text, typed) };
    });
}
