/**
 * `npm run search:record`: asks the live Meilisearch of MEILI_URL and MEILI_KEY every search of the conformance table, and for candidates, with our settings
 * and documents, and rewrites what the specs know of it. Whoever has an engine runs it; everyone else has the recordings.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settings } from '@ketnoi/search/meilisearch/settings';
import type { Exchange } from '@ketnoi/testing/meilisearch';
import { openCollections } from '../../packages/search/test/asking.ts';
import { recordCandidates } from '../../packages/search/test/candidates-recording.ts';
import { record } from '../../packages/search/test/recording.ts';
import { recordedDocuments, recordedExchanges, searchDocument } from '../../packages/search/test/recordings.ts';
import { root } from '../launch/children.ts';
import { startSpecServer } from '../specs/server.ts';

const FOLDER = join(root, 'packages/search/test/recordings');

async function recordAnew(engine: { url: string; key: string }): Promise<void> {
  const server = await startSpecServer();
  try {
    const collections = await openCollections();
    const documents = recordedDocuments().map(searchDocument);
    const made = await record({ engine, reach: 'everything', collections, documents, before: recordedExchanges() });
    await Promise.all([collections.world.close(), collections.further.close()]);
    const candidates = await recordCandidates(engine);
    for (const one of made.unmet) console.log(`  not met: ${one}`);
    const unanswered = made.unanswered + candidates.filter(({ response }) => response === null).length;
    if (unanswered > 0) throw new Error(`${unanswered} searches were not answered; the recordings stay as they are`);
    const lines = (exchanges: readonly Exchange[]): string => exchanges.map((one) => `${JSON.stringify(one)}\n`).join('');
    writeFileSync(join(FOLDER, 'exchanges.jsonl'), lines(made.exchanges));
    writeFileSync(join(FOLDER, 'candidates.jsonl'), lines(candidates));
    writeFileSync(join(FOLDER, 'settings.json'), `${JSON.stringify(settings, null, 2)}\n`);
    console.log(
      `recorded: ${made.exchanges.length + candidates.length} exchanges; ${made.unmet.length} expectations of the table are not met`,
    );
    if (made.unmet.length > 0) process.exitCode = 1;
  } finally {
    await server.stop();
  }
}

const url = process.env['MEILI_URL']?.replace(/\/$/u, '');
const fail = (why: string): void => {
  console.error(why);
  process.exitCode = 1;
};
if (url) await recordAnew({ url, key: process.env['MEILI_KEY'] ?? '' }).catch((error: Error) => fail(error.message));
else fail('search:record needs a live Meilisearch: set MEILI_URL and MEILI_KEY. The recordings stay as they are.');
