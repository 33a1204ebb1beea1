import { marketStanding, replaceMarketWords, type MarketStanding } from '@ketnoi/db/market-words';
import { inTransaction } from '@ketnoi/db/transaction';
import { job } from '@ketnoi/jobs/handlers';
import type { Ctx } from '../../context.ts';
import { countMarket } from '../../matching/market.ts';
import { matchTables } from '../../matching/tables.ts';

/** Rarities hardly move while less than this share of what is shown changes; what does is counted within the hour. */
const CHANGED_SHARE = 0.01;
const LONGEST_MILLIS = 3_600_000;

function isDue({ counted, documents, changed, madeAt }: MarketStanding, now: Date): boolean {
  const changes = changed + Math.abs(documents - counted);
  return changes > 0 && (changes > documents * CHANGED_SHARE || now.getTime() - madeAt.getTime() > LONGEST_MILLIS);
}

/** Counts the words of the market anew when enough has changed, or the dictionary has. */
export const marketJob = job<Ctx, 'match.market'>('match.market', async (ctx, _payload, signal) => {
  if (ctx.config.matchCandidates !== 'meilisearch') return;
  const words = matchTables(ctx.search.tables);
  await words.renew('now');
  const edition = words.edition() ?? 0;
  const before = await marketStanding(ctx.db);
  const madeAt = ctx.clock.now();
  if (before !== null && before.edition === edition && !isDue(before, madeAt)) return;
  const rows = await countMarket({ db: ctx.db, tables: words.tables, signal });
  await inTransaction(ctx.db, (tx) => replaceMarketWords(tx, { rows, version: (before?.version ?? 0) + 1, edition, madeAt }));
});
