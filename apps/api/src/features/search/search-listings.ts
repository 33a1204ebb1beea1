import type { Static } from 'typebox';
import type { searchListings as contract, SearchQuery } from '@ketnoi/contracts/search';
import { codeTables } from '@ketnoi/db/classifications';
import { hitTexts, type HitRow } from '@ketnoi/db/listing-hits';
import type { Language } from '@ketnoi/domain/language';
import type { Facet } from '@ketnoi/domain/search';
import type { QueryPlan } from '@ketnoi/language/query';
import type { Position, SearchRequest } from '@ketnoi/search/port';
import type { Ctx } from '../../context.ts';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { facetsView } from './facets.ts';
import { filtersOf } from '../../search/filters.ts';
import { shownHits } from '../../search/shown-hits.ts';
import { loosely, placesIn, searchCard } from './view.ts';

type Answer = Static<(typeof contract.response)[200]>;

const PAGE = 20;

/** One page of what everyone may see of a search, with counts and how it was read. */
export async function searchListings(ctx: Ctx, query: SearchQuery, language: Language): Promise<Answer> {
  const codes = await codeTables(ctx.db);
  const filters = filtersOf(query, codes);
  const asked = {
    text: (query.q ?? '').normalize('NFC'),
    filters,
    sort: query.sort ?? 'relevance',
    exact: query.exact ?? false,
    translate: query.translate ?? true,
  };
  const bind = ['search', asked, language];
  const after = query.cursor === undefined ? null : (decodeCursor(ctx.keys, { bind, cursor: query.cursor }) as Position);
  const request: SearchRequest = { ...asked, language, facets: facetsOf(query), limit: query.limit ?? PAGE, after };
  const { found, rows } = await shownHits(ctx, request, codes);
  const { understoodAs, alsoSearched, dropped, closest } = found.reading;
  return {
    items: await cardsOf(ctx, rows, found.plan),
    total: found.total - (found.hits.length - rows.length),
    totalIsExact: found.totalIsExact,
    facets: facetsView(found.facets, filters, { codes, language }),
    next: found.next === null ? null : encodeCursor(ctx.keys, { bind, values: [...found.next] }),
    engine: found.engine,
    reading: { understoodAs, alsoSearched: [...alsoSearched], dropped: [...dropped], closest },
    corrections: [...found.corrections],
  };
}

/** The facets wanted, each once; their names were checked by the contract. */
function facetsOf(query: SearchQuery): Facet[] {
  return [...new Set((query.facets ?? []).flatMap((names) => names.split(',') as Facet[]))];
}

/** The cards; of those whose card does not say why they were found, the further texts are read, and at last single words of a term count too. */
async function cardsOf(ctx: Ctx, rows: readonly HitRow[], plan: QueryPlan | null): Promise<Answer['items']> {
  const cards = rows.map((row) => searchCard(row, plan));
  const unexplained = plan === null ? [] : rows.filter((_, at) => cards[at]?.matchedIn.length === 0);
  if (plan === null || unexplained.length === 0) return cards;
  const texts = new Map((await hitTexts(ctx.db, { ids: unexplained.map((row) => row.id) })).map((text) => [text.id, text]));
  const loose = loosely(plan);
  const explained = unexplained.map((row) => {
    const text = texts.get(row.id);
    const places = text === undefined ? [] : placesIn(text, plan);
    const card = searchCard(row, places.length > 0 ? plan : loose);
    const all = [...card.matchedIn, ...places];
    return [card.id, { ...card, matchedIn: all.length > 0 || text === undefined ? all : placesIn(text, loose) }] as const;
  });
  const byId = new Map(explained);
  return cards.map((card) => byId.get(card.id) ?? card);
}
