/** One bounded load run in a process of its own: options as JSON on stdin, result as JSON on stdout. */
import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';

const options = JSON.parse(readFileSync(0, 'utf8')) as autocannon.Options & { keyed?: boolean };
const latencies: number[] = [];
let sent = 0;
const began = performance.now();
let lastAnswer = began;
// A create carries a fresh idempotency key each time; the run number keeps keys of different runs apart.
const requests = (options.requests ?? []).map((one) =>
  options.keyed === true
    ? {
        ...one,
        setupRequest: (request: autocannon.Request) => ({
          ...request,
          headers: { ...request.headers, 'idempotency-key': `bench-${process.pid}-${Date.now()}-${(sent += 1)}` },
        }),
      }
    : one,
);
const instance = autocannon({ ...options, requests }, (error, result) => {
  if (error) throw error;
  latencies.sort((a, b) => a - b);
  const quantile = (q: number): number => latencies[Math.min(latencies.length - 1, Math.floor(q * latencies.length))] ?? Number.NaN;
  const answer = {
    count: latencies.length,
    perSecond: latencies.length / ((lastAnswer - began) / 1000),
    p50: quantile(0.5),
    p99: quantile(0.99),
    bad: result.non2xx + result.errors + result.timeouts,
    bytes: Math.round(result.throughput.total / Math.max(1, latencies.length)),
  };
  process.stdout.write(JSON.stringify(answer));
});
instance.on('response', (...[, , , millis]: [unknown, unknown, unknown, number]) => {
  latencies.push(millis);
  lastAnswer = performance.now();
});
