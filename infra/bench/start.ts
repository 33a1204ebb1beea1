/** `npm run bench -- start`: the api process alone over a running database, from spawn to the first 200 of a list, against reference server B. */
import { median } from './measure.ts';
import { prepare } from './setting.ts';
import { startServer } from './servers.ts';

const GATE = 1.5;
const AIM = 1.2;

/** @returns true when the gate is met. */
export async function benchStart(options: { rounds: number; count: number }): Promise<boolean> {
  const setting = await prepare(Math.min(options.count, 2000));
  const first = setting.listings.find((one) => one.published);
  const filter = `sector=${first?.sector ?? ''}&province=${first?.province ?? ''}`;
  const ours = () =>
    startServer({
      script: 'apps/api/src/main.ts',
      env: { ...setting.ours.env, PORT: '4812' },
      port: 4812,
      path: `/api/listings?${filter}`,
    });
  const reference = () =>
    startServer({
      script: 'infra/bench/reference-server.ts',
      args: [setting.reference.url, '4813'],
      env: {},
      port: 4813,
      path: `/pg/list?${filter}`,
    });
  const times: { ours: number; reference: number }[] = [];
  // The first start of each fills the caches a real second start finds filled.
  for (let round = 0; round <= options.rounds; round += 1) {
    const one = await ours();
    await one.stop();
    const other = await reference();
    await other.stop();
    if (round > 0) times.push({ ours: one.startMillis, reference: other.startMillis });
  }
  await setting.postgres.stop();
  const ratio = median(times.map((one) => one.ours / one.reference));
  process.stdout.write(
    `\nstart to first 200, ms (median of ${options.rounds}): B ${median(times.map((one) => one.reference)).toFixed(0)}, ours ${median(times.map((one) => one.ours)).toFixed(0)}\n`,
  );
  process.stdout.write(
    `ours : B ${ratio.toFixed(2)}   gate ${GATE}   aim ${AIM}   ${ratio <= AIM ? 'aim met' : ratio <= GATE ? 'gate met' : 'MISSED'}\n`,
  );
  return ratio <= GATE;
}
