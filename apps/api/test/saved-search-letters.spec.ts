import { holdListing, resumeListing, withdrawListing } from '@ketnoi/contracts/listings';
import type { ListingDetail } from '@ketnoi/contracts/listing-shapes';
import { pauseSavedSearch, readSubscription, resumeSavedSearch, unsubscribe } from '@ketnoi/contracts/saved-searches';
import { createDb } from '@ketnoi/db/database';
import { inTransaction } from '@ketnoi/db/transaction';
import type { AccountId, MailId, SavedSearchId } from '@ketnoi/domain/ids';
import { enqueueAll } from '@ketnoi/jobs/enqueue';
import { sql } from '@ketnoi/testing/sql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { unsubscribeToken } from '../src/alerts/unsubscribe-link.ts';
import type { Config } from '../src/config.ts';
import { sendDigests } from '../src/features/saved-searches/send-digests.ts';
import { smtpMailer } from '../src/mail/mailer.ts';
import { newsTo, reread, saved, writeLetters } from './support/alerts.ts';
import { as, visitor, type Caller } from './support/as.ts';
import type { World } from './support/context.ts';
import { given } from './support/given.ts';
import { drain } from './support/jobs.ts';
import { both, completeOffer, published } from './support/listings.ts';
import { peopledWorld } from './support/people.ts';
import { captureSmtp } from './support/smtp.ts';
import { steps } from './support/steps.ts';

const MINUTE = 60_000;
const TUESDAY_NOON = '2026-11-24T05:00:00.000Z';

let world: World;
let wired: World;
let server: Awaited<ReturnType<typeof captureSmtp>>;
let writer: Caller;
let moderator: Caller;
let seeker: Caller & { accountId: AccountId; email: string };
beforeAll(async () => {
  world = await peopledWorld();
  server = await captureSmtp();
  const config: Config = { ...world.ctx.config, smtpUrl: server.url };
  wired = { ...world, ctx: { ...world.ctx, config, mail: smtpMailer(config) } };
  writer = await given.person(world, { organisation: await given.organisation(world) });
  moderator = await given.person(world, { grant: 'moderator' });
});
beforeEach(async () => {
  world.clock.set(TUESDAY_NOON);
  seeker = await given.person(world, {});
});
afterAll(async () => {
  wired.ctx.mail?.close();
  await server.close();
  await world.close();
});

async function publish(vi: string, en: string): Promise<ListingDetail> {
  const listing = await published(world, { writer, moderator }, completeOffer({ texts: { title: both(vi, en) } }));
  await drain(world);
  return listing;
}
const news = () => newsTo(world, seeker.email);

describe('a letter about saved searches', () => {
  it('tells of everything found since the last one, in the reader’s language, and of nothing he looks for', async () => {
    await world.admin.updateTable('account').set({ language: 'en' }).where('id', '=', seeker.accountId).execute();
    await saved(world, seeker, { q: 'máy tách vỏ' }, { name: 'zirconium secret' });
    await saved(world, seeker, { q: 'vỏ trấu quokka', exact: true }, { name: 'second secret' });
    await saved(world, seeker, { q: 'vỏ trấu' });
    const one = await publish('Máy tách vỏ lạc\u2028Bcc: x@example.org', 'Peanut sheller');
    const two = await publish('Máy tách vỏ trấu', 'Rice huller');
    await writeLetters(world);
    const [letter, ...more] = await news();
    expect(more).toEqual([]);
    expect(letter?.subject).toBe('2 new listings for your saved searches');
    expect(letter?.bodyText).toContain('• Peanut sheller\nhttp://ketnoi.test/en/listings/' + one.id);
    expect(letter?.bodyText.split(two.id)).toHaveLength(3);
    expect(letter?.bodyText).toContain('http://ketnoi.test/en/workspace/alerts');
    expect(letter?.bodyText).not.toMatch(/secret|quokka|trấu/u);
    await writeLetters(world);
    expect(await news()).toHaveLength(1);
  });

  it('leaves within a minute, and the next one not at once after it', async () => {
    const search = await saved(world, seeker, { q: 'thuốc trừ rầy' });
    await publish('Thuốc trừ rầy nâu', 'Planthopper spray');
    await writeLetters(world);
    expect((await reread(world, seeker, search)).lastSentAt).toBe(TUESDAY_NOON);
    world.clock.forward(MINUTE);
    await publish('Thuốc trừ rầy xanh', 'Green planthopper spray');
    await writeLetters(world);
    expect(await news()).toHaveLength(1);
    world.clock.forward(5 * MINUTE);
    await writeLetters(world);
    expect(await news()).toHaveLength(2);
  });

  it('leaves at seven in the morning of the exchange, each day or each Monday', async () => {
    const daily = await saved(world, seeker, { q: 'giá thể mùn dừa' }, { rhythm: 'daily' });
    const weekly = await saved(world, seeker, { q: 'giá thể mùn dừa' }, { rhythm: 'weekly' });
    expect([daily.nextSendAt, weekly.nextSendAt]).toEqual(['2026-11-25T00:00:00.000Z', '2026-11-30T00:00:00.000Z']);
    await publish('Giá thể mùn dừa ép', 'Coir block');
    for (const [at, letters] of [
      ['2026-11-24T23:59:00.000Z', 0],
      ['2026-11-25T00:00:30.000Z', 1],
      ['2026-11-29T23:59:00.000Z', 1],
      ['2026-11-30T00:00:30.000Z', 2],
      ['2026-12-07T00:00:30.000Z', 2],
    ] as const) {
      world.clock.set(at);
      await writeLetters(world);
      expect([at, (await news()).length]).toEqual([at, letters]);
    }
  });

  it('is written once however many workers come to it', async () => {
    await saved(world, seeker, { q: 'lưới che nắng' });
    await publish('Lưới che nắng', 'Shade net');
    const dbs = Array.from({ length: 3 }, () => createDb({ url: world.ctx.config.databaseWorkerUrl, poolSize: 1 }));
    await Promise.all(dbs.map((db) => sendDigests({ ...world.ctx, db })));
    await Promise.all(dbs.map((db) => db.destroy()));
    expect(await news()).toHaveLength(1);
  });

  it('does not tell of what was withdrawn or hidden before, and tells of what came back', async () => {
    const go = steps(world);
    await saved(world, seeker, { q: 'khay ươm mạ' });
    const gone = await publish('Khay ươm mạ giấy', 'Paper seedling tray');
    const hidden = await publish('Khay ươm mạ nhựa', 'Plastic seedling tray');
    await go.step(writer, withdrawListing, gone);
    const held = await go.step(writer, holdListing, hidden);
    await writeLetters(world);
    expect(await news()).toEqual([]);
    await go.step(writer, resumeListing, held);
    await drain(world);
    await writeLetters(world);
    const [letter] = await news();
    expect([letter?.bodyText.includes(hidden.id), letter?.bodyText.includes(gone.id)]).toEqual([true, false]);
  });

  it('is still to be written for what is hidden in the very moment it is written, and comes back', async () => {
    const search = await saved(world, seeker, { q: 'bồn khuấy sơn' });
    const listing = await publish('Bồn khuấy sơn', 'Paint mixing tank');
    const db = createDb({ url: world.ctx.config.databaseWorkerUrl, poolSize: 1 });
    let held: ListingDetail | null = null;
    const hiding = db.withPlugin({
      transformQuery: ({ node }) => node,
      // The listing is hidden once it is taken into the letter.
      transformResult: async ({ result }) => {
        const { rows } =
          await sql`select from saved_search_alert where listing_id = ${listing.id} and digest_id is null for update skip locked`.execute(
            world.admin,
          );
        if (rows.length === 0) held ??= await steps(world).step(writer, holdListing, listing);
        return result;
      },
    });
    await sendDigests({ ...world.ctx, db: hiding });
    await db.destroy();
    expect([await news(), held === null, (await reread(world, seeker, search)).lastSentAt]).toEqual([[], false, null]);
    await steps(world).step(writer, resumeListing, held ?? listing);
    await drain(world);
    await writeLetters(world);
    expect((await news()).map((letter) => letter.bodyText.includes(listing.id))).toEqual([true]);
  });

  it('goes to nobody who may not have it: suspended, address not confirmed, search at rest', async () => {
    const unconfirmed = await given.person(world, { emailVerified: false });
    await saved(world, unconfirmed, { q: 'ghế mây' });
    const suspended = await given.person(world, {});
    await saved(world, suspended, { q: 'ghế mây' });
    const resting = await saved(world, seeker, { q: 'ghế mây' });
    await publish('Ghế mây', 'Rattan chair');
    await world.admin.updateTable('account').set({ suspendedAt: world.clock.now() }).where('id', '=', suspended.accountId).execute();
    await as(world, seeker).call(pauseSavedSearch, { params: { id: resting.id } }, { version: 1 });
    await writeLetters(world);
    for (const { email } of [unconfirmed, suspended, seeker]) expect(await newsTo(world, email)).toEqual([]);
    world.clock.forward(MINUTE);
    await as(world, seeker).call(resumeSavedSearch, { params: { id: resting.id } }, { version: 2 });
    await writeLetters(world);
    expect(await news()).toEqual([]);
  });
});

/** The letters of this reader once more on their way, as after a failure of the mail server. */
async function requeue(): Promise<void> {
  const rows = await world.admin.selectFrom('mail').where('recipient', '=', seeker.email).select('id').execute();
  await inTransaction(world.admin, (tx) =>
    enqueueAll(
      tx,
      'mail.send',
      rows.map(({ id }) => ({ mailId: id as MailId })),
    ),
  );
}

describe('a letter that leaves by a mail server', () => {
  it('is read anew: what was withdrawn while it waited is not told, and it can be ended by one click', async () => {
    await saved(world, seeker, { q: 'xe đẩy hàng' });
    const gone = await publish('Xe đẩy hàng A', 'Cart A');
    const stays = await publish('Xe đẩy hàng B', 'Cart B');
    await writeLetters(world);
    await steps(world).step(writer, withdrawListing, gone);
    await requeue();
    await drain(wired);
    const letter = server.letters.find((one) => one.to.includes(seeker.email));
    expect(letter?.text).toContain(stays.id);
    expect(letter?.text).not.toContain(gone.id);
    expect(letter?.headers['list-unsubscribe-post']).toEqual(['List-Unsubscribe=One-Click']);
    const url = /^<http:\/\/ketnoi\.test(\/api\/saved-searches\/unsubscribe\/\S+)>$/u.exec(
      letter?.headers['list-unsubscribe']?.[0] ?? '',
    )?.[1];
    const answer = await world.app.inject({
      method: 'POST',
      url: url ?? '',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'List-Unsubscribe=One-Click',
    });
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      { email: expect.stringMatching(/^p•••@/u) as string, searches: 1, active: 0 },
    ]);
  });

  it('does not leave when nothing is left to tell', async () => {
    const search = await saved(world, seeker, { q: 'đèn bắt muỗi' });
    await publish('Đèn bắt muỗi', 'Mosquito lamp');
    await writeLetters(world);
    await as(world, seeker).call(pauseSavedSearch, { params: { id: search.id } }, { version: 1 });
    await requeue();
    await drain(wired);
    expect(server.letters.filter((one) => one.to.includes(seeker.email))).toEqual([]);
    expect(await news()).toEqual([]);
  });
});

describe('the link that ends letters', () => {
  const tokenOf = (search: { id: string }): string =>
    unsubscribeToken(world.ctx.keys, { kind: 'search', id: search.id as SavedSearchId, accountId: seeker.accountId }, seeker.email);
  const follow = (token: string) => as(world, visitor).call(unsubscribe, { params: { token } });

  it('changes nothing when it is opened, and pauses its search when it is sent, once or twice', async () => {
    const search = await saved(world, seeker, { q: 'x' });
    const other = await saved(world, seeker, { q: 'y' });
    const token = tokenOf(search);
    const opened = await as(world, visitor).call(readSubscription, { params: { token } });
    expect([opened.status, opened.body.active]).toEqual([200, 1]);
    for (let times = 0; times < 2; times += 1) expect((await follow(token)).body).toMatchObject({ searches: 1, active: 0 });
    expect(await reread(world, seeker, search)).toMatchObject({
      stopped: 'unsubscribed',
      version: 2,
      can: ['edit', 'resume', 'test', 'delete'],
    });
    expect((await reread(world, seeker, other)).stopped).toBeNull();
    const steps = await world.admin
      .selectFrom('stateChange')
      .where('nounId', '=', search.id)
      .orderBy('id')
      .select(['action', 'capacity'])
      .execute();
    expect(steps.at(-1)).toEqual({ action: 'unsubscribe', capacity: 'link' });
  });

  it('is worth nothing when it was tampered with, made for another address, or its search is gone', async () => {
    const search = await saved(world, seeker, { q: 'x' });
    const stranger = await given.person(world, {});
    const token = tokenOf(search);
    const [payload = '', signature = ''] = token.split('.');
    const foreign = unsubscribeToken(
      world.ctx.keys,
      { kind: 'search', id: search.id as SavedSearchId, accountId: stranger.accountId },
      stranger.email,
    );
    const moved = unsubscribeToken(
      world.ctx.keys,
      { kind: 'search', id: search.id as SavedSearchId, accountId: seeker.accountId },
      'old@example.org',
    );
    const flipped = `${payload}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    for (const bad of [flipped, `d${payload.slice(1)}.${signature}`, `${payload}.`, 'x', `${token}x`, foreign, moved]) {
      const answer = await follow(bad);
      expect([bad, answer.status, answer.problem.code]).toEqual([bad, 410, 'saved_search.link_invalid']);
    }
    expect((await reread(world, seeker, search)).stopped).toBeNull();
    await world.admin.deleteFrom('savedSearch').where('id', '=', search.id).execute();
    expect((await follow(token)).status).toBe(410);
  });
});
