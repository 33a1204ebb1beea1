import { liveness, readiness } from '@ketnoi/contracts/health';
import { problem } from '@ketnoi/domain/problems';
import { isMigrated } from '@ketnoi/db/health';
import { route, type Server } from '../../http/route.ts';

/** `/livez` and `/readyz`: the database is required, search and mail only reported. */
export function registerHealth(server: Server): void {
  route(server, liveness, async () => ({ status: 'ok' }) as const);
  route(server, readiness, async (ctx) => {
    if (!(await isMigrated(ctx.db))) throw problem('service.unavailable');
    const { engine, remark } = await ctx.search.answering();
    const search = remark === null ? engine : `${engine}: ${remark}`;
    const isAsConfigured = ctx.search.mirror === null || engine === 'meilisearch';
    return {
      status: isAsConfigured ? 'ok' : 'degraded',
      database: 'ok',
      search,
      mail: ctx.config.smtpUrl === null ? 'local outbox' : 'smtp',
    } as const;
  });
}
