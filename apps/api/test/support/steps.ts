import type { Endpoint } from '@ketnoi/contracts/endpoint';
import { readListing, type submitListing } from '@ketnoi/contracts/listings';
import type { ListingDetail } from '@ketnoi/contracts/listing-shapes';
import { expect } from 'vitest';
import { as, type Answer, type Caller } from './as.ts';
import type { World } from './context.ts';

type Act = Endpoint & { params: typeof submitListing.params };
type Which = { id: string; version: number };

/** Takes steps in the life of a listing, with the version it has; what goes along stands in `body`. */
export function steps(world: World) {
  const tried = (caller: Caller, act: Act, given: Which & { body?: unknown }): Promise<Answer<unknown>> => {
    const body = given.body === undefined ? {} : { body: given.body };
    return as(world, caller).call(act, { params: { id: given.id }, ...body }, { version: given.version });
  };
  const step = async (caller: Caller, act: Act, given: Which & { body?: unknown }): Promise<ListingDetail> => {
    const answer = await tried(caller, act, given);
    expect(answer.problem.errors ?? answer.problem.code).toBeUndefined();
    return answer.body as ListingDetail;
  };
  const read = (caller: Caller, id: string, shows?: 'draft' | 'review' | 'published') =>
    as(world, caller).call(readListing, { params: { id }, query: shows === undefined ? {} : { shows } });
  const historyOf = async (id: string): Promise<(string | null)[][]> => {
    const rows = await world.admin
      .selectFrom('stateChange')
      .where('nounId', '=', id)
      .orderBy('at')
      .orderBy('id')
      .select(['fromState', 'action', 'toState'])
      .execute();
    return rows.map((row) => [row.fromState, row.action, row.toState]);
  };
  return { tried, step, read, historyOf };
}
