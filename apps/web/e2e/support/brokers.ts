import { createDb } from '@ketnoi/db/database';
import { newId } from '@ketnoi/domain/ids';
import { inject } from 'vitest';
import { person, type Person } from './people.ts';

/** Somebody of a verified organisation whose capacity for brokerage was checked; only an administrator can give it that. */
export async function broker(): Promise<Person> {
  const who = await person();
  const db = createDb({ url: inject('databaseUrl'), poolSize: 1 });
  try {
    const { organisationId } = await db
      .selectFrom('membership')
      .innerJoin('account', 'account.id', 'membership.accountId')
      .select('membership.organisationId')
      .where('account.email', '=', who.email)
      .executeTakeFirstOrThrow();
    const now = new Date();
    await db.updateTable('organisation').set({ verifiedAt: now }).where('id', '=', organisationId).execute();
    const capacity = {
      id: newId<'organisation_capacity'>(Date.now()),
      organisationId,
      capacity: 'brokerage',
      proof: 'Giấy chứng nhận 12/2026',
    };
    await db
      .insertInto('organisationCapacity')
      .values({ ...capacity, verifiedAt: now, validFrom: '2026-01-01' })
      .execute();
  } finally {
    await db.destroy();
  }
  return who;
}
