import type { Static } from 'typebox';
import type { lookUpTerm as contract } from '@ketnoi/contracts/dictionary';
import { entryOf, listDictionary, type DictionaryRow } from '@ketnoi/db/dictionary';
import type { SignedIn } from '@ketnoi/domain/actor';
import type { DictionaryState } from '@ketnoi/domain/dictionary';
import type { Language } from '@ketnoi/domain/language';
import { meaningsByTable } from '@ketnoi/language/dictionary-edits';
import { fold } from '@ketnoi/language/fold';
import { glossPieces, unknownWords } from '@ketnoi/language/gloss';
import { guessLanguage } from '@ketnoi/language/guess-language';
import { shippedTables } from '@ketnoi/search/tables';
import type { Ctx } from '../../context.ts';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { mayKeep } from './acts.ts';
import { comparable } from './judge-entry.ts';

const PAGE = 20;

type Asked = {
  q?: string | undefined;
  language?: Language | undefined;
  state?: DictionaryState | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
};

/** A page of entries, those changed last first. */
export async function readDictionary(ctx: Ctx, actor: SignedIn, asked: Asked): Promise<{ rows: DictionaryRow[]; next: string | null }> {
  mayKeep(actor);
  const { language = null, state = null, limit = PAGE } = asked;
  const folded = fold((asked.q ?? '').normalize('NFC').trim());
  const bind = ['dictionary', folded, language, state];
  const [updatedAt, id] = asked.cursor === undefined ? [] : decodeCursor(ctx.keys, { bind, cursor: asked.cursor });
  const after = updatedAt === undefined ? null : { updatedAt: String(updatedAt), id: String(id) };
  const rows = await listDictionary(ctx.db, { folded, language, state, after, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const isMore = rows.length > limit && last !== undefined;
  return { rows: page, next: isMore ? encodeCursor(ctx.keys, { bind, values: [last.updatedAt.toISOString(), last.id] }) : null };
}

type LookUp = { term: string; language?: Language | undefined };

/** What every table says of a term, and how a sentence is read word by word, with the dictionary as it is at this moment. Nothing is kept. */
export async function lookUp(ctx: Ctx, actor: SignedIn, asked: LookUp): Promise<Static<(typeof contract.response)[200]>> {
  mayKeep(actor);
  const text = asked.term.normalize('NFC');
  const language = asked.language ?? guessLanguage(text) ?? 'vi';
  const { tables } = await ctx.search.tables.fresh();
  const spelling = comparable(text, language);
  return {
    language,
    said: meaningsByTable({ glossary: shippedTables.glossary, dictionary: tables.dictionary }, text, language).map(({ kind, values }) => ({
      source: kind,
      meanings: [...values],
    })),
    entryId: spelling === '' ? null : await entryOf(ctx.db, { language, spelling }),
    gloss: glossPieces(text, language, tables).map(({ from, to, kind }) => ({ from, to: [...to], source: kind })),
    unknown: language === 'vi' ? unknownWords(text, tables) : [],
  };
}
