import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

/** How to start a Chromium: its program and its environment. */
export interface Browser {
  executablePath: string;
  env: NodeJS.ProcessEnv;
}

/** Root may not use Chromium's sandbox, and nothing here may look for Google's hosts. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const cache = join(import.meta.dirname, '../../.cache/chromium');
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The first Chromium that starts: CHROMIUM_PATH, an installed one, the one npm ships, and on Debian as root the distribution's. */
export async function findChromium(): Promise<Browser> {
  const given = process.env['CHROMIUM_PATH'];
  if (given) {
    const reason = await refusal({ executablePath: given, env: process.env });
    if (reason) throw new Error(`CHROMIUM_PATH: ${given} does not start: ${reason}`);
    return { executablePath: given, env: process.env };
  }
  for (const executablePath of names.flatMap(onPath)) {
    if (!(await refusal({ executablePath, env: process.env }))) return { executablePath, env: process.env };
  }
  const shipped = await shippedChromium();
  const reason = await refusal(shipped);
  if (!reason) return shipped;
  console.log(`the Chromium of npm does not start (${reason}); trying apt-get install chromium`);
  return debianChromium(reason);
}

/** The Chromium packed in @sparticuz/chromium, unpacked into our cache: its own place, /tmp, is shared with every other user. */
async function shippedChromium(): Promise<Browser> {
  const unpacked = join(cache, 'unpacked');
  if (!existsSync(unpacked)) {
    const unfinished = `${unpacked}.${process.pid}`;
    mkdirSync(unfinished, { recursive: true });
    await unpackInto(unfinished);
    if (existsSync(unpacked)) rmSync(unfinished, { recursive: true });
    else renameSync(unfinished, unpacked);
  }
  // It brings the few libraries that a server without a desktop lacks.
  const libraries = [process.env['LD_LIBRARY_PATH'], join(unpacked, 'al2023/lib')].filter((path) => path).join(delimiter);
  return {
    executablePath: join(unpacked, 'chromium'),
    env: { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: join(unpacked, 'fonts/fonts') },
  };
}

async function unpackInto(folder: string): Promise<void> {
  const { default: packed, inflate } = await import('@sparticuz/chromium');
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    await packed.executablePath();
    await inflate(join(import.meta.dirname, '../../node_modules/@sparticuz/chromium/bin/al2023.tar.br'));
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

function debianChromium(reason: string): Browser {
  if (process.getuid?.() !== 0 || onPath('apt-get').length === 0) {
    throw new Error(`no Chromium starts here: install one or set CHROMIUM_PATH (the one of npm says: ${reason})`);
  }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']])
    spawnSync('apt-get', args, { stdio: 'ignore' });
  const [executablePath] = onPath('chromium');
  if (!executablePath) throw new Error('apt-get could not install chromium: install a Chromium or set CHROMIUM_PATH');
  return { executablePath, env: process.env };
}

/** Why a Chromium does not start; null when it does. */
async function refusal(browser: Browser): Promise<string | null> {
  try {
    const started = await chromium.launch({ ...browser, args: chromiumArgs, timeout: 30_000 });
    await started.close();
    return null;
  } catch (error) {
    const said = String(error)
      .split('\n')
      .map((line) => line.trim());
    return said.find((line) => /error while loading|cannot open|denied|not found|ENOENT/i.test(line)) ?? said[0] ?? 'it said nothing';
  }
}

function onPath(name: string): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).filter(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
