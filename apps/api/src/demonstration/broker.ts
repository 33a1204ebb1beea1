import { findCredentials } from '@ketnoi/db/accounts';
import { appendAudit } from '@ketnoi/db/audit';
import { holdsCapacity } from '@ketnoi/db/broker-pairs';
import { organisationsByKey } from '@ketnoi/db/imports';
import { insertCapacity, setCapacityVerified } from '@ketnoi/db/organisations';
import { inTransaction } from '@ketnoi/db/transaction';
import { newId } from '@ketnoi/domain/ids';
import { localDay } from '@ketnoi/domain/working-days';
import type { Ctx } from '../context.ts';

const BROKER = 'cau-nhip';
const ADMIN = 'admin@demo.ketnoi.example';
const PROOF = 'Giấy chứng nhận đăng ký hoạt động môi giới chuyển giao công nghệ số DEMO-01 (minh họa)';

/** Gives the demonstration's broker a checked capacity for brokerage, so that the broker's account has a queue. @returns whether it was missing. */
export async function makeBroker(ctx: Ctx): Promise<boolean> {
  const organisation = (await organisationsByKey(ctx.db, { keys: [BROKER] })).get(BROKER);
  const admin = (await findCredentials(ctx.db, { email: ADMIN })).find((one) => one.confirmed);
  if (organisation === undefined || admin === undefined) return false;
  const now = ctx.clock.now();
  const day = localDay(now);
  const organisationId = organisation.id;
  if (await holdsCapacity(ctx.db, { organisationId, capacity: 'brokerage', day })) return false;
  const id = newId<'capacity'>(now.getTime());
  await inTransaction(ctx.db, async (tx) => {
    await insertCapacity(tx, { id, organisationId, capacity: 'brokerage', proof: PROOF, validFrom: day, validUntil: null });
    await setCapacityVerified(tx, { id, organisationId, by: admin.id, validUntil: null, now });
    await appendAudit(tx, {
      action: 'capacity.verify',
      noun: 'organisation',
      nounId: organisationId,
      accountId: null,
      organisationId,
      capacity: 'system',
      mandateId: null,
      at: now,
      details: { id, capacity: 'brokerage', origin: 'demonstration' },
    });
  });
  return true;
}
