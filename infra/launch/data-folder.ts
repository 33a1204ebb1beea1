import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { clusterFolder } from '../postgres/cluster.ts';
import { stopPostgres } from '../postgres/server.ts';
import { claim, holderOf } from '../postgres/processes.ts';
import { defaultDataFolder, type Settings } from './settings.ts';

const mark = '.ketnoi';
const holder = 'started-by';
const claimPatience = 10_000;

/** Makes the data folder; only a folder that we made or found empty carries our mark and may be emptied later. */
export function openDataFolder(data: string): void {
  if (mkdirSync(data, { recursive: true })) chmodSync(data, 0o711);
  if (readdirSync(data).length === 0)
    writeFileSync(join(data, mark), 'The data of a local Ketnoi; "npm start -- --reset" empties this folder.\n');
}

/**
 * Makes this process the one start of a data folder; the promise's function gives it up. A start that is just ending is waited for,
 * one that was killed counts for nothing. Throws when another one runs.
 */
export async function claimDataFolder(data: string): Promise<() => void> {
  const file = join(data, holder);
  const deadline = Date.now() + claimPatience;
  while (!claim(file)) {
    if (Date.now() > deadline) {
      throw new Error(
        `Ketnoi is running on ${data} already (process ${holderOf(file)}): stop it first, or set KETNOI_DATA to another folder`,
      );
    }
    await sleep(250);
  }
  return () => rmSync(file, { force: true });
}

/** Empties the data folder after asking; false when the answer was no. */
export async function reset(settings: Settings): Promise<boolean> {
  const { data } = settings;
  if (settings.database) throw new Error('--reset empties the embedded database only: DATABASE_URL is set, empty that database yourself');
  const ours = data === defaultDataFolder || existsSync(join(data, mark));
  if (!ours) throw new Error(`${data} was not made by Ketnoi (no file ${mark} in it): empty it yourself`);
  if (!settings.yes && !(await confirmed(`Delete everything in ${data} and start afresh? [y/N] `))) return false;
  await stopPostgres(data);
  const pgdata = clusterFolder(data);
  if (dirname(pgdata) !== data) rmSync(dirname(pgdata), { recursive: true, force: true });
  for (const name of readdirSync(data)) if (name !== mark && name !== holder) rmSync(join(data, name), { recursive: true, force: true });
  return true;
}

async function confirmed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Error('--reset needs an answer: add --yes where nobody can be asked');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(question)).trim());
  } finally {
    terminal.close();
  }
}
