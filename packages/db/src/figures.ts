import { SHOWN_STATES } from '@ketnoi/domain/listing';
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { statement } from './statement.ts';

type Names = { vi: string; en: string };

export type Figures = {
  offers: number;
  needs: number;
  verifiedOrganisations: number;
  sectors: { code: string; label: Names; needs: number; offers: number }[];
  nodes: { code: string; name: Names; self: boolean; listings: number; newIn30Days: number }[];
};

// Counted from the public projection of listings whose state still shows them: what a visitor could count himself, and nothing else.
const read = statement<{ states: readonly string[]; since: Date }, Figures>((db, arg) => ({
  compile: () =>
    sql<Figures>`
    with shown as materialized (
      select p.listing_id, p.side, p.published_at, p.sectors, l.origin_node
      from listing_public p join listing l on l.id = p.listing_id
      where not p.retracted and l.state = any(${arg('states')}::text[]) and l.audience = 'public'
    ), by_sector as (
      select sector, count(*) filter (where side = 'need') as needs, count(*) filter (where side = 'offer') as offers
      from shown cross join unnest(sectors) as sector group by sector
    ), by_node as (
      select origin_node, count(*) as listings, count(*) filter (where published_at >= ${arg('since')}::timestamptz) as fresh
      from shown group by origin_node
    )
    select (select count(*) from shown where side = 'offer') as offers, (select count(*) from shown where side = 'need') as needs,
      (select count(*) from organisation where verified_at is not null and withdrawn_at is null) as verified_organisations,
      (select coalesce(json_agg(json_build_object('code', b.sector, 'needs', b.needs, 'offers', b.offers,
          'label', json_build_object('vi', coalesce(c.label_vi, b.sector), 'en', coalesce(c.label_en, b.sector)))
          order by b.needs desc, b.offers desc, b.sector), '[]')
        from by_sector b
        left join classification_scheme s on s.scheme = 'priority_sector' and s.is_current
        left join classification c on c.scheme = s.scheme and c.version = s.version and c.code = b.sector) as sectors,
      (select coalesce(json_agg(json_build_object('code', n.code, 'name', json_build_object('vi', n.name_vi, 'en', n.name_en), 'self', n.is_self,
          'listings', coalesce(b.listings, 0), 'newIn30Days', coalesce(b.fresh, 0)) order by n.is_self desc, b.listings desc nulls last, n.code), '[]')
        from exchange_node n left join by_node b on b.origin_node = n.code where n.is_self or b.listings > 0) as nodes`.compile(db),
}));

/** What the home page counts, in one statement. `since` begins the last thirty days. */
export async function readFigures(db: Db, args: { since: Date }): Promise<Figures> {
  const [figures] = await read(db, { ...args, states: SHOWN_STATES });
  if (figures === undefined) throw new Error('a select without from returned no row');
  return figures;
}
