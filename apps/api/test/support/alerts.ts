import type { Input } from '@ketnoi/contracts/endpoint';
import { getSavedSearch, listAlerts, saveSearch, type SavedSearch } from '@ketnoi/contracts/saved-searches';
import { inTransaction } from '@ketnoi/db/transaction';
import { enqueue } from '@ketnoi/jobs/enqueue';
import { expect } from 'vitest';
import { as, type Caller } from './as.ts';
import type { World } from './context.ts';
import { drain } from './jobs.ts';

type Settings = Input<typeof saveSearch>['body'];

type Wanted = [query: Settings['query'], more?: Partial<Omit<Settings, 'query'>>];

/** Keeps a search of this caller. */
export async function saved(world: World, caller: Caller, ...[query, more = {}]: Wanted): Promise<SavedSearch> {
  const body: Settings = { name: 'Việc đang tìm', rhythm: 'at_once', query, ...more };
  const answer = await as(world, caller).call(saveSearch, { body });
  expect(answer.problem.errors ?? answer.problem.code).toBeUndefined();
  expect(answer.status).toBe(201);
  return answer.body;
}

export async function reread(world: World, caller: Caller, { id }: { id: string }): Promise<SavedSearch> {
  return (await as(world, caller).call(getSavedSearch, { params: { id } })).body;
}

/** What a search has found, as its owner sees it: the listing and why, latest first. */
export async function foundBy(world: World, caller: Caller, { id }: { id: string }): Promise<string[]> {
  const { body } = await as(world, caller).call(listAlerts, { params: { id }, query: { limit: 100 } });
  return body.items.map((item) => `${item.reason} ${item.card.id}`);
}

/** Time comes to write letters; all that follows is done. */
export async function writeLetters(world: World): Promise<void> {
  await inTransaction(world.ctx.db, (tx) => enqueue(tx, 'alert.digest', {}));
  await drain(world);
}

export type NewsLetter = { subject: string; bodyText: string; language: string };

/** The letters about saved searches that wait for this address, oldest first. */
export async function newsTo(world: World, email: string): Promise<NewsLetter[]> {
  return world.admin
    .selectFrom('mail')
    .where('recipient', '=', email)
    .where('template', '=', 'saved_search_news')
    .where('droppedAt', 'is', null)
    .orderBy('createdAt')
    .orderBy('id')
    .select(['subject', 'bodyText', 'language'])
    .execute();
}
