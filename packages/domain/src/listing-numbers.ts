import type { ListingContent } from './listing-content.ts';

/** The numbers a listing is known by elsewhere: of its titles of protection and of the state's task it came from, as far as these values hold them. */
export function numbersOf(values: ListingContent['values']): string[] {
  const { ipRights, stateTaskCode } = values as { ipRights?: readonly { number?: unknown }[]; stateTaskCode?: unknown };
  const all = [...(ipRights ?? []).map((right) => right.number), stateTaskCode];
  return all.filter((one): one is string => typeof one === 'string' && one !== '');
}
