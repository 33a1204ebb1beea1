import { DICTIONARY_STATES, MEANINGS_MOST, TERM_SIGNS } from '@ketnoi/domain/dictionary';
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { closed, IdParams, Instant, LanguageCode, nullable, oneOf, Page, pageQuery, Uuid } from './shapes.ts';

const ACTIONS = ['correct', 'withdraw'] as const;

/** Where a meaning comes from: this exchange's own dictionary, the glossary of the product, one of its word lists, or, in a sentence, a name that is the same in either language. */
const Source = oneOf(['editor', 'glossary', 'technical', 'common', 'syllable', 'wiktionary', 'lexicon', 'same']);

/** What an editor says of a term. Without meanings it means nothing as a whole, whatever the word lists say: then its parts are read. */
export const DictionaryEntry = closed({
  id: Uuid,
  version: Type.Integer(),
  /** The language of the term; its meanings are in the other. */
  language: LanguageCode,
  term: Type.String(),
  /** The most usual first. */
  meanings: Type.Array(Type.String()),
  note: nullable(Type.String()),
  state: oneOf(DICTIONARY_STATES),
  createdAt: Instant,
  updatedAt: Instant,
  /** Who changed it last. */
  updatedBy: Type.String(),
  can: Type.Array(oneOf(ACTIONS)),
});
export type DictionaryEntry = Static<typeof DictionaryEntry>;

// Empty and overlong ones pass this gate, so that their answer names the field in words: they are judged with the rest.
const Term = Type.String({ maxLength: TERM_SIGNS * 4 });
const Meanings = Type.Array(Term, { maxItems: MEANINGS_MOST * 2 });
const Note = nullable(Type.String({ maxLength: 500 }));

const judged = ['dictionary.entry_invalid', 'dictionary.entry_exists'] as const;

export const listDictionary = endpoint({
  method: 'GET',
  url: '/api/dictionary',
  access: 'account',
  summary: 'The entries of this exchange’s own dictionary, those changed last first; for holders of a platform grant',
  query: closed({
    /** Letters of a term or a meaning, marks or none. */
    q: Type.Optional(Type.String({ maxLength: 200 })),
    language: Type.Optional(LanguageCode),
    state: Type.Optional(oneOf(DICTIONARY_STATES)),
    ...pageQuery,
  }),
  response: { 200: Page(DictionaryEntry) },
  problems: ['request.cursor_invalid'],
});

/** What one table says of a whole term. */
const Said = closed({ source: Source, meanings: Type.Array(Type.String()) });

export const lookUpTerm = endpoint({
  method: 'GET',
  url: '/api/dictionary/lookup',
  access: 'account',
  summary: 'What every table says of a term at this moment, and how a sentence is read word by word in the other language',
  query: closed({ term: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }), language: Type.Optional(LanguageCode) }),
  response: {
    200: closed({
      language: LanguageCode,
      /** The first answers; the others stand behind it. */
      said: Type.Array(Said),
      /** The entry of this exchange for exactly this term. */
      entryId: nullable(Uuid),
      gloss: Type.Array(closed({ from: Type.String(), to: Type.Array(Type.String()), source: Source })),
      /** Words of a Vietnamese text that no table knows. */
      unknown: Type.Array(Type.String()),
    }),
  },
});

export const addEntry = endpoint({
  method: 'POST',
  url: '/api/dictionary',
  access: 'account',
  summary: 'Say what a term means, over all other tables; live in every process within seconds',
  body: closed({ language: LanguageCode, term: Term, meanings: Meanings, note: Type.Optional(Note) }),
  response: { 201: DictionaryEntry },
  problems: judged,
});

export const correctEntry = endpoint({
  method: 'PATCH',
  url: '/api/dictionary/:id',
  access: 'account',
  summary: 'Say otherwise what a term means',
  params: IdParams,
  conditional: true,
  body: Type.Partial(closed({ meanings: Meanings, note: Note }), { additionalProperties: false, minProperties: 1 }),
  response: { 200: DictionaryEntry },
  problems: [...judged, 'dictionary.entry_withdrawn'],
});

export const withdrawEntry = endpoint({
  method: 'POST',
  url: '/api/dictionary/:id/withdraw',
  access: 'account',
  summary: 'Take an entry out of use: the word lists of the product speak of the term again',
  params: IdParams,
  conditional: true,
  response: { 200: DictionaryEntry },
  problems: ['dictionary.entry_withdrawn'],
});

/** A word that public texts of at least two shown needs hold and no table knows; never a text, never who said it. */
export const UnknownWord = closed({
  id: Uuid,
  language: LanguageCode,
  word: Type.String(),
  /** How many shown needs hold it now. */
  needs: Type.Integer({ minimum: 2 }),
  firstSeenAt: Instant,
  lastSeenAt: Instant,
});
export type UnknownWord = Static<typeof UnknownWord>;

export const listUnknownWords = endpoint({
  method: 'GET',
  url: '/api/dictionary/unknown',
  access: 'account',
  summary: 'Words of real needs that found no translation, those of most needs first',
  query: closed(pageQuery),
  response: { 200: Page(UnknownWord) },
  problems: ['request.cursor_invalid'],
});

export const ignoreUnknownWord = endpoint({
  method: 'POST',
  url: '/api/dictionary/unknown/:id/ignore',
  access: 'account',
  summary: 'Say that a word needs no translation: a name, a slip. It is listed no more',
  params: IdParams,
  response: { 204: null },
});
