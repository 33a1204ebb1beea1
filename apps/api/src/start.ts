/** `npm start`: database, migrations, demonstration data, web app, api and worker in one process tree, on one port. */
import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { runChild, startChild, stopRunning, type Child } from '../../../infra/launch/children.ts';
import { claimDataFolder, openDataFolder, reset } from '../../../infra/launch/data-folder.ts';
import { environments, type Environments } from '../../../infra/launch/environment.ts';
import { tellOfMatching } from '../../../infra/launch/matching.ts';
import { step } from '../../../infra/launch/progress.ts';
import { answering, portIsFree } from '../../../infra/launch/ready.ts';
import { readSettings, type DatabaseUrls, type Settings } from '../../../infra/launch/settings.ts';
import { buildWeb, webIsStale } from '../../../infra/launch/web-build.ts';
import { startPostgres, type Postgres } from '../../../infra/postgres/server.ts';

const children: Child[] = [];
let postgres: Promise<Postgres> | null = null;
let release = (): void => undefined;
let stopping = false;

async function start(settings: Settings): Promise<void> {
  openDataFolder(settings.data);
  release = await claimDataFolder(settings.data);
  if (settings.reset && !(await reset(settings))) {
    console.log('nothing was changed');
    return shutDown(0);
  }
  await portIsFree(settings);
  const urls = settings.database ?? (await embeddedDatabase(settings));
  const env = environments(settings, urls);
  await step('migrations and classifications', () => runChild('migrations', { script: 'apps/api/src/prepare.ts', env: env.owner }));
  if (settings.demo)
    await step('demonstration data', () => runChild('demonstration data', { script: 'apps/api/src/demo.ts', env: env.owner }));
  if (webIsStale()) await step('web app', buildWeb);
  await step('api and worker', () => startServices(settings, env));
  if (stopping) return;
  announce(settings);
  await tellOfMatching(settings, () => stopping);
}

async function embeddedDatabase(settings: Settings): Promise<DatabaseUrls> {
  postgres = step('PostgreSQL', () => startPostgres({ folder: settings.data }));
  return (await postgres).urls;
}

async function startServices(settings: Settings, env: Environments): Promise<void> {
  const service = (name: 'api' | 'worker', script: string) => {
    const child = startChild(name, { script, env: env[name], log: join(settings.data, `${name}.log`) });
    children.push(child);
    void child.ended.then((code) => died(child, code));
  };
  service('api', 'apps/api/src/main.ts');
  service('worker', 'apps/api/src/worker.ts');
  await answering(settings, () => stopping);
}

function announce(settings: Settings): void {
  console.log(`\nKetnoi is ready: ${settings.address}\n`);
  const file = join(settings.data, 'demo-accounts.json');
  if (existsSync(file)) {
    const accounts: { role: string; email: string; password: string; totpSecret: string | null }[] = JSON.parse(readFileSync(file, 'utf8'));
    console.log('Demonstration accounts (also in demo-accounts.json of the data folder):');
    for (const { role, email, password, totpSecret } of accounts) {
      console.log(`  ${role.padEnd(11)} ${email.padEnd(36)} ${password}${totpSecret ? `  TOTP ${totpSecret}` : ''}`);
    }
  }
  console.log(`\nData and logs: ${settings.data}\nCtrl-C stops everything.`);
}

function died(child: Child, code: number): void {
  if (stopping) return;
  console.error(`\nThe ${child.name} process ended by itself (exit code ${code}); its last words:\n${child.lastWords()}`);
  void shutDown(1);
}

/** Services first, then what is under way, then the database they write to. */
async function shutDown(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  if (postgres || children.length > 0) console.log('\nstopping');
  await Promise.all(children.map((child) => child.stop()));
  await stopRunning();
  const server = await postgres?.catch(() => null);
  await server?.stop();
  release();
  if (postgres || children.length > 0) console.log('stopped');
  process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void shutDown(0));

try {
  await start(readSettings(process.argv.slice(2)));
} catch (error) {
  if (!stopping) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    if (error instanceof Error && error.cause instanceof Error) console.error(error.cause.message);
    await shutDown(1);
  }
}
