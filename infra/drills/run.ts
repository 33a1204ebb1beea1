/** `npm run drill -- NAME`: the drills a person can run. */
import { parseArgs } from 'node:util';
import { ENGINE_FAULTS, type EngineFault } from './engine.ts';
import { flipsDrill, printFlips } from './flips.ts';
import { complaints, killDrill, printReport } from './kill.ts';
import type { Part } from './house.ts';
import { engineComplaints, printEngineReport, searchEngineDrill } from './search-engine.ts';
import { lagDrill, printLag } from './search-lag.ts';

const USAGE = `usage: npm run drill -- NAME [--port 3150]
  kill [--kills 100]                        every process is killed in turn under load
  search-killed | search-frozen | search-garbage | search-full [--changes 500] [--seconds 30]
                                            the search engine suffers while listings change, then returns
  flips [--flips 500]                       listings are hidden while others search
  search-lag [--changes 300] [--rate 50]    from a publication to its being found
The search drills use a stand-in for the engine, or the live one that MEILI_URL and MEILI_KEY name.`;

/** Of ten kills six hit the api, three the worker, one the database. */
const TURN: readonly Part[] = ['api', 'worker', 'api', 'api', 'worker', 'api', 'postgres', 'api', 'worker', 'api'];

const say = (line: string): void => console.log(line);

function judged(name: string, wrong: readonly string[]): boolean {
  for (const one of wrong.slice(0, 30)) say(`  ${one}`);
  say(wrong.length === 0 ? `${name} drill: passed` : `${name} drill: failed, ${wrong.length} complaints`);
  return wrong.length === 0;
}

async function kill(options: { kills: number; port: number }): Promise<boolean> {
  const kills = Array.from({ length: options.kills }, (_one, n) => TURN[n % TURN.length] ?? 'api');
  const report = await killDrill({ kills, everyMillis: 4000, downMillis: 1500, writers: 4, importRows: 500, port: options.port, say });
  printReport(report, say);
  return judged('kill', complaints(report));
}

async function searchEngine(fault: EngineFault, options: { changes: number; seconds: number; port: number }): Promise<boolean> {
  const report = await searchEngineDrill({ fault, ...options, say });
  printEngineReport(report, say);
  return judged(`search-${fault}`, engineComplaints(report));
}

async function lag(options: { changes: number; rate: number; port: number }): Promise<boolean> {
  const report = await lagDrill({ ...options, say });
  printLag(report, say);
  return judged('search-lag', report.complaints);
}

async function flips(options: { flips: number; port: number }): Promise<boolean> {
  const report = await flipsDrill({ ...options, readers: 6, say });
  printFlips(report, say);
  return judged('flips', report.complaints);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string', default: '100' },
    flips: { type: 'string', default: '500' },
    port: { type: 'string', default: '3150' },
    changes: { type: 'string' },
    seconds: { type: 'string', default: '30' },
    rate: { type: 'string', default: '50' },
  },
});
const name = positionals.join(' ');
const port = Number(values.port);
const fault = ENGINE_FAULTS.find((one) => name === `search-${one}`);
if (name === 'kill') process.exitCode = (await kill({ kills: Number(values.kills), port })) ? 0 : 1;
else if (name === 'flips') process.exitCode = (await flips({ flips: Number(values.flips), port })) ? 0 : 1;
else if (name === 'search-lag')
  process.exitCode = (await lag({ changes: Number(values.changes ?? 300), rate: Number(values.rate), port })) ? 0 : 1;
else if (fault !== undefined)
  process.exitCode = (await searchEngine(fault, { changes: Number(values.changes ?? 500), seconds: Number(values.seconds), port })) ? 0 : 1;
else {
  console.error(USAGE);
  process.exitCode = 1;
}
