import type { FastifyInstance } from 'fastify';
import { problemBody, sendProblem } from './problem.ts';

/** `/api/listings/:id` -> a pattern for its concrete paths. */
function patternOf(url: string): RegExp {
  const escaped = url.replaceAll(/[.+?^${}()|[\]\\]/gu, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll(/:[a-zA-Z]+/gu, '[^/]+').replaceAll('*', '.*')}$`, 'u');
}

/** A known path with a method it does not have answers 405 with Allow; an unknown path 404. Call before any route is added. */
export function registerMethods(app: FastifyInstance): void {
  const methods = new Map<string, { pattern: RegExp; allowed: Set<string> }>();
  app.addHook('onRoute', (route) => {
    if (route.url === '*' || route.url === '/*') return;
    const known = methods.get(route.url) ?? { pattern: patternOf(route.url), allowed: new Set<string>() };
    for (const method of [route.method].flat()) known.allowed.add(method);
    methods.set(route.url, known);
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/';
    const allowed = new Set([...methods.values()].filter((one) => one.pattern.test(path)).flatMap((one) => [...one.allowed]));
    // A path that has this very method and still comes here is a file or record that does not exist.
    if (allowed.size === 0 || allowed.has(request.method))
      return sendProblem(request, reply, problemBody(request, 'request.not_found', {}));
    const list = [...allowed].toSorted().join(', ');
    reply.header('allow', list);
    const errors = [{ field: 'method', code: 'method', message: `use ${list}` }];
    return sendProblem(request, reply, problemBody(request, 'request.malformed', { status: 405, errors }));
  });
}
