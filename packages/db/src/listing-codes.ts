import { sql } from 'kysely';
import type { Db } from './database.ts';

/** The codes of one scheme in force; `regions` of the province scheme: province -> planning region. */
export type SchemeCodes = { scheme: string; version: string; codes: string[]; regions: Record<string, string> };

/** Every code in force, a row a scheme: small enough to be kept in memory. */
export async function listCodes(db: Db): Promise<SchemeCodes[]> {
  const { rows } = await sql<SchemeCodes>`
    select s.scheme, s.version, array_agg(c.code) as codes,
      coalesce(json_object_agg(c.code, c.extra->>'region') filter (where c.extra ? 'region'), '{}') as regions
    from classification_scheme s join classification c on c.scheme = s.scheme and c.version = s.version
    where s.is_current group by s.scheme, s.version`.execute(db);
  return rows;
}
