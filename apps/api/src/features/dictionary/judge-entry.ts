import { MEANINGS_MOST, TERM_SIGNS, TERM_WORDS } from '@ketnoi/domain/dictionary';
import type { Language } from '@ketnoi/domain/language';
import { problem, type FieldError } from '@ketnoi/domain/problems';
import { shippedMeanings, spellingOf } from '@ketnoi/language/dictionary-edits';
import { fold } from '@ketnoi/language/fold';
import { shippedTables } from '@ketnoi/search/tables';

/** What an editor wants a term to mean. */
export type Wanted = { language: Language; term: string; meanings: readonly string[]; note: string | null };
/** The same as it is kept. */
export type Judged = Wanted & { spelling: string; folded: string };

const other = (language: Language): Language => (language === 'vi' ? 'en' : 'vi');

/** Composed letters, one space between words, nothing around them. */
const tidy = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();

/** How a term is compared: in English by its words in the singular. */
export function comparable(term: string, language: Language): string {
  const { key, marked } = spellingOf(term, language);
  return language === 'en' ? key : marked;
}

function faultsOfTerm(term: string, language: Language, field: string): FieldError[] {
  const spelling = comparable(term, language);
  if (spelling === '') return [{ field, code: 'required', message: 'must hold a letter or a figure' }];
  if (term.length > TERM_SIGNS) return [{ field, code: 'too_long', message: `has at most ${TERM_SIGNS} signs` }];
  if (spelling.split(' ').length > TERM_WORDS) return [{ field, code: 'too_many_words', message: `has at most ${TERM_WORDS} words` }];
  return [];
}

function faultsOfMeanings({ language, term, meanings }: Wanted): FieldError[] {
  const spoken = other(language);
  if (meanings.length > MEANINGS_MOST) return [{ field: 'meanings', code: 'too_many', message: `at most ${MEANINGS_MOST}` }];
  const spellings = meanings.map((meaning) => comparable(meaning, spoken));
  const faults = meanings.flatMap((meaning, at) => {
    const field = `meanings.${at}`;
    const own = faultsOfTerm(meaning, spoken, field);
    const isRepeated = own.length === 0 && spellings.indexOf(spellings[at] ?? '') < at;
    return isRepeated ? [{ field, code: 'repeated', message: 'stands there already' }] : own;
  });
  if (faults.length > 0) return faults;
  const shipped = shippedMeanings(shippedTables, term, language);
  if (meanings.length === 0 && shipped.length === 0)
    return [
      { field: 'meanings', code: 'required', message: 'give a meaning: no table knows the term, so that there is none to strike out' },
    ];
  const isSame = meanings.length > 0 && shipped.map((one) => comparable(one, spoken)).join('\n') === spellings.join('\n');
  return isSame ? [{ field: 'meanings', code: 'same_as_shipped', message: 'the word lists of the product say just this of the term' }] : [];
}

/** An entry as it is to be kept. Throws `dictionary.entry_invalid` naming each field that is wrong. */
export function judge(wanted: Wanted): Judged {
  const { language } = wanted;
  const term = tidy(wanted.term);
  const meanings = wanted.meanings.map(tidy);
  const note = tidy(wanted.note ?? '') || null;
  const ofTerm = faultsOfTerm(term, language, 'term');
  const errors = ofTerm.length > 0 ? ofTerm : faultsOfMeanings({ ...wanted, term, meanings });
  if (errors.length > 0) throw problem('dictionary.entry_invalid', { errors });
  return { language, term, meanings, note, spelling: comparable(term, language), folded: fold([term, ...meanings].join('\n')) };
}
