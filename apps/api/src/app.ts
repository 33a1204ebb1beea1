import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import { ANONYMOUS } from '@ketnoi/domain/actor';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Ctx } from './context.ts';
import { registerPages } from './pages/routes.ts';
import { registerAccounts } from './features/accounts/routes.ts';
import { registerBroker } from './features/broker/routes.ts';
import { registerClassifications } from './features/classifications/routes.ts';
import { registerDictionary } from './features/dictionary/routes.ts';
import { registerFeed } from './features/feed/routes.ts';
import { registerFigures } from './features/figures/routes.ts';
import { registerHealth } from './features/health/routes.ts';
import { registerImports } from './features/imports/routes.ts';
import { registerMatches } from './features/matches/routes.ts';
import { registerOutbox } from './features/outbox/routes.ts';
import { registerOrganisations } from './features/organisations/routes.ts';
import { registerSavedSearches } from './features/saved-searches/routes.ts';
import { registerSearch } from './features/search/routes.ts';
import { registerSessions } from './features/sessions/routes.ts';
import { createSlowDown } from './identity/slow-down.ts';
import { registerListings } from './features/listings/routes.ts';
import './http/types.ts';
import { registerTokens } from './http/auth.ts';
import { registerDocs } from './http/docs.ts';
import { registerHeaders } from './http/headers.ts';
import { registerLimits } from './http/limits.ts';
import { registerMethods } from './http/methods.ts';
import { registerProblems } from './http/problem.ts';
import { registerSerialisation, registerValidation } from './http/validation.ts';

/** The HTTP service over a context; specs inject into it. */
export async function buildApp(ctx: Ctx): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = ctx.log;
  const app = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: ctx.log.level !== 'debug' }),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    bodyLimit: 256 * 1024,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 72_000,
    trustProxy: ctx.config.trustedProxies.length > 0 ? ctx.config.trustedProxies : false,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
    return503OnClosing: true,
  });
  app.decorateRequest('actor');
  app.addHook('onRequest', async (request) => {
    request.actor = ANONYMOUS;
  });
  registerHeaders(app, ctx);
  registerMethods(app);
  registerDocs(app, ctx);
  registerProblems(app);
  registerValidation(app);
  registerSerialisation(app);
  await registerLimits(app, ctx);
  await app.register(cookie);
  await registerTokens(app, ctx);
  // Read before the first writer holds a connection; a database that is away now is asked again then.
  app.addHook('onReady', async () => {
    await ctx.codes.current().catch((error: unknown) => ctx.log.warn({ err: error }, 'the classification codes could not be read yet'));
    await ctx.search.tables.current().catch((error: unknown) => ctx.log.warn({ err: error }, 'the dictionary could not be read yet'));
    // How the engine beside PostgreSQL stands is said at the start, not at the first search; nothing waits for it.
    void ctx.search.answering();
  });
  const server = { app, ctx };
  registerHealth(server);
  registerListings(server);
  registerSearch(server);
  registerSavedSearches(server);
  registerBroker(server);
  registerClassifications(server);
  registerFigures(server);
  registerDictionary(server);
  const slowDown = createSlowDown(ctx.clock);
  registerSessions(server, slowDown);
  registerAccounts(server, slowDown);
  registerOrganisations(server);
  registerMatches(server);
  registerFeed(server);
  registerImports(server);
  registerOutbox(server);
  await registerPages(server);
  return app;
}
