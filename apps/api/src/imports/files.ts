import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportId } from '@ketnoi/domain/ids';
import type { Config } from '../config.ts';

const folderOf = (config: Config): string => join(config.dataFolder, 'imports');
const pathOf = (config: Config, id: ImportId): string => join(folderOf(config), id);

/** Keeps the file of an import until it is read in; it is on the disk when this returns. */
export async function keepImportFile(config: Config, id: ImportId, bytes: Buffer): Promise<void> {
  await mkdir(folderOf(config), { recursive: true, mode: 0o700 });
  const part = `${pathOf(config, id)}.part`;
  const file = await open(part, 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, pathOf(config, id));
}

/** The file of an import, null when it is gone. */
export async function readImportFile(config: Config, id: ImportId): Promise<Buffer | null> {
  try {
    return await readFile(pathOf(config, id));
  } catch {
    return null;
  }
}

export async function removeImportFile(config: Config, id: ImportId): Promise<void> {
  await rm(pathOf(config, id), { force: true });
}

/** A file is waited for so long; an import that comes later says that it is gone. */
const KEPT_MILLIS = 7 * 86_400_000;

/** Takes away files whose import was never written down or never came to its end. */
export async function removeStaleFiles(config: Config, now: Date): Promise<void> {
  const folder = folderOf(config);
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path);
    if (now.getTime() - mtimeMs > KEPT_MILLIS) await rm(path, { force: true });
  }
}
