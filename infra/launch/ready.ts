import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

interface Address {
  host: string;
  port: number;
}

const portPatience = 10_000;
const readyPatience = 60_000;

/** Waits until the port can be bound: the services of a start that was just killed take a moment to leave. Throws when it stays taken. */
export async function portIsFree(address: Address): Promise<void> {
  const deadline = Date.now() + portPatience;
  let told = false;
  while (!(await canBind(address))) {
    if (Date.now() > deadline)
      throw new Error(`port ${address.port} is in use: is Ketnoi running already? Stop it, or set PORT to another number`);
    if (!told) console.log(`  port ${address.port} is in use, waiting`);
    told = true;
    await sleep(500);
  }
}

/** Waits until the api says that it is ready; gives up after a minute, or silently when told to. */
export async function answering(address: Address, givenUp: () => boolean): Promise<void> {
  const deadline = Date.now() + readyPatience;
  const host = address.host === '0.0.0.0' || address.host === '::' ? 'localhost' : address.host;
  let last = 'nothing listens';
  while (!givenUp()) {
    const response = await fetch(`http://${host}:${address.port}/readyz`).catch(() => null);
    if (response?.ok) return;
    if (response) last = `/readyz answered ${response.status}: ${(await response.text()).slice(0, 500)}`;
    if (Date.now() > deadline) throw new Error(`the api is not ready after a minute: ${last}`);
    await sleep(50);
  }
}

function canBind({ host, port }: Address): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
