import { codesIn } from '@ketnoi/language/codes';
import { toTelex } from '@ketnoi/language/telex';
import type { SearchDocument } from '../port.ts';

const spelt = (text: string | null): string | null => (text === null ? null : toTelex(text));

/** The codes that stand in the texts, as they are written there. */
function codesOf(document: SearchDocument): string[] {
  const texts = [document.title, document.summary, document.description].flatMap((text) => [text.vi, text.en]);
  const found = texts.flatMap((text) => (text === null ? [] : codesIn(text).map(({ start, end }) => text.slice(start, end))));
  return [...new Set([...document.codes, ...found])];
}

/** A document in the shape of our index: every text plain and, for Vietnamese, once more with its marks spelt out in Telex. */
export function meiliDocument(document: SearchDocument): Record<string, unknown> & { id: string; version: number } {
  const { title, summary, description, keywords } = document;
  return {
    id: document.listingId,
    version: document.version,
    reference: document.reference,
    side: document.side,
    kind: document.kind,
    title_vi: title.vi,
    title_en: title.en,
    title_marks: spelt(title.vi),
    keywords_vi: keywords.vi,
    keywords_en: keywords.en,
    keywords_marks: keywords.vi.map(toTelex),
    summary_vi: summary.vi,
    summary_en: summary.en,
    summary_marks: spelt(summary.vi),
    description_vi: description.vi,
    description_en: description.en,
    description_marks: spelt(description.vi),
    names: document.names,
    codes: codesOf(document),
    sectors: document.sectors,
    fields: document.fields,
    province: document.province,
    region: document.region,
    trl: document.trl,
    techClass: document.techClass,
    ipStatus: document.ipStatuses,
    transferModes: document.transferModes,
    organisationType: document.organisationType,
    country: document.country,
    languages: document.languages,
    openForInterest: document.openForInterest,
    publishedAt: Math.floor(document.publishedAt.getTime() / 1000),
    expiresAt: Math.floor(document.expiresAt.getTime() / 1000),
  };
}
