import type { AccountId, OrganisationId } from '@ketnoi/domain/ids';
import type { Tx } from './database.ts';

export type NewStateChange = {
  id: string;
  noun: string;
  nounId: string;
  fromState: string | null;
  action: string;
  toState: string;
  accountId: AccountId | null;
  organisationId: OrganisationId | null;
  capacity: string | null;
  reasonCode?: string | null;
  note?: string | null;
  ruleVersion?: string | null;
  at: Date;
};

/** Adds one step to the history of states that every noun shares, in the transaction of the step. */
export async function insertStateChange(tx: Tx, change: NewStateChange): Promise<void> {
  await tx.insertInto('stateChange').values(change).execute();
}
