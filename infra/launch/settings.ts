import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What a local start was asked for, from the environment and the command line. */
export interface Settings {
  /** The folder of everything that must survive a restart. */
  data: string;
  port: number;
  host: string;
  /** What a person types into a browser. */
  address: string;
  demo: boolean;
  /** A database of the user's own; null means the embedded one. */
  database: DatabaseUrls | null;
  reset: boolean;
  /** The answer to every question is yes. */
  yes: boolean;
}

/** One address for each role of the walls. */
export interface DatabaseUrls {
  app: string;
  migrate: string;
  worker: string;
}

export const defaultDataFolder = resolve(import.meta.dirname, '../../.data');

/** Reads the settings of a start; throws with the name of what is wrong. */
export function readSettings(args: string[]): Settings {
  const { values } = parseArgs({ args, options: { reset: { type: 'boolean' }, yes: { type: 'boolean', short: 'y' } } });
  const port = Number(process.env['PORT'] ?? 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`PORT: must be a port number, is "${process.env['PORT']}"`);
  return {
    data: resolve(process.env['INIT_CWD'] ?? '.', process.env['KETNOI_DATA'] || defaultDataFolder),
    port,
    host: process.env['HOST'] || '127.0.0.1',
    address: process.env['PUBLIC_URL'] || `http://localhost:${port}`,
    demo: process.env['KETNOI_DEMO'] !== '0',
    database: givenDatabase(),
    reset: values.reset ?? false,
    yes: values.yes ?? false,
  };
}

/** With an owner's address alone, the application takes on its lesser roles at connection: it never runs as the owner of tables. */
function givenDatabase(): DatabaseUrls | null {
  const app = process.env['DATABASE_URL'];
  if (!app) return null;
  const migrate = process.env['DATABASE_MIGRATE_URL'];
  const worker = process.env['DATABASE_WORKER_URL'];
  if (migrate) return { app, migrate, worker: worker ?? app };
  return { app: asRole(app, 'ketnoi_app'), migrate: app, worker: worker ?? asRole(app, 'ketnoi_worker') };
}

function asRole(address: string, role: string): string {
  if (!URL.canParse(address)) throw new Error('DATABASE_URL: must be an address like postgres://user:password@host:5432/database');
  const url = new URL(address);
  url.searchParams.set('options', `-c role=${role}`);
  url.search = url.search.replaceAll('+', '%20');
  return url.href;
}
