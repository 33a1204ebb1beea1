import { createHash, randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Config } from '../config.ts';
import { sign, type Keys } from '../keys.ts';
import type { MatchAddress } from './client.ts';

/** Longer names of sockets are cut by the operating system. */
const LONGEST_PATH = 100;

/** Of this process alone. */
const OWN = join(tmpdir(), `ketnoi-match-${process.pid}-${randomBytes(6).toString('hex')}.sock`);

/**
 * Where matching is asked: as configured, else at a socket in the data folder that worker and api share. Where candidates come from the search engine each process
 * asks a thread of its own.
 */
export function matchAddress(config: Config, keys: Keys): MatchAddress {
  if (config.matchCandidates === 'meilisearch') return { path: OWN };
  if (config.matchSocket !== null && typeof config.matchSocket !== 'string')
    return { ...config.matchSocket, token: sign(keys, 'match', 'socket') };
  const path = config.matchSocket ?? join(resolve(config.dataFolder), 'match.sock');
  if (Buffer.byteLength(path) <= LONGEST_PATH) return { path };
  const name = createHash('sha256').update(path).digest('hex').slice(0, 24);
  return { path: join(tmpdir(), `ketnoi-${name}.sock`) };
}
