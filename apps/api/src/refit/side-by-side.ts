import { codeTables } from '@ketnoi/db/classifications';
import type { Db } from '@ketnoi/db/database';
import { hitRows } from '@ketnoi/db/listing-hits';
import { matchListings, type MatchListing } from '@ketnoi/db/match-listings';
import { needsToLookAt } from '@ketnoi/db/match-judgements';
import type { ListingId } from '@ketnoi/domain/ids';
import { pick, type Language } from '@ketnoi/domain/language';
import type { MatchModel } from '@ketnoi/matching/model';
import { askingOf } from '../matching/facts-of.ts';
import type { Matching } from '../matching/port.ts';

const TOP = 10;

/** The first ten of a need by one model, and where each stands by the other; null beyond its first ten. */
export type Placed = { listingId: string; title: string; score: number; before: number | null };
export type Compared = { need: string; rows: readonly Placed[]; left: readonly string[] };

type Sides = { matching: Matching; before: MatchModel; after: MatchModel; limit: number; language: Language };

/** Both models on real needs: the first ten of the new one with what moved, and what left. Asked as anyone may ask, by public text and facts alone. */
export async function sideBySide(db: Db, sides: Sides): Promise<Compared[]> {
  const needs = await matchListings(db, { ids: await needsToLookAt(db, { limit: sides.limit }) });
  const compared: Compared[] = [];
  for (const need of needs) compared.push(await compare(db, need, sides));
  return compared;
}

async function compare(db: Db, need: MatchListing, { matching, before, after, language }: Sides): Promise<Compared> {
  const asking = askingOf(need, await codeTables(db));
  const top = async (model: MatchModel) => {
    const same = {
      asking,
      side: 'offer',
      limit: TOP,
      hidden: [],
      taught: { liked: [], wrongTopic: [] },
      similar: false,
      filtered: true,
      language: null,
    } as const;
    return (await matching.match({ ...same, ranker: model.name })).matches;
  };
  const [old, fresh] = [await top(before), await top(after)];
  const rows = await hitRows(db, { ids: [...old, ...fresh].map(({ listingId }) => listingId as ListingId) });
  const title = (id: string): string => pick(rows.get(id as ListingId)?.card.title ?? { vi: null, en: null }, language) ?? id;
  const placeOf = new Map(old.map(({ listingId }, at) => [listingId, at + 1]));
  const stays = new Set(fresh.map(({ listingId }) => listingId));
  return {
    need: pick(need.texts.title ?? { vi: null, en: null }, language) ?? need.listingId,
    rows: fresh.map(({ listingId, score }) => ({ listingId, title: title(listingId), score, before: placeOf.get(listingId) ?? null })),
    left: old.filter(({ listingId }) => !stays.has(listingId)).map(({ listingId }) => title(listingId)),
  };
}

const moved = (at: number, before: number | null): string => {
  if (before === null) return 'new';
  if (before === at) return '=';
  return before > at ? `+${before - at}` : `-${at - before}`;
};

/** The comparison in lines for a person to read. */
export function comparisonLines({ need, rows, left }: Compared): string[] {
  return [
    `need: ${need}`,
    ...rows.map(
      ({ title, score, before }, at) =>
        `  ${String(at + 1).padStart(2)}  ${moved(at + 1, before).padStart(4)}  ${(score / 10).toFixed(1).padStart(6)}  ${title}`,
    ),
    ...left.map((title) => `      left          ${title}`),
  ];
}
