import { SHOWN_STATES } from '@ketnoi/domain/listing';
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { statement } from './statement.ts';

export type SuggestedName = { kind: 'title' | 'organisation'; id: string; vi: string | null; en: string | null };

type Args = {
  /** A tsquery over the headings of the index. */
  heading: string;
  /** The folded text, as the beginning of a title and as a part of a name (patterns of `like`). */
  begins: string;
  within: string;
  states: readonly string[];
};

// Titles are looked up by their words and come from the projection; organisations by any part of a name, once they are verified or listed in the directory.
const select = statement<Args, SuggestedName>((db, arg) => ({
  compile: () =>
    sql<SuggestedName>`
    (select 'title' as kind, p.listing_id as id, p.title_vi as vi, p.title_en as en
      from (select listing_id from search_document where words @@ ${arg('heading')}::tsquery limit 100) d
      join listing_public p on p.listing_id = d.listing_id and not p.retracted
      join listing l on l.id = p.listing_id and l.audience = 'public' and l.state = any (${arg('states')}::text[])
      order by (folded(p.title_vi) like ${arg('begins')} or folded(p.title_en) like ${arg('begins')}) is true desc, p.published_at desc, p.listing_id desc
      limit 8)
    union all
    (select 'organisation', o.id, o.legal_name, coalesce(o.english_name, o.legal_name)
      from organisation o
      where folded(o.legal_name || ' ' || coalesce(o.short_name, '') || ' ' || coalesce(o.english_name, '')) like ${arg('within')}
        and o.withdrawn_at is null and (o.verified_at is not null or o.membership = 'directory')
      order by o.membership desc, o.legal_name, o.id
      limit 8)`.compile(db),
}));

/** Titles and names that what is being typed may become, likeliest first within each kind. */
export function suggestedNames(db: Db, args: Omit<Args, 'states'>): Promise<SuggestedName[]> {
  return select(db, { ...args, states: SHOWN_STATES });
}
