import { LANGUAGES, type Bilingual, type Language } from './language.ts';
import { TEXT_BLOCKS, type ListingFieldName, type TextBlock, type ValueField } from './listing-fields.ts';
import type { Tier } from './tiers.ts';

/** Whose words a text is: the owner's, translated by machine or person, or translated and then reviewed by a person. */
export const TEXT_STATUSES = ['own', 'translated', 'reviewed'] as const;
export type TextStatus = (typeof TEXT_STATUSES)[number];
export type Translation = { block: TextBlock; language: Language; status: TextStatus };

/** What a listing says, all tiers together, as its owner writes it. A field that says nothing is absent. */
export type ListingContent = {
  texts: Partial<Record<TextBlock, Bilingual>>;
  values: Partial<Record<ValueField, unknown>>;
  tiers: Partial<Record<ListingFieldName, Tier>>;
  /** Texts that are not the owner's own words; all others are. */
  translations: Translation[];
};

/** A change field by field: what is absent stays, null takes away. */
export type ContentPatch = {
  texts?: Partial<Record<TextBlock, Bilingual | null | undefined>>;
  values?: Partial<Record<ValueField, unknown>>;
  tiers?: Partial<Record<ListingFieldName, Tier | undefined>>;
  translations?: readonly Translation[];
};

export const EMPTY_CONTENT: ListingContent = { texts: {}, values: {}, tiers: {}, translations: [] };

const tidy = (text: string | null): string | null => {
  const tidied = text?.normalize('NFC').replaceAll('\r\n', '\n').trim() ?? '';
  return tidied === '' ? null : tidied;
};

function normalised(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC');
  if (Array.isArray(value)) return value.map(normalised);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, normalised(one)]));
}

/** Nothing, an empty list, or keywords without a word in either language. */
function saysNothing(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.values(value).every((one) => Array.isArray(one) && one.length === 0);
}

const translationKey = (one: Translation): string => `${one.block}.${one.language}`;

function mergedTexts(content: ListingContent, patch: ContentPatch): ListingContent['texts'] {
  const texts = { ...content.texts };
  for (const [block, given] of Object.entries(patch.texts ?? {}) as [TextBlock, Bilingual | null | undefined][]) {
    if (given === undefined) continue;
    const text = { vi: tidy(given?.vi ?? null), en: tidy(given?.en ?? null) };
    if (text.vi === null && text.en === null) delete texts[block];
    else texts[block] = text;
  }
  return texts;
}

/** A text typed anew is its owner's own unless the patch says whose it is; what is gone has no status. */
function mergedTranslations(content: ListingContent, patch: ContentPatch, texts: ListingContent['texts']): Translation[] {
  const kept = content.translations.filter((one) => texts[one.block]?.[one.language] === content.texts[one.block]?.[one.language]);
  const byKey = new Map([...kept, ...(patch.translations ?? [])].map((one) => [translationKey(one), one]));
  return [...byKey.values()]
    .filter((one) => one.status !== 'own' && (texts[one.block]?.[one.language] ?? null) !== null)
    .toSorted((one, other) => (translationKey(one) < translationKey(other) ? -1 : 1));
}

/** The content with a patch laid over it, in NFC. Neither input is changed. */
export function mergeContent(content: ListingContent, patch: ContentPatch): ListingContent {
  const texts = mergedTexts(content, patch);
  const values = { ...content.values };
  for (const [name, value] of Object.entries(patch.values ?? {}) as [ValueField, unknown][]) {
    if (value === undefined) continue;
    if (saysNothing(value)) delete values[name];
    else values[name] = normalised(value);
  }
  const tiers = { ...content.tiers };
  for (const [name, tier] of Object.entries(patch.tiers ?? {}) as [ListingFieldName, Tier | undefined][])
    if (tier !== undefined) tiers[name] = tier;
  return { texts, values, tiers, translations: mergedTranslations(content, patch, texts) };
}

/** Does the listing say anything in this field? */
export function isFilled(content: ListingContent, name: ListingFieldName): boolean {
  if (isTextBlock(name)) return LANGUAGES.some((language) => (content.texts[name]?.[language] ?? null) !== null);
  return !saysNothing(content.values[name]);
}

export function isTextBlock(name: ListingFieldName): name is TextBlock {
  return Object.hasOwn(TEXT_BLOCKS, name);
}

/** The rows of a field as plain records; none when it says nothing. */
export function rowsOf(content: ListingContent, name: ValueField): Readonly<Record<string, unknown>>[] {
  const value = content.values[name];
  return Array.isArray(value) ? (value as Record<string, unknown>[]) : [];
}

/** A record field, or null. */
export function recordOf(content: ListingContent, name: ValueField): Readonly<Record<string, unknown>> | null {
  const value = content.values[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
}

/** The codes, choices or countries of a field. */
export function codesOf(content: ListingContent, name: ValueField): string[] {
  const value = content.values[name];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([key, one]) => [key, ordered(one)]));
}

/** One text for equal values, whatever the order of their keys: the database keeps none. */
export function canonical(value: unknown): string {
  return JSON.stringify(ordered(value));
}
