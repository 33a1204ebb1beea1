import type { SavedQuery } from '@ketnoi/contracts/saved-searches';
import {
  countSavedSearches,
  insertSavedSearch,
  updateSavedSearch,
  type SavedSearchChange,
  type SavedSearchSummary,
} from '@ketnoi/db/saved-searches';
import type { SignedIn } from '@ketnoi/domain/actor';
import { newId, type SavedSearchId } from '@ketnoi/domain/ids';
import type { Language } from '@ketnoi/domain/language';
import { problem } from '@ketnoi/domain/problems';
import { SAVED_SEARCHES_MOST, type Rhythm, type Threshold } from '@ketnoi/domain/saved-search';
import type { Ctx } from '../../context.ts';
import { oneLine } from '../../mail/queue-mail.ts';
import { actingFor, ofAccount, openSearch, record, recordStep } from './acts.ts';
import { planOf, tidy } from '../../alerts/plan-search.ts';
import { readSearch } from './read-searches.ts';

type Settings = { name: string; query: SavedQuery; language: Language; rhythm: Rhythm; threshold: Threshold };

const nameOf = (text: string): string => {
  const name = oneLine(text);
  if (name === '')
    throw problem('request.malformed', { errors: [{ field: 'name', code: 'pattern', message: 'must hold a visible character' }] });
  return name;
};

/** Keeps a search for the actor, in the name of the organisation he acts for where there is one. It alerts of what is published from now on. */
export async function saveSearch(ctx: Ctx, actor: SignedIn, settings: Settings): Promise<SavedSearchSummary> {
  const { language, rhythm, threshold } = settings;
  const now = ctx.clock.now();
  const id = newId<'saved_search'>(now.getTime());
  const query = tidy(settings.query);
  const organisationId = actor.acting?.organisationId ?? null;
  const reading = await ctx.search.tables.current();
  return ofAccount(ctx, actor, async (tx) => {
    const plan = await planOf(tx, { query, language, threshold }, reading);
    if ((await countSavedSearches(tx, actor)) >= SAVED_SEARCHES_MOST) throw problem('saved_search.too_many');
    const facts = { id, accountId: actor.accountId, organisationId, name: nameOf(settings.name), query, language, rhythm, threshold };
    await insertSavedSearch(tx, { ...facts, ...plan, now });
    const by = actingFor(facts, actor.acting?.role ?? 'owner');
    await recordStep(tx, { id, by, at: now, action: 'save', from: null, to: 'active', details: { rhythm, threshold } });
    return readSearch({ ...ctx, db: tx }, actor, id);
  });
}

type Changing = { id: SavedSearchId; version: number; changes: Partial<Settings> };

/** Changes a search. Its condition is planned anew where what it looks for was changed. */
export async function changeSearch(ctx: Ctx, actor: SignedIn, { id, version, changes }: Changing): Promise<SavedSearchSummary> {
  const now = ctx.clock.now();
  const reading = await ctx.search.tables.current();
  return ofAccount(ctx, actor, async (tx) => {
    const row = await openSearch(tx, actor, { id, version, action: 'edit' });
    const { name, query, ...rest } = changes;
    const set: SavedSearchChange = {
      ...rest,
      ...(name === undefined ? {} : { name: nameOf(name) }),
      ...(query === undefined ? {} : { query: tidy(query) }),
    };
    const wanted = { ...row, ...set } as Settings;
    const asksOtherwise = query !== undefined || rest.language !== undefined || rest.threshold !== undefined;
    const plan = asksOtherwise ? await planOf(tx, wanted, reading) : null;
    await updateSavedSearch(tx, { id, accountId: row.accountId, set, plan, now });
    const by = actingFor(row, actor.acting?.role ?? 'owner');
    await record(tx, { id, by, at: now, action: 'change', details: { fields: Object.keys(changes).toSorted() } });
    return readSearch({ ...ctx, db: tx }, actor, id);
  });
}
