import type { Bilingual } from '@ketnoi/domain/language';
import type { Match, Reason } from '@ketnoi/matching/answer';
import type { MatchQuery } from '@ketnoi/matching/query';
import { rank, type Contribution } from '@ketnoi/matching/rank';
import type { Asking, MatchRequest } from './port.ts';
import type { Shelf } from './shelf.ts';

/** The text that is asked with, in each language that has any. */
export function askedText({ title, text }: Asking): Bilingual {
  const of = (language: keyof Bilingual): string | null =>
    [title[language], text[language]].filter((part) => part !== null && part !== '').join('. ') || null;
  return { vi: of('vi'), en: of('en') };
}

const TENTHS = 10;
const STRONG = 60;
const POSSIBLE = 30;

const CHANNELS = { meaning: ['meaning', 'sentence', 'sentences'], words: ['words', 'spelling', 'length'] } as const;

function reasonOf(feature: keyof typeof CHANNELS, contributions: readonly Contribution[]): Reason {
  const channels: readonly string[] = CHANNELS[feature];
  const sum = contributions.reduce((total, { channel, contribution }) => (channels.includes(channel) ? total + contribution : total), 0);
  return { feature, points: Math.round(sum * TENTHS), known: true, unknownTo: null, evidence: [] };
}

/** The best of one side for a request, of those that may be shown. */
export function ranked(shelf: Shelf, query: MatchQuery, request: MatchRequest): Match[] {
  const collection = shelf.sides[request.side].collection();
  const without = new Set(request.hidden);
  if (request.asking.listingId !== null) without.add(request.asking.listingId);
  const all = rank(collection, query, { limit: collection.documents.length, task: 'need-offer' });
  return all
    .flatMap(({ doc, contributions }): Match[] => {
      const listingId = collection.documents[doc]?.id ?? '';
      const known = shelf.known.get(listingId);
      if (known === undefined || without.has(listingId)) return [];
      const reasons = [reasonOf('meaning', contributions), reasonOf('words', contributions)];
      const score = reasons.reduce((sum, { points }) => sum + points, 0);
      const band = score >= STRONG ? 'strong' : score >= POSSIBLE ? 'possible' : 'weak';
      return [{ listingId, version: known.version, score, band, reasons }];
    })
    .slice(0, request.limit);
}
