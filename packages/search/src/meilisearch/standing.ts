import type { Meilisearch, Settings } from 'meilisearch';
import { isAway } from '../away.ts';
import type { Standing } from '../port.ts';
import { asking, isMissing } from './client.ts';
import { differingSettings } from './settings.ts';

/** The version whose answers the requests and settings were recorded from. */
const RECORDED_VERSION = '1.50';

const isSameMinor = (version: string): boolean => version.split('.').slice(0, 2).join('.') === RECORDED_VERSION;

/** A key that is limited to our indexes may not ask for the version: it is unknown then, not wrong. */
async function versionOf(client: Meilisearch): Promise<string | null> {
  try {
    const { pkgVersion } = (await client.getVersion()) as { pkgVersion?: unknown };
    return typeof pkgVersion === 'string' ? pkgVersion : null;
  } catch {
    return null;
  }
}

/** How the engine stands, asked now: whether it answers, in which version, and whether the index is there and has the wanted settings. */
export async function standingOf(client: Meilisearch, uid: string, wanted: Settings): Promise<Standing> {
  try {
    const theirs: unknown = await asking(client.index(uid).getSettings());
    const version = await versionOf(client);
    const differs = differingSettings(theirs, wanted);
    const state = differs.length === 0 ? 'ready' : 'foreign';
    return { state, version, isRecordedVersion: version === null ? null : isSameMinor(version), differs };
  } catch (error) {
    const nothing = { version: null, isRecordedVersion: null, differs: [] };
    if (isMissing(error)) {
      const version = await versionOf(client);
      return { ...nothing, state: 'unbuilt', version, isRecordedVersion: version === null ? null : isSameMinor(version) };
    }
    if (!isAway(error)) throw error;
    return { ...nothing, state: 'away', why: error.message };
  }
}

/** The standing in words, for a log and for those who watch over the service; null when all is as it should be. */
export function remarkOn({ state, version, isRecordedVersion, differs, why }: Standing): string | null {
  const told = {
    ready: isRecordedVersion === false ? `Meilisearch is version ${version}; this product was tried with ${RECORDED_VERSION}` : null,
    unbuilt: 'Meilisearch has no index of ours yet; the worker builds it',
    foreign: `the index in Meilisearch has other settings than ours (${differs.join(', ')}); the worker builds it anew`,
    away: why === undefined ? 'Meilisearch does not answer' : `Meilisearch is away (${why})`,
  } as const;
  return told[state];
}
