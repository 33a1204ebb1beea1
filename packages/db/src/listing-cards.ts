import type { ListingId } from '@ketnoi/domain/ids';
import type { Kind, Side } from '@ketnoi/domain/listing-fields';
import type { PublicCard } from '@ketnoi/domain/listing-projection';
import { sql } from 'kysely';
import type { Db } from './database.ts';
import type { OrganisationFacts } from './listing-heads.ts';
import { statement } from './statement.ts';

/** What a list shows of one listing, with the organisation as it stands now; null for a masked one. */
export type CardRow = { id: ListingId; version: number; card: PublicCard; organisation: OrganisationFacts | null };

export type ListFilter = {
  side?: Side;
  kind?: readonly Kind[];
  sector?: readonly string[];
  province?: readonly string[];
  organisation?: string;
};

export type ListArgs = {
  filter: ListFilter;
  /** The last card of the page before. */
  after: { publishedAt: string; id: string } | null;
  limit: number;
  /** Counting stops here. */
  cap: number;
};

/** The arguments of one page; a filter of one value is compared, of several looked up in the list. */
type PageArgs = {
  side: string;
  kind: string;
  kinds: readonly string[];
  sector: string;
  sectors: readonly string[];
  province: string;
  provinces: readonly string[];
  organisation: string;
  publishedAt: string;
  id: string;
  limit: number;
  cap: number;
};

type PageRow = { total: number; cards: CardRow[] };
type Arg = <Key extends keyof PageArgs>(key: Key) => PageArgs[Key];
type Page = (db: Db, args: PageArgs) => Promise<PageRow[]>;

const and = (conditions: ReturnType<typeof sql>[]) => (conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `));

/** Which filters are given decides the text; their values do not. */
type Shape = { [Key in 'side' | 'kind' | 'sector' | 'province']: 'none' | 'one' | 'many' } & { organisation: boolean; after: boolean };

function conditions(shape: Shape, arg: Arg) {
  const given: ReturnType<typeof sql>[] = [];
  if (shape.side === 'one') given.push(sql`x.side = ${arg('side')}`);
  if (shape.kind === 'one') given.push(sql`x.kind = ${arg('kind')}`);
  if (shape.kind === 'many') given.push(sql`x.kind = any (${arg('kinds')}::text[])`);
  if (shape.province === 'one') given.push(sql`x.province_code = ${arg('province')}`);
  if (shape.province === 'many') given.push(sql`x.province_code = any (${arg('provinces')}::text[])`);
  if (shape.sector === 'one') given.push(sql`x.sector_code = ${arg('sector')}`);
  if (shape.sector === 'many') given.push(sql`x.sectors && ${arg('sectors')}::text[]`);
  if (shape.organisation) given.push(sql`x.organisation_id = ${arg('organisation')}::uuid`);
  return given;
}

/** One sector is paged through `listing_sector` by index alone; anything else through the projection. An organisation's own list keeps its retracted listings. */
function pageOf(shape: Shape): Page {
  const bySector = shape.sector === 'one' && !shape.organisation;
  const table = bySector ? sql`listing_sector x` : sql`listing_public x`;
  return statement<PageArgs, PageRow>((db, arg) => {
    const given = conditions(bySector ? shape : { ...shape, sector: shape.sector === 'one' ? 'many' : shape.sector }, arg);
    if (!bySector && !shape.organisation) given.push(sql`not x.retracted`);
    const from = shape.after
      ? [...given, sql`(x.published_at, x.listing_id) < (${arg('publishedAt')}::timestamptz, ${arg('id')}::uuid)`]
      : given;
    return {
      compile: () =>
        sql<PageRow>`
      select (select count(*)::int from (select from ${table} where ${and(given)} limit ${arg('cap')}) capped) as total, (
        select coalesce(json_agg(json_build_object('id', p.listing_id, 'version', p.version, 'card', p.card, 'organisation', p.organisation)
          order by hit.published_at desc, hit.listing_id desc), '[]')
        from (select x.listing_id, x.published_at from ${table} where ${and(from)} order by x.published_at desc, x.listing_id desc limit ${arg('limit')}) hit
        join listing_public p on p.listing_id = hit.listing_id
      ) as cards`.compile(db),
    };
  });
}

const pages = new Map<string, Page>();

function shapeOf(filter: ListFilter, after: boolean): Shape {
  const many = (values: readonly string[] | undefined) =>
    values === undefined || values.length === 0 ? 'none' : values.length === 1 ? 'one' : 'many';
  return {
    side: filter.side === undefined ? 'none' : 'one',
    kind: many(filter.kind),
    sector: many(filter.sector),
    province: many(filter.province),
    organisation: filter.organisation !== undefined,
    after,
  };
}

/** A page of shown listings, newest first, with the total up to `cap`, in one statement. */
export async function listCards(db: Db, args: ListArgs): Promise<{ rows: CardRow[]; total: number }> {
  const { filter, after } = args;
  const shape = shapeOf(filter, after !== null);
  const key = Object.values(shape).join();
  const page = pages.get(key) ?? pageOf(shape);
  pages.set(key, page);
  const [row] = await page(db, {
    side: filter.side ?? '',
    kind: filter.kind?.[0] ?? '',
    kinds: filter.kind ?? [],
    sector: filter.sector?.[0] ?? '',
    sectors: filter.sector ?? [],
    province: filter.province?.[0] ?? '',
    provinces: filter.province ?? [],
    organisation: filter.organisation ?? '',
    publishedAt: after?.publishedAt ?? '',
    id: after?.id ?? '',
    limit: args.limit,
    cap: args.cap,
  });
  return { rows: row?.cards ?? [], total: row?.total ?? 0 };
}
