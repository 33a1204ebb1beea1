import { readFileSync } from 'node:fs';
import { readNodeConfig, type NodeConfig } from './node-config.ts';

export type Config = {
  production: boolean;
  port: number;
  host: string;
  publicUrl: string;
  node: NodeConfig;
  databaseUrl: string;
  databaseWorkerUrl: string;
  /** The owner's address: only for what changes the schema or its classifications. */
  databaseMigrateUrl: string;
  meili: { url: string; key: string; indexPrefix: string } | null;
  smtpUrl: string | null;
  dataFolder: string;
  /** Where api and worker meet for matching: a path or an address. Null: a socket in the data folder. */
  matchSocket: string | { host: string; port: number } | null;
  /** Where matching finds what it ranks: in the memory of one process, or in the search engine, which any number of processes share. */
  matchCandidates: 'memory' | 'meilisearch';
  /** Texts are turned into vectors; without, matching goes by words alone. */
  encoder: boolean;
  demo: boolean;
  logLevel: string;
  /** PEM files of Ed25519 private keys, newest first: sign with the first, verify with all. */
  jwtKeys: string[];
  /** Secrets of at least 32 bytes, newest first: cursors are signed with the first, verified with all. */
  secrets: string[];
  trustedProxies: string[];
  /** Requests a minute one caller may send to one process. */
  rateLimit: number;
  /** Answers 503 while the event loop falls behind; off for specs, whose process is busy with more than requests. */
  shedLoad: boolean;
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads one variable; a wrong value ends the start with the variable's name. */
function refuse(name: string, why: string): never {
  throw new Error(`${name}: ${why}`);
}

function port(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535) refuse(name, `must be a port number, is "${text}"`);
  return value;
}

function count(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) refuse(name, `must be a whole number from 1 up, is "${text}"`);
  return value;
}

function url(name: string, text: string | undefined, protocols: readonly string[]): string | null {
  if (text === undefined || text === '') return null;
  const parsed = URL.parse(text);
  if (parsed === null || !protocols.includes(parsed.protocol)) refuse(name, `must be an address starting with ${protocols.join(' or ')}`);
  return text;
}

function files(name: string, text: string | undefined): string[] {
  if (text === undefined || text === '') return [];
  return text.split(',').map((path) => {
    try {
      return readFileSync(path.trim(), 'utf8').trim();
    } catch {
      return refuse(name, `cannot read the file "${path.trim()}"`);
    }
  });
}

function meili(env: Environment): Config['meili'] {
  const address = url('MEILI_URL', env['MEILI_URL'], ['http:', 'https:']);
  if (address === null) return null;
  const key = env['MEILI_KEY'];
  if (key === undefined || key.length < 16) refuse('MEILI_KEY', 'needed with MEILI_URL, at least 16 characters');
  return { url: address, key, indexPrefix: env['MEILI_INDEX_PREFIX'] ?? 'ketnoi_' };
}

/** `host:port` is an address, anything else a path. */
function socket(name: string, text: string | undefined): Config['matchSocket'] {
  if (text === undefined || text === '') return null;
  const [, host, number] = /^([^/\\:]+|\[[0-9a-f:]+\]):(\d+)$/iu.exec(text) ?? [];
  if (host === undefined || number === undefined)
    return /[\\/]/u.test(text) ? text : refuse(name, `must be a path or host:port, is "${text}"`);
  return { host: host.replace(/^\[(.*)\]$/u, '$1'), port: port(name, number, 0) };
}

function candidates(env: Environment): Config['matchCandidates'] {
  const { MATCH_CANDIDATES: text = '' } = env;
  if (text === '' || text === 'memory') return 'memory';
  if (text !== 'meilisearch') refuse('MATCH_CANDIDATES', `must be memory or meilisearch, is "${text}"`);
  if (!env['MEILI_URL']) refuse('MATCH_CANDIDATES', 'meilisearch needs MEILI_URL');
  return text;
}

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/**
 * The configuration out of the environment. The only reader of it.
 * Throws an Error that starts with the name of the wrong variable.
 */
export function readConfig(env: Environment): Config {
  const databaseUrl = url('DATABASE_URL', env['DATABASE_URL'], ['postgres:', 'postgresql:']);
  if (databaseUrl === null) refuse('DATABASE_URL', 'is missing');
  const production = env['NODE_ENV'] === 'production';
  const secrets = files('SECRET_FILE', env['SECRET_FILE']);
  if (secrets.some((one) => Buffer.byteLength(one) < 32)) refuse('SECRET_FILE', 'each secret needs at least 32 bytes');
  if (new Set(secrets).size !== secrets.length) refuse('SECRET_FILE', 'the same secret stands twice');
  const jwtKeys = files('JWT_KEY_FILE', env['JWT_KEY_FILE']);
  if (production && secrets.length === 0) refuse('SECRET_FILE', 'is missing');
  if (production && jwtKeys.length === 0) refuse('JWT_KEY_FILE', 'is missing');
  const listen = port('PORT', env['PORT'], 3000);
  const logLevel = env['LOG_LEVEL'] ?? 'info';
  if (!LEVELS.includes(logLevel)) refuse('LOG_LEVEL', `must be one of ${LEVELS.join(', ')}`);
  return {
    production,
    port: listen,
    host: env['HOST'] ?? '127.0.0.1',
    publicUrl: (url('PUBLIC_URL', env['PUBLIC_URL'], ['http:', 'https:']) ?? `http://localhost:${listen}`).replace(/\/$/u, ''),
    node: readNodeConfig(env['KETNOI_NODE'], refuse),
    databaseUrl,
    databaseWorkerUrl: url('DATABASE_WORKER_URL', env['DATABASE_WORKER_URL'], ['postgres:', 'postgresql:']) ?? databaseUrl,
    databaseMigrateUrl: url('DATABASE_MIGRATE_URL', env['DATABASE_MIGRATE_URL'], ['postgres:', 'postgresql:']) ?? databaseUrl,
    meili: meili(env),
    smtpUrl: url('SMTP_URL', env['SMTP_URL'], ['smtp:', 'smtps:']),
    dataFolder: env['KETNOI_DATA'] ?? '.data',
    matchSocket: socket('MATCH_SOCKET', env['MATCH_SOCKET']),
    matchCandidates: candidates(env),
    encoder: env['MATCH_ENCODER'] !== '0',
    demo: env['KETNOI_DEMO'] !== '0',
    logLevel,
    jwtKeys,
    secrets,
    shedLoad: env['SHED_LOAD'] !== '0',
    rateLimit: count('RATE_LIMIT', env['RATE_LIMIT'], 1200),
    trustedProxies: (env['TRUSTED_PROXIES'] ?? '').split(',').filter((one) => one !== ''),
  };
}

/** The configuration of this process. */
export function processConfig(): Config {
  return readConfig(process.env);
}

/** The folder a command was given in: paths on its command line are meant from there. */
export function startFolder(): string {
  return process.env['INIT_CWD'] ?? process.cwd();
}
