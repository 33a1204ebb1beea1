import { randomUUID } from 'node:crypto';
import { createDb } from '@ketnoi/db/database';
import { TERMS_VERSION } from '@ketnoi/domain/account';
import { newId } from '@ketnoi/domain/ids';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { inject } from 'vitest';
import type { Visit } from './browser.ts';

export type Person = { email: string; password: string; organisation: string };

export const PASSWORD = 'bờ biển lúa chín 42';

let last = 0;
/** Spec files share the database of a run: what is made here carries a number of its own. */
export const mark = (): string => {
  last += 1;
  return `${String(process.pid)}-${String(last)}`;
};

type Wanted = {
  name?: string;
  /** The address is confirmed, as by its letter. */
  confirmed?: boolean;
  moderator?: boolean;
};

/** Somebody who signed up an organisation through the API, as the page does; what only others can give is written into the database. */
export async function person({ name = `Viện Thử ${mark()}`, confirmed = true, moderator = false }: Wanted = {}): Promise<Person> {
  const email = `nguoi-${mark()}@example.org`;
  const response = await fetch(`${inject('address')}/api/organisations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), 'x-ketnoi': '1' },
    body: JSON.stringify({
      organisation: { typeCode: 'research_institute', legalName: name, englishName: name, country: 'VN', provinceCode: '22' },
      owner: { fullName: 'Đàm Vân Khê', email, password: PASSWORD, language: 'vi' },
      acceptedTerms: TERMS_VERSION,
    }),
  });
  if (response.status !== 201) throw new Error(`sign-up was answered ${String(response.status)}: ${await response.text()}`);
  const db = createDb({ url: inject('databaseUrl'), poolSize: 1 });
  try {
    const account = await db.selectFrom('account').select('id').where('email', '=', email).executeTakeFirstOrThrow();
    if (confirmed) await db.updateTable('account').set({ emailVerifiedAt: new Date() }).where('id', '=', account.id).execute();
    if (moderator) {
      const grant = {
        id: newId<'account_grant'>(Date.now()),
        accountId: account.id,
        role: 'moderator',
        scope: 'platform',
        grantedAt: new Date(),
      };
      await db.insertInto('accountGrant').values(grant).execute();
    }
  } finally {
    await db.destroy();
  }
  return { email, password: PASSWORD, organisation: name };
}

/** Opens a page as this person, through the sign-in page. */
export async function openAs(visit: Visit, who: Person, options: { path: string; browser?: BrowserContextOptions }): Promise<Page> {
  const english = options.path.startsWith('/en/') ? '/en' : '';
  const page = await visit.open(`${english}/login?returnTo=${encodeURIComponent(options.path)}`, options.browser);
  await page.locator('#email').fill(who.email);
  await page.locator('#password').fill(who.password);
  await page.locator('main button[type=submit]').click();
  await page.waitForURL((url) => !url.pathname.endsWith('/login'));
  return page;
}
