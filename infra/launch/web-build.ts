import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runChild } from './children.ts';

const dist = join(root, 'apps/web/dist');
const builtFrom = join(root, '.cache', 'web-built-from');
const sources = ['apps/web', 'packages/contracts/src', 'packages/domain', 'packages/language', 'package-lock.json', 'tsconfig.json'];
const skipped = new Set(['node_modules', 'dist', 'e2e', 'test']);

/** Whether the built web app is missing or was built from other sources. */
export function webIsStale(): boolean {
  return !existsSync(dist) || !existsSync(builtFrom) || readFileSync(builtFrom, 'utf8') !== sourcesHash();
}

/** Builds apps/web/dist. */
export async function buildWeb(): Promise<void> {
  const hash = sourcesHash();
  mkdirSync(join(root, '.cache'), { recursive: true });
  await runChild('web build', {
    script: 'node_modules/vite/bin/vite.js',
    args: ['build', 'apps/web', '--logLevel', 'warn'],
    env: { NODE_ENV: 'production', NO_COLOR: '1' },
    log: join(root, '.cache', 'web-build.log'),
  });
  writeFileSync(builtFrom, hash);
}

function sourcesHash(): string {
  const hash = createHash('sha256');
  for (const source of sources) for (const file of filesOf(source)) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function filesOf(path: string): string[] {
  if (!existsSync(join(root, path))) return [];
  if (/\.\w+$/.test(path)) return [path];
  const entries = readdirSync(join(root, path), { withFileTypes: true }).filter((entry) => !skipped.has(entry.name));
  return entries.flatMap((entry) => (entry.isDirectory() ? filesOf(`${path}/${entry.name}`) : [`${path}/${entry.name}`])).toSorted();
}
