/** Loaded before the api: measures how long its event loop is held up, and writes the figures where it is told to on SIGUSR2. */
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const file = process.env['BENCH_LOOP_DELAY'] ?? '';
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();

process.on('SIGUSR2', () => {
  const millis = (nanos: number): number => Math.max(0, nanos / 1e6);
  writeFileSync(file, JSON.stringify({ p50: millis(delay.percentile(50)), p99: millis(delay.percentile(99)), max: millis(delay.max) }));
  delay.reset();
});
