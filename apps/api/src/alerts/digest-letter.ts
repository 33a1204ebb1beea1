import { digestEntries, type DigestEntry } from '@ketnoi/db/alerts';
import type { Db } from '@ketnoi/db/database';
import { hitRows, type HitRow } from '@ketnoi/db/listing-hits';
import type { ListingId, MailId, SavedSearchId } from '@ketnoi/domain/ids';
import type { Language } from '@ketnoi/domain/language';
import { PAGES } from '@ketnoi/domain/pages';
import type { Config } from '../config.ts';
import type { Keys } from '../keys.ts';
import { oneLine, type Letter } from '../mail/queue-mail.ts';
import { unsubscribeToken } from './unsubscribe-link.ts';

/** The letter as it may leave at this moment, and the address where one request ends letters of its searches. */
export type DigestLetter = { letter: Letter<'saved_search_news'>; unsubscribe: string };

/** So many listings of one search are named; the page has them all. */
const NAMED = 20;

const WORDS = {
  vi: {
    search: (at: number, of: number) => (of === 1 ? 'Tìm thấy:' : `Tìm kiếm ${at} trong ${of}:`),
    more: (count: number) => `… và ${count} niêm yết khác`,
    stop: 'Ngừng nhận thư về tìm kiếm này:',
    all: 'Mọi tìm kiếm đã lưu của bạn:',
  },
  en: {
    search: (at: number, of: number) => (of === 1 ? 'Found:' : `Search ${at} of ${of}:`),
    more: (count: number) => (count === 1 ? '… and one more' : `… and ${count} more`),
    stop: 'Stop letters about this search:',
    all: 'All your saved searches:',
  },
} as const;

type Parts = Pick<Config, 'publicUrl'> & { keys: Keys; db: Db };

const pathIn = (language: Language, path: string): string => (language === 'en' ? `/en${path}` : path);

/** The title in the reader's language, or the one there is; the reference where there is none. */
function titleOf({ card }: HitRow, language: Language): string {
  const { vi, en } = card.title;
  return (language === 'vi' ? (vi ?? en) : (en ?? vi)) ?? card.reference ?? '';
}

/**
 * What a letter about saved searches says now: titles and addresses of listings that everyone may see, search by search, and how to end it.
 * Neither the words nor the name of a search stand in it. Null when nothing is left to tell or its reader may not have it any more.
 */
export async function digestLetter(parts: Parts, mailId: MailId): Promise<DigestLetter | null> {
  const entries = await digestEntries(parts.db, { mailId });
  const rows = await hitRows(parts.db, { ids: [...new Set(entries.map((entry) => entry.listingId))] });
  const told = entries.filter((entry) => rows.has(entry.listingId));
  const [first] = told;
  if (first === undefined) return null;
  const { digestId, accountId, email, language } = first;
  const searches = bySearch(told);
  const token = unsubscribeToken(parts.keys, { kind: 'digest', id: digestId, accountId }, email);
  return {
    letter: {
      id: mailId,
      template: 'saved_search_news',
      recipient: email,
      language,
      values: { path: PAGES.alerts, count: String(new Set(told.map((entry) => entry.listingId)).size) },
      dedupe: digestId,
      paragraphs: [
        ...[...searches].flatMap(([id, found], at) => {
          const shown = found.flatMap((listing) => rows.get(listing) ?? []);
          return section(parts, { id, first, shown, heading: WORDS[language].search(at + 1, searches.size) });
        }),
        [WORDS[language].all],
      ],
    },
    unsubscribe: `${parts.publicUrl}/api/saved-searches/unsubscribe/${token}`,
  };
}

function bySearch(entries: readonly DigestEntry[]): Map<SavedSearchId, ListingId[]> {
  const searches = new Map<SavedSearchId, ListingId[]>();
  // A listing that changed twice since the last letter is named once.
  for (const { searchId, listingId } of entries) searches.set(searchId, [...new Set([...(searches.get(searchId) ?? []), listingId])]);
  return searches;
}

type Section = { id: SavedSearchId; first: DigestEntry; shown: readonly HitRow[]; heading: string };

function section({ keys, publicUrl }: Parts, { id, first, shown, heading }: Section): string[][] {
  const { accountId, email, language } = first;
  const words = WORDS[language];
  const address = (path: string): string => `${publicUrl}${pathIn(language, path)}`;
  const named = shown.slice(0, NAMED).map((row) => [`• ${oneLine(titleOf(row, language))}`, address(PAGES.listing.replace(':id', row.id))]);
  const rest = shown.length > NAMED ? [[words.more(shown.length - NAMED)]] : [];
  const token = unsubscribeToken(keys, { kind: 'search', id, accountId }, email);
  return [[heading], ...named, ...rest, [words.stop, address(PAGES.unsubscribe.replace(':token', token))]];
}
