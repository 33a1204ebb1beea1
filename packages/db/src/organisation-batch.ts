import type { OrganisationId } from '@ketnoi/domain/ids';
import { sql } from 'kysely';
import type { Tx } from './database.ts';

/** An organisation that comes in from a file of the platform's own. */
export type BatchOrganisation = {
  id: OrganisationId;
  originId: string;
  membership: 'member' | 'directory';
  typeCode: string;
  legalName: string;
  shortName: string | null;
  englishName: string | null;
  taxCode: string | null;
  country: string;
  provinceCode: string | null;
  website: string | null;
  aboutVi: string | null;
  aboutEn: string | null;
  demo: boolean;
  trusted: boolean;
  verified: boolean;
};

type Given = { organisations: readonly BatchOrganisation[]; originNode: string; typeVersion: string; provinceVersion: string; now: Date };

/** Adds the organisations that are not there yet by their number of origin, in one statement. @returns how many were added. */
export async function insertOrganisationBatch(tx: Tx, given: Given): Promise<number> {
  const { now } = given;
  const result = await sql`
    insert into organisation (id, membership, type_code, type_version, legal_name, short_name, english_name, tax_code, country, province_code, province_version,
      website, about_vi, about_en, demo, trusted, verified_at, origin_node, origin_id, created_at, updated_at)
    select x.id, x.membership, x."typeCode", ${given.typeVersion}, x."legalName", x."shortName", x."englishName", x."taxCode", x.country, x."provinceCode",
      case when x."provinceCode" is null then null else ${given.provinceVersion} end, x.website, x."aboutVi", x."aboutEn", x.demo, x.trusted,
      case when x.verified then ${now}::timestamptz end, ${given.originNode}, x."originId", ${now}::timestamptz, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(given.organisations)}::jsonb) as x (id uuid, "originId" text, membership text, "typeCode" text, "legalName" text,
      "shortName" text, "englishName" text, "taxCode" text, country text, "provinceCode" text, website text, "aboutVi" text, "aboutEn" text,
      demo boolean, trusted boolean, verified boolean)
    on conflict do nothing`.execute(tx);
  return Number(result.numAffectedRows ?? 0n);
}
