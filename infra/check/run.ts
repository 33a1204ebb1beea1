/** Everything that must hold: `npm test`, or the part whose names contain a word: `npm test -- word`. */
import { boundaries } from './boundaries.ts';
import { budgets } from './budgets.ts';
import { toolCheck, type Check } from './check.ts';
import { compose } from './compose.ts';
import { generatedTypes } from './generated-types.ts';
import { runSpecs, type Count } from './specs.ts';

const checks: Check[] = [
  toolCheck('types', ['typescript/bin/tsc', '--project', 'tsconfig.json', '--noEmit', '--pretty', 'false']),
  toolCheck('lint', ['oxlint/bin/oxlint', '--config', '.oxlintrc.json', '--format', 'unix', '--deny-warnings']),
  toolCheck('format', ['oxfmt/bin/oxfmt', '--check', '.']),
  boundaries,
  budgets,
  toolCheck('dead-code', ['knip/bin/knip.js', '--config', '.knip.jsonc', '--no-progress', '--no-config-hints']),
  generatedTypes,
  compose,
];

const shownFindings = 60;
const word = process.argv[2];
const total: Count = { passed: 0, failed: 0 };

function add(count: Count): void {
  total.passed += count.passed;
  total.failed += count.failed;
}

/** Seconds since a moment, as every line of ours shows them. */
function since(started: number): string {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

async function runCheck(check: Check): Promise<Count> {
  const started = performance.now();
  const findings = await check.run().catch((error: Error) => [error.stack ?? error.message]);
  const holds = findings.length === 0;
  console.log(`${holds ? 'ok    ' : 'FAILED'} ${check.name} (${since(started)})`);
  for (const finding of findings.slice(0, shownFindings)) console.log(`         ${finding}`);
  if (findings.length > shownFindings) console.log(`         … and ${findings.length - shownFindings} more`);
  return holds ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function runStep(name: string, projects: string[]): Promise<Count> {
  const started = performance.now();
  const count = await runSpecs(projects, word);
  if (count.passed + count.failed === 0) return count;
  console.log(`${count.failed === 0 ? 'ok    ' : 'FAILED'} ${name} (${since(started)})`);
  return count;
}

for (const check of checks) if (!word || check.name.includes(word)) add(await runCheck(check));
add(await runStep('specs', ['pure', 'specs']));
add(await runStep('browser specs', ['browser']));

if (total.passed + total.failed === 0) {
  console.log(word ? `no check and no spec file has "${word}" in its name` : 'nothing was checked');
  total.failed = 1;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
