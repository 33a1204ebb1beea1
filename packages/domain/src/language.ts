/** The two languages of the product; Vietnamese first. */
export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text in both languages; either may be missing. */
export type Bilingual = { vi: string | null; en: string | null };

/** The reader's language where there is one, else the other. */
export function pick(text: Bilingual, language: Language): string | null {
  return text[language] ?? text[language === 'vi' ? 'en' : 'vi'];
}
