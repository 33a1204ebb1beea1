import { newId, type OrganisationId } from '@ketnoi/domain/ids';
import pg from 'pg';

// argon2id of the password below, as the product makes it.
const HASH = '$argon2id$v=19$m=19456,t=2,p=1$J8UeshhKEx17hzD+iwSjDw$jxJ6uXr7OqV8g6IKfbtrPuyXYaTDlR1/68oNt49mY6k';
const PASSWORD = 'drill drill drill';

export type Person = { email: string; password: string; organisationId: OrganisationId };

/** Owners of trusted organisations, whose listings are published without a moderator. */
export async function trustedOwners(adminUrl: string, count: number): Promise<Person[]> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const people: Person[] = [];
    for (let n = 1; n <= count; n += 1) people.push(await trustedOwner(client, n));
    return people;
  } finally {
    await client.end();
  }
}

async function trustedOwner(client: pg.Client, n: number): Promise<Person> {
  const organisationId = newId<'organisation'>(Date.now());
  const accountId = newId<'account'>(Date.now());
  const email = `drill${n}@example.org`;
  await client.query(
    `insert into organisation (id, type_code, type_version, legal_name, province_code, verified_at, trusted, origin_node, created_at, updated_at)
     values ($1, 'research_institute', '1', $2, '22', now(), true, (select code from exchange_node where is_self), now(), now())`,
    [organisationId, `Viện Diễn tập ${n}`],
  );
  await client.query(
    `insert into account (id, email, email_verified_at, password_hash, full_name, terms_version, terms_accepted_at, created_at, updated_at)
     values ($1, $2, now(), $3, $4, '2026-11', now(), now(), now())`,
    [accountId, email, HASH, `Người Diễn tập ${n}`],
  );
  await client.query(`insert into membership (account_id, organisation_id, role, created_at) values ($1, $2, 'owner', now())`, [
    accountId,
    organisationId,
  ]);
  return { email, password: PASSWORD, organisationId };
}
