import { createDb } from '@ketnoi/db/database';
import { inTransaction } from '@ketnoi/db/transaction';
import { enqueue } from '@ketnoi/jobs/enqueue';
import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';

/** The newest link of a kind in the letters to an address, as the local outbox shows them. */
export async function linkIn(page: Page, email: string, kind: string): Promise<string> {
  const outbox = await page.context().newPage();
  let found: string | null = null;
  await expect
    .poll(
      async () => {
        await outbox.goto('/outbox');
        const letters = outbox.getByRole('article').filter({ hasText: email });
        const link = letters.locator(`a[href*="/${kind}/"]`).first();
        found = (await link.count()) === 0 ? null : await link.getAttribute('href');
        return found;
      },
      { timeout: 20_000 },
    )
    .not.toBeNull();
  await outbox.close();
  return new URL(found ?? '').pathname;
}

/** Lets due letters of saved searches leave now and not at their next half minute. */
export async function sendDueLetters(): Promise<void> {
  const db = createDb({ url: inject('databaseUrl'), poolSize: 1 });
  await inTransaction(db, (tx) => enqueue(tx, 'alert.digest', {})).finally(() => db.destroy());
}
