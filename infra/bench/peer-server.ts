/**
 * The peer of `npm run bench -- search`: Payload with one collection of listings, answering by its own REST endpoints behind Node's bare HTTP
 * server. It is not a dependency of this project: `peer.ts` installs it into a cache folder on demand, and this file is run from there on.
 * `node infra/bench/peer-server.ts ENTRY setup|serve DATABASE_URL [PORT]`
 */
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';

type Peer = {
  buildConfig: (config: object) => Promise<object>;
  getPayload: (options: { config: object }) => Promise<{ destroy: () => Promise<void> }>;
  handleEndpoints: (options: { config: object; request: Request }) => Promise<Response>;
  postgresAdapter: (options: object) => object;
};

const [entry = '', mode, url, port] = process.argv.slice(2);
const { buildConfig, getPayload, handleEndpoints, postgresAdapter } = (await import(pathToFileURL(entry).href)) as Peer;

const text = (name: string) => ({ name, type: 'text' });
const indexed = (name: string) => ({ name, type: 'text', index: true });
const number = (name: string) => ({ name, type: 'number' });

const config = await buildConfig({
  secret: 'a secret of the benchmark alone',
  telemetry: false,
  logger: { options: { level: 'warn' } },
  db: postgresAdapter({ pool: { connectionString: url, max: 10 }, push: mode === 'setup' }),
  collections: [
    {
      slug: 'listings',
      access: { read: () => true },
      indexes: [{ fields: ['sector', 'province', 'createdAt'] }],
      fields: [
        text('type'),
        text('title'),
        { name: 'summary', type: 'textarea' },
        { name: 'description', type: 'textarea' },
        indexed('sector'),
        indexed('province'),
        number('trl'),
        text('ip_status'),
        number('organisation_id'),
        number('price'),
        { name: 'published', type: 'checkbox', index: true },
      ],
    },
  ],
});
const payload = await getPayload({ config });

if (mode === 'setup') {
  await payload.destroy();
  process.exit(0);
}

createServer((incoming, outgoing) => {
  const request = new Request(`http://127.0.0.1:${port}${incoming.url}`, { method: incoming.method ?? 'GET' });
  handleEndpoints({ config, request }).then(
    async (response) => {
      const body = Buffer.from(await response.arrayBuffer());
      outgoing.writeHead(response.status, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
    },
    (error: unknown) => outgoing.writeHead(500).end(String(error)),
  );
}).listen(Number(port), '127.0.0.1');
