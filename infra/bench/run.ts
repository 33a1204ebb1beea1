/** `npm run bench [-- NAME]`: api, start, web, search, relevance, alerts, in-domain. Prints tables of ratios and figures; ends non-zero when a gate is missed. */
import { parseArgs } from 'node:util';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '5' },
    'warm-up': { type: 'string', default: '15' },
    count: { type: 'string', default: '20000' },
    rows: { type: 'string', default: 'both' },
    peer: { type: 'boolean', default: false },
    failures: { type: 'boolean', default: false },
    frozen: { type: 'boolean', default: false },
    export: { type: 'string' },
  },
});

const numbers = {
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
  warmUp: Number(values['warm-up']),
  count: Number(values.count),
};

const BENCHES: Record<string, () => Promise<boolean>> = {
  api: async () => (await import('./api.ts')).benchApi(numbers),
  start: async () => (await import('./start.ts')).benchStart(numbers),
  web: async () => (await import('./web.ts')).benchWeb(),
  search: async () => (await import('./search.ts')).benchSearch({ ...numbers, rows: values.rows, peer: values.peer }),
  matching: async () => (await import('./matching.ts')).benchMatching({ rows: values.rows === 'both' ? 100_000 : Number(values.rows) }),
  alerts: async () => (await import('./alerts.ts')).benchAlerts(),
  relevance: async () => (await import('./relevance.ts')).benchRelevance({ failures: values.failures }),
  'in-domain': async () => (await import('./in-domain.ts')).benchInDomain({ frozen: values.frozen, exportTo: values.export ?? null }),
};

const names = positionals.length > 0 ? positionals : ['api', 'start', 'web'];
let passed = 0;
for (const name of names) {
  const bench = BENCHES[name];
  if (bench === undefined) throw new Error(`unknown benchmark "${name}"; known: ${Object.keys(BENCHES).join(', ')}`);
  if (await bench()) passed += 1;
}
process.stdout.write(`\n${passed} passed, ${names.length - passed} failed\n`);
process.exitCode = passed === names.length ? 0 : 1;
