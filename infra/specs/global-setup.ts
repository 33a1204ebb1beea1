import { startSpecServer } from './server.ts';

/** Brings up the PostgreSQL of the specs before the first of them and stops it after the last. */
export async function setup(): Promise<() => Promise<void>> {
  return (await startSpecServer()).stop;
}
