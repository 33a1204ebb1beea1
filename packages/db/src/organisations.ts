import type { OrganisationId } from '@ketnoi/domain/ids';
import type { Capacity } from '@ketnoi/domain/organisation';
import type { AccountId } from '@ketnoi/domain/ids';
import { sql, type RawBuilder } from 'kysely';
import type { Db, Tx } from './database.ts';

export type OrganisationFacts = {
  typeCode: string;
  typeVersion: string;
  legalName: string;
  shortName: string | null;
  englishName: string | null;
  taxCode: string | null;
  country: string;
  provinceCode: string | null;
  provinceVersion: string | null;
  website: string | null;
};

/** Adds an organisation of this exchange, unverified. */
export async function insertOrganisation(
  tx: Tx,
  args: OrganisationFacts & { id: OrganisationId; originNode: string; now: Date },
): Promise<void> {
  const { now, ...facts } = args;
  await tx
    .insertInto('organisation')
    .values({ ...facts, createdAt: now, updatedAt: now })
    .execute();
}

export type CapacityRow = {
  id: string;
  capacity: Capacity;
  proof: string;
  verifiedAt: string | null;
  validFrom: string;
  validUntil: string | null;
};

export type OrganisationRow = OrganisationFacts & {
  id: OrganisationId;
  version: number;
  membership: 'member' | 'directory';
  aboutVi: string | null;
  aboutEn: string | null;
  demo: boolean;
  trusted: boolean;
  verifiedAt: Date | null;
  originNode: string;
  foreign: boolean;
  textLicence: string | null;
  sourceUrl: string | null;
  createdAt: Date;
  /** False while nobody who owns it has confirmed an address: it is then shown to its own people alone. */
  shown: boolean;
  capacities: CapacityRow[];
};

// An organisation is shown once it was verified, or one of its owners confirmed an address, or it never had owners (directory, imports).
const shown = sql<boolean>`(o.verified_at is not null or coalesce((select bool_or(a.email_verified_at is not null)
  from membership m join account a on a.id = m.account_id where m.organisation_id = o.id and m.role = 'owner'), true))`;

/** One organisation with its capacities; not one that was withdrawn. */
export async function findOrganisation(db: Db, args: { id: OrganisationId }): Promise<OrganisationRow | null> {
  const { rows } = await sql<OrganisationRow>`
    select o.id, o.version, o.membership, o.type_code, o.type_version, o.legal_name, o.short_name, o.english_name, o.tax_code, o.country,
      o.province_code, o.province_version, o.website, o.about_vi, o.about_en, o.demo, o.trusted, o.verified_at, o.origin_node,
      not exists (select from exchange_node n where n.code = o.origin_node and n.is_self) as foreign, o.text_licence, o.source_url, o.created_at,
      ${shown} as shown,
      (select coalesce(json_agg(json_build_object('id', c.id, 'capacity', c.capacity, 'proof', c.proof,
          'verifiedAt', to_char(c.verified_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'validFrom', c.valid_from, 'validUntil', c.valid_until) order by c.valid_from, c.id), '[]')
        from organisation_capacity c where c.organisation_id = o.id) as capacities
    from organisation o where o.id = ${args.id} and o.withdrawn_at is null`.execute(db);
  return rows[0] ?? null;
}

export type OrganisationCardRow = Pick<
  OrganisationRow,
  'id' | 'membership' | 'typeCode' | 'legalName' | 'englishName' | 'country' | 'provinceCode' | 'demo'
> & {
  verified: boolean;
  createdAt: string;
};

export type OrganisationFilter = { membership?: string; verified?: boolean; type?: string; province?: string };

/** A page of the organisations that are shown, newest first; one row more than asked for tells that there is another page. */
export async function listOrganisations(
  db: Db,
  args: { filter: OrganisationFilter; after: { at: string; id: string } | null; limit: number },
): Promise<OrganisationCardRow[]> {
  const { filter, after } = args;
  const conditions: RawBuilder<unknown>[] = [sql`o.withdrawn_at is null`, shown];
  if (filter.membership !== undefined) conditions.push(sql`o.membership = ${filter.membership}`);
  if (filter.verified !== undefined) conditions.push(sql`(o.verified_at is not null) = ${filter.verified}::boolean`);
  if (filter.type !== undefined) conditions.push(sql`o.type_code = ${filter.type}`);
  if (filter.province !== undefined) conditions.push(sql`o.province_code = ${filter.province}`);
  if (after !== null) conditions.push(sql`(o.created_at, o.id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  const { rows } = await sql<OrganisationCardRow>`
    select o.id, o.membership, o.type_code, o.legal_name, o.english_name, o.country, o.province_code, o.demo, o.verified_at is not null as verified,
      o.created_at::text as created_at
    from organisation o where ${sql.join(conditions, sql` and `)} order by o.created_at desc, o.id desc limit ${args.limit + 1}`.execute(
    db,
  );
  return rows;
}

/** Whether another organisation holds this tax code: one that was verified, or one of whose owners confirmed an address. */
export async function isTaxCodeTaken(db: Db, args: { taxCode: string; except: OrganisationId | null }): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    select exists (select from organisation o where o.tax_code = ${args.taxCode} and o.membership = 'member' and o.withdrawn_at is null
      and o.id is distinct from ${args.except}::uuid and ${shown}) as taken`.execute(db);
  return rows[0]?.taken ?? false;
}

type OrganisationChanges = Partial<
  OrganisationFacts & { aboutVi: string | null; aboutEn: string | null; verifiedAt: null; verifiedBy: null; trusted: false }
>;

/** Changes an organisation, if the version still stands. */
export async function updateOrganisation(
  tx: Tx,
  args: { id: OrganisationId; version: number; changes: OrganisationChanges; now: Date },
): Promise<boolean> {
  const result = await tx
    .updateTable('organisation')
    .set((eb) => ({ ...args.changes, version: eb('version', '+', 1), updatedAt: args.now }))
    .where('id', '=', args.id)
    .where('version', '=', args.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Verifies an organisation or takes the verification (and with it the trust) back, if the version still stands. */
export async function setVerified(
  tx: Tx,
  args: { id: OrganisationId; version: number; verified: boolean; by: AccountId; now: Date },
): Promise<boolean> {
  const { rows } = await sql`
    update organisation set verified_at = ${args.verified ? args.now : null}, verified_by = ${args.verified ? args.by : null}::uuid,
      trusted = trusted and ${args.verified}, version = version + 1, updated_at = ${args.now}
    where id = ${args.id} and version = ${args.version} returning id`.execute(tx);
  return rows.length === 1;
}

/** Marks a verified organisation as trusted or takes the mark back, if the version still stands. */
export async function setTrusted(tx: Tx, args: { id: OrganisationId; version: number; trusted: boolean; now: Date }): Promise<boolean> {
  const { rows } = await sql`
    update organisation set trusted = ${args.trusted}, version = version + 1, updated_at = ${args.now}
    where id = ${args.id} and version = ${args.version} and verified_at is not null returning id`.execute(tx);
  return rows.length === 1;
}

export type NewCapacity = {
  id: string;
  organisationId: OrganisationId;
  capacity: Capacity;
  proof: string;
  validFrom: string;
  validUntil: string | null;
};

export async function insertCapacity(tx: Tx, capacity: NewCapacity): Promise<void> {
  await tx.insertInto('organisationCapacity').values(capacity).execute();
}

/** Notes who saw the proof of a capacity and until when it holds. */
export async function setCapacityVerified(
  tx: Tx,
  args: { id: string; organisationId: OrganisationId; by: AccountId; validUntil: string | null; now: Date },
): Promise<boolean> {
  const result = await tx
    .updateTable('organisationCapacity')
    .set({ verifiedBy: args.by, verifiedAt: args.now, validUntil: args.validUntil })
    .where('id', '=', args.id)
    .where('organisationId', '=', args.organisationId)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
