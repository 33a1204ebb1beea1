import { listOrganisations as page, type OrganisationCardRow, type OrganisationFilter } from '@ketnoi/db/organisations';
import type { Ctx } from '../../context.ts';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';

type Asked = OrganisationFilter & { limit?: number; cursor?: string };

/** A page of the organisations that are shown, newest first. */
export async function listOrganisations(
  ctx: Ctx,
  { limit = 20, cursor, ...filter }: Asked,
): Promise<{ rows: OrganisationCardRow[]; next: string | null }> {
  const bind = ['organisations', filter.membership ?? null, filter.verified ?? null, filter.type ?? null, filter.province ?? null];
  const [at, id] = cursor === undefined ? [] : decodeCursor(ctx.keys, { bind, cursor });
  const rows = await page(ctx.db, { filter, after: at === undefined ? null : { at: String(at), id: String(id) }, limit });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { rows: items, next: more ? encodeCursor(ctx.keys, { bind, values: [last.createdAt, last.id] }) : null };
}
