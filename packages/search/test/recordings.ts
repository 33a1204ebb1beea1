import { readFileSync } from 'node:fs';
import type { ListingId } from '@ketnoi/domain/ids';
import type { Kind, Side } from '@ketnoi/domain/listing-fields';
import type { ListingSketch } from '@ketnoi/testing/listings';
import type { Exchange } from '@ketnoi/testing/meilisearch';
import type { Reach } from '../src/meilisearch/settings.ts';
import type { SearchDocument } from '../src/port.ts';

const FOLDER = new URL('recordings/', import.meta.url);

const lines = <Line>(file: string): Line[] =>
  readFileSync(new URL(file, FOLDER), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);

/** One of the thirty documents the recordings were made with. */
export type RecordedDocument = {
  id: ListingId;
  reference: string;
  side: Side;
  kind: Kind;
  title_vi: string | null;
  title_en: string | null;
  summary_vi: string | null;
  summary_en: string | null;
  keywords_vi: string[];
  keywords_en: string[];
  sectors: string[];
  fields: string[];
  province: string;
  region: string;
  trl: number | null;
  ipStatus: string;
  transferModes: string[];
  organisationType: string;
  country: string;
  languages: string[];
  openForInterest: boolean;
  publishedAt: number;
  expiresAt: number;
  version: number;
  codes: string[];
};

export const recordedDocuments = (): RecordedDocument[] => lines<RecordedDocument>('documents.jsonl');

/** What was asked of a real Meilisearch 1.50.0 and what it answered. */
export const recordedExchanges = (): Exchange[] => lines<Exchange>('exchanges.jsonl');

/** How far the recorded searches look: the engine was asked to look into descriptions only if the settings it was given then name them. */
export function recordedReach(): Reach {
  const { searchableAttributes } = JSON.parse(readFileSync(new URL('settings.json', FOLDER), 'utf8')) as { searchableAttributes: string[] };
  return searchableAttributes.includes('description_vi') ? 'everything' : 'headings';
}

/** A recorded document as ours. */
export function searchDocument(document: RecordedDocument): SearchDocument {
  return {
    listingId: document.id,
    version: document.version,
    reference: document.reference,
    side: document.side,
    kind: document.kind,
    title: { vi: document.title_vi, en: document.title_en },
    summary: { vi: document.summary_vi, en: document.summary_en },
    keywords: { vi: document.keywords_vi, en: document.keywords_en },
    description: { vi: null, en: null },
    names: [],
    codes: document.codes,
    province: document.province,
    region: document.region,
    trl: document.trl,
    techClass: null,
    organisationType: document.organisationType,
    country: document.country,
    openForInterest: document.openForInterest,
    sectors: document.sectors,
    fields: document.fields,
    ipStatuses: [document.ipStatus],
    transferModes: document.transferModes,
    languages: document.languages,
    verified: true,
    completeness: 50,
    publishedAt: new Date(document.publishedAt * 1000),
    expiresAt: new Date(document.expiresAt * 1000),
  };
}

/** A recorded document as a listing of ours. */
export function sketchOf(document: RecordedDocument): ListingSketch {
  return {
    id: document.id,
    reference: document.reference,
    side: document.side,
    kind: document.kind,
    title: { vi: document.title_vi, en: document.title_en },
    summary: { vi: document.summary_vi, en: document.summary_en },
    keywords: { vi: document.keywords_vi, en: document.keywords_en },
    sectors: document.sectors,
    fields: document.fields,
    province: document.province,
    region: document.region,
    trl: document.trl,
    ipStatuses: [document.ipStatus],
    transferModes: document.transferModes,
    ipcCodes: document.codes.filter((code) => /^[A-H][0-9]{2}[A-Z]/u.test(code)),
    organisationType: document.organisationType,
    country: document.country,
    openForInterest: document.openForInterest,
    publishedAt: new Date(document.publishedAt * 1000),
    expiresAt: new Date(document.expiresAt * 1000),
  };
}
