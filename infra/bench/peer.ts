import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The peer and the versions the goals were set with; it installs on Node 20 and 24. */
const VERSIONS = { payload: '3.90.2', '@payloadcms/db-postgres': '3.90.2', graphql: '16.11.0' };
export const PEER_NAME = `Payload ${VERSIONS.payload}`;

const FOLDER = fileURLToPath(new URL('../../.cache/peers/payload/', import.meta.url));
const ENTRY = join(FOLDER, 'entry.mjs');
const SERVER = 'infra/bench/peer-server.ts';

const PACKAGE = { name: 'peer-payload', private: true, type: 'module', dependencies: VERSIONS };
const EXPORTS = `export { buildConfig, getPayload, handleEndpoints } from 'payload';
export { postgresAdapter } from '@payloadcms/db-postgres';
`;

export const isPeerInstalled = (): boolean => existsSync(ENTRY);

/** Installs the peer from npm into the cache folder, outside the workspaces; some 180 MB. */
export function installPeer(): void {
  if (isPeerInstalled()) return;
  process.stdout.write(`installing ${PEER_NAME} into .cache/peers/payload\n`);
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, 'package.json'), JSON.stringify(PACKAGE, null, 2));
  // npm run leaves settings of this project in the environment; the peer is installed as a project of its own.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle|config_local_prefix)/u.test(name)),
  );
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: FOLDER, env, stdio: 'inherit' });
  writeFileSync(ENTRY, EXPORTS);
}

/** Lets the peer make its own tables in an empty database. */
export function setUpPeer(databaseUrl: string): void {
  execFileSync(process.execPath, [SERVER, ENTRY, 'setup', databaseUrl], {
    env: { ...process.env, NODE_ENV: 'development', PAYLOAD_FORCE_DRIZZLE_PUSH: 'true' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** How the peer is started over a database that was set up. */
export const peerServer = (databaseUrl: string, port: number) => ({
  script: SERVER,
  args: [ENTRY, 'serve', databaseUrl, String(port)],
  env: { NODE_ENV: 'production' },
  port,
  path: '/api/listings?limit=1&depth=0',
});

const CARD = ['type', 'title', 'summary', 'sector', 'province', 'trl', 'ip_status', 'organisation_id', 'price', 'createdAt'];
const SELECT = CARD.map((name) => `select[${name}]=true`).join('&');

/** The peer's own way to search: each word contained in title, summary or description; the newest 20 of the published, and their total. */
export function peerSearch(words: readonly string[]): string {
  const held = words.flatMap((word, at) =>
    ['title', 'summary', 'description'].map(
      (field, or) => `where[and][${at + 1}][or][${or}][${field}][contains]=${encodeURIComponent(word)}`,
    ),
  );
  return `/api/listings?where[and][0][published][equals]=true&${held.join('&')}&sort=-createdAt&limit=20&depth=0&${SELECT}`;
}
