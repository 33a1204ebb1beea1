import { createHash } from 'node:crypto';
import type { ImportMapping } from '@ketnoi/contracts/imports';
import { findPlatformImport, insertImport, type ImportRow } from '@ketnoi/db/imports';
import { inTransaction } from '@ketnoi/db/transaction';
import { newId, type ImportId } from '@ketnoi/domain/ids';
import { VALUE_FIELDS } from '@ketnoi/domain/listing-fields';
import type { Ctx } from '../context.ts';
import { keepImportFile } from '../imports/files.ts';
import { runImport } from '../imports/run-import.ts';
import { demoFile } from './files.ts';

export type Source = { file: string; /** Days ago that its listings were published, from and to. */ days: readonly [number, number] };

/** What was written for the exchange is the newest; what comes from public sources lies behind it. */
export const SOURCES: readonly Source[] = [
  { file: 'listings.jsonl', days: [0.2, 60] },
  { file: 'us-offers.jsonl.gz', days: [61, 340] },
  { file: 'us-needs.jsonl.gz', days: [61, 340] },
];

const DAY_MILLIS = 86_400_000;

/** The files name values without the part they lie in, and say of themselves where they come from. */
const MAPPING: ImportMapping = {
  columns: {
    ...Object.fromEntries(Object.keys(VALUE_FIELDS).map((name) => [name, `values.${name}`])),
    licence: 'textLicence',
    source: null,
    sourceDate: null,
  },
};

/** A moment within the days of the source, the same for the same listing whenever it is asked for. */
function publishedAt(originId: string, [from, to]: Source['days'], now: Date): string {
  const fraction = createHash('sha256').update(originId).digest().readUInt32BE(0) / 0x1_0000_0000;
  return new Date(now.getTime() - (from + fraction * (to - from)) * DAY_MILLIS).toISOString();
}

/** The import of a file: the one begun before, or a new one. */
async function importOf(ctx: Ctx, { file, days }: Source): Promise<Pick<ImportRow, 'id' | 'state'>> {
  const { records, edition } = demoFile(file);
  const fileName = `demo/${file} ${edition}`;
  const begun = await findPlatformImport(ctx.db, { fileName });
  if (begun !== null && begun.state !== 'failed') return begun;
  const now = ctx.clock.now();
  const lines = records.map((record) => JSON.stringify({ ...record, publishedAt: publishedAt(record['originId'] as string, days, now) }));
  const bytes = Buffer.from(lines.join('\n'));
  const id = newId<'import'>(now.getTime());
  await keepImportFile(ctx.config, id, bytes);
  const fileHash = createHash('sha256').update(bytes).digest();
  const row = {
    id,
    accountId: null,
    organisationId: null,
    fileName,
    fileHash,
    format: 'jsonl' as const,
    mapping: MAPPING,
    dryRun: false,
    publish: true,
    now,
  };
  await inTransaction(ctx.db, (tx) => insertImport(tx, row));
  return { id, state: 'waiting' };
}

type Telling = { begin: () => void; say: (text: string) => void; sources?: readonly Source[] };

export type Loaded = { id: ImportId; file: string };

/**
 * Loads the listings of the demonstration by the importer's own code, each file once; a load that was cut off goes on. `begin` is called before
 * anything is written, `say` is told how far it is.
 * @returns the imports that had something left to do.
 */
export async function loadListings(ctx: Ctx, tell: Telling): Promise<Loaded[]> {
  const loaded: Loaded[] = [];
  for (const source of tell.sources ?? SOURCES) {
    const { id, state } = await importOf(ctx, source);
    if (state === 'finished') continue;
    tell.begin();
    await runImport(ctx, id, { index: false, onProgress: ({ done, total }) => tell.say(`${source.file}: ${done} of ${total}`) });
    loaded.push({ id, file: source.file });
  }
  return loaded;
}
