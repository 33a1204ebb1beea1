import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, root } from './check.ts';

/** How many specs held and how many did not. */
export interface Count {
  passed: number;
  failed: number;
}

interface Report {
  success: boolean;
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

/** Runs the specs of some vitest projects, those whose file name contains `word` when given, and shows what vitest says. */
export async function runSpecs(projects: string[], word: string | undefined): Promise<Count> {
  if (!isAnySpec(projects, word)) return { passed: 0, failed: 0 };
  const file = join(root, '.cache', `specs-${projects.join('-')}.json`);
  mkdirSync(join(root, '.cache'), { recursive: true });
  rmSync(file, { force: true });
  const reporters = ['--reporter', 'default', '--reporter', 'json', '--outputFile.json', file];
  const chosen = projects.flatMap((project) => ['--project', project]);
  const args = ['run', '--config', 'infra/vitest.config.ts', ...reporters, ...chosen, ...(word ? [word] : [])];
  const code = await vitest(args);
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const report: Report = JSON.parse(readFileSync(file, 'utf8'));
  // A file that does not load has no specs to count; it must not pass for one without failures.
  const unloadable = report.testResults.filter((result) => result.status === 'failed' && result.assertionResults.length === 0).length;
  const failed = report.numFailedTests + unloadable;
  return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}

/** vitest calls it a failure when nothing matches; a word that only names a check is none. */
function isAnySpec(projects: string[], word = ''): boolean {
  const ending = projects.includes('browser') ? '.e2e.ts' : '.spec.ts';
  return ['apps', 'packages', 'infra'].flatMap(filesBelow).some((file) => file.endsWith(ending) && file.includes(word));
}

function vitest(args: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
