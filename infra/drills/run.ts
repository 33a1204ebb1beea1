/** `npm run drill -- NAME`: the drills a person can run. */
import { parseArgs } from 'node:util';
import { complaints, killDrill, printReport } from './kill.ts';
import type { Part } from './house.ts';

const USAGE = 'usage: npm run drill -- kill [--kills 100] [--port 3150]';

/** Of ten kills six hit the api, three the worker, one the database. */
const TURN: readonly Part[] = ['api', 'worker', 'api', 'api', 'worker', 'api', 'postgres', 'api', 'worker', 'api'];

const say = (line: string): void => console.log(line);

async function kill(options: { kills: number; port: number }): Promise<boolean> {
  const kills = Array.from({ length: options.kills }, (_one, n) => TURN[n % TURN.length] ?? 'api');
  const report = await killDrill({ kills, everyMillis: 4000, downMillis: 1500, writers: 4, importRows: 500, port: options.port, say });
  printReport(report, say);
  const wrong = complaints(report);
  for (const one of wrong.slice(0, 30)) say(`  ${one}`);
  say(wrong.length === 0 ? 'kill drill: passed' : `kill drill: failed, ${wrong.length} complaints`);
  return wrong.length === 0;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { kills: { type: 'string', default: '100' }, port: { type: 'string', default: '3150' } },
});
if (positionals.join() !== 'kill') {
  console.error(USAGE);
  process.exitCode = 1;
} else process.exitCode = (await kill({ kills: Number(values.kills), port: Number(values.port) })) ? 0 : 1;
