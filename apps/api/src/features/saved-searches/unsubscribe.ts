import type { Tx } from '@ketnoi/db/database';
import { silenceable, updateSavedSearch } from '@ketnoi/db/saved-searches';
import { findAccount } from '@ketnoi/db/accounts';
import { maskEmail } from '@ketnoi/domain/account';
import { problem } from '@ketnoi/domain/problems';
import { isGenuine, readToken, type Link } from '../../alerts/unsubscribe-link.ts';
import type { Ctx } from '../../context.ts';
import { actingFor, ofAccount, recordStep } from './acts.ts';

type Subscription = { email: string; searches: number; active: number };

/** The link of a token of ours for an address its account still has; anything else is one and the same problem. */
async function linkOf(ctx: Ctx, tx: Tx, token: string): Promise<Link & { email: string }> {
  const link = readToken(token);
  const account = link === null ? null : await findAccount(tx, { id: link.accountId, now: ctx.clock.now() });
  if (link === null || account === null || !isGenuine(ctx.keys, token, account.email)) throw problem('saved_search.link_invalid');
  return { ...link, email: account.email };
}

type Opened = { tx: Tx; link: Link & { email: string } };

async function withLink(ctx: Ctx, token: string, work: (opened: Opened) => Promise<Subscription>): Promise<Subscription> {
  const claimed = readToken(token);
  if (claimed === null) throw problem('saved_search.link_invalid');
  return ofAccount(ctx, claimed, async (tx) => work({ tx, link: await linkOf(ctx, tx, token) }));
}

/** What a link would silence. Changes nothing: mail programs open links by themselves. */
export function readSubscription(ctx: Ctx, token: string): Promise<Subscription> {
  return withLink(ctx, token, async ({ tx, link }) => {
    const searches = await silenceable(tx, link);
    if (searches.length === 0) throw problem('saved_search.link_invalid');
    const active = searches.filter((one) => one.pausedAt === null).length;
    return { email: maskEmail(link.email), searches: searches.length, active };
  });
}

/** Pauses what the link covers. Doing it twice is harmless; its owner resumes it. */
export function unsubscribe(ctx: Ctx, token: string): Promise<Subscription> {
  const now = ctx.clock.now();
  return withLink(ctx, token, async ({ tx, link }) => {
    const searches = await silenceable(tx, link);
    if (searches.length === 0) throw problem('saved_search.link_invalid');
    for (const { id, accountId, organisationId } of searches.filter((one) => one.pausedAt === null)) {
      await updateSavedSearch(tx, { id, accountId, set: { pausedAt: now, pausedBy: 'link' }, plan: null, now });
      const by = actingFor({ accountId, organisationId }, 'link');
      await recordStep(tx, { id, by, at: now, action: 'unsubscribe', from: 'active', to: 'paused' });
    }
    return { email: maskEmail(link.email), searches: searches.length, active: 0 };
  });
}
