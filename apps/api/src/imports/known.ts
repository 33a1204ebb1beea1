import type { ImportRow } from '@ketnoi/contracts/imports';
import type { Db } from '@ketnoi/db/database';
import { knownListings } from '@ketnoi/db/imports';
import type { OrganisationId } from '@ketnoi/domain/ids';
import { fold } from '@ketnoi/language/fold';

const titleKey = (title: string): string => fold(title).replaceAll(/\s+/gu, ' ').trim();

export type Duplicate = 'duplicate_origin' | 'duplicate_title';

export type Known = {
  /** Reads in what owners have that were not asked for before. */
  load: (db: Db, owners: Iterable<OrganisationId>) => Promise<void>;
  /** The kind of duplicate the row would be; one that is none counts as known from now on. */
  take: (owner: OrganisationId, row: ImportRow) => Duplicate | null;
};

type Entry = { owner: OrganisationId; side: string; originId: string | null; titles: readonly string[] };

/**
 * What the owners of an import's rows have on the exchange, the rows read in so far among it. The same number of origin, or the same title
 * without its marks, is a duplicate; two rows with numbers of their own may share a title.
 */
export function knownByOwner(): Known {
  const loaded = new Set<OrganisationId>();
  const origins = new Set<string>();
  const byTitle = new Map<string, Set<string | null>>();
  const add = ({ owner, side, originId, titles }: Entry): void => {
    if (originId !== null) origins.add(`${owner} ${originId}`);
    for (const title of titles) {
      const key = `${owner} ${side} ${titleKey(title)}`;
      byTitle.set(key, (byTitle.get(key) ?? new Set()).add(originId));
    }
  };
  return {
    load: async (db, owners) => {
      const fresh = [...new Set(owners)].filter((owner) => !loaded.has(owner));
      if (fresh.length === 0) return;
      for (const row of await knownListings(db, { organisationIds: fresh })) add({ ...row, owner: row.ownerOrganisationId });
      for (const owner of fresh) loaded.add(owner);
    },
    take: (owner, row) => {
      const originId = row.originId ?? null;
      const titles = Object.values(row.texts?.title ?? {}).filter(
        (title): title is string => typeof title === 'string' && title.trim() !== '',
      );
      if (originId !== null && origins.has(`${owner} ${originId}`)) return 'duplicate_origin';
      const shares = titles.map((title) => byTitle.get(`${owner} ${row.side} ${titleKey(title)}`)).filter((one) => one !== undefined);
      if (shares.some((numbers) => originId === null || numbers.has(null))) return 'duplicate_title';
      add({ owner, side: row.side, originId, titles });
      return null;
    },
  };
}
