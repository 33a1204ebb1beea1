import { LANGUAGES, type Bilingual } from '@ketnoi/domain/language';
import { codesIn } from '@ketnoi/language/codes';
import { figuresIn } from '@ketnoi/language/figures';
import type { TextFigure } from './facts.ts';

/** So many quantities of a text are kept; a table of results says no more by its fortieth. */
const MOST_FIGURES = 12;
const MOST_CODES = 12;
/** What a quantity is of stands within so many characters of it. */
const AROUND = 40;

/** The quantities of a text, each once; of a text in both languages those of the English one, which says the same. */
export function textFigures({ vi, en }: Bilingual): TextFigure[] {
  const text = en ?? vi ?? '';
  const language = en === null ? 'vi' : 'en';
  const found = new Map<string, TextFigure>();
  for (const { start, end, unit: _, ...quantity } of figuresIn(text, language)) {
    const key = `${quantity.dimension} ${quantity.comparator} ${quantity.amount} ${quantity.amountTo ?? ''}`;
    if (!found.has(key) && found.size < MOST_FIGURES) {
      const context = `${text.slice(Math.max(0, start - AROUND), start)} ${text.slice(end, end + AROUND)}`;
      found.set(key, { ...quantity, written: text.slice(start, end), context, language });
    }
  }
  return [...found.values()];
}

/** The standards, documents and patents that a text names, in their canonical form. */
export function textCodes(texts: Bilingual): string[] {
  const codes = LANGUAGES.flatMap((language) => codesIn(texts[language] ?? ''));
  const named = codes.filter(({ kind }) => kind !== 'reference').map(({ canonical }) => canonical);
  return [...new Set(named)].slice(0, MOST_CODES);
}
