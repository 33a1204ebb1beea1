import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { testDatabase } from '@ketnoi/testing/database';
import { startSpecServer } from '../specs/server.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const generatedTypesFile = join(root, 'packages/db/src/generated.ts');

// As the client reads them: int8 is a number (nothing of ours but money reaches 2^53, and money is text), a day is YYYY-MM-DD.
const shape = [
  '--dialect',
  'postgres',
  '--camel-case',
  '--date-parser',
  'string',
  '--type-mapping',
  '{"int8":"number"}',
  '--exclude-pattern',
  // pg-boss's own tables are its business.
  '{public.schema_migration,pgboss.*}',
];

/** The row types of a freshly migrated database, as kysely-codegen writes them. */
export async function generateTypes(): Promise<{ text: string; tables: number }> {
  const server = await startSpecServer();
  const folder = mkdtempSync(join(tmpdir(), 'ketnoi-types-'));
  const out = join(folder, 'generated.ts');
  try {
    const database = await testDatabase();
    const cli = join(root, 'node_modules/kysely-codegen/dist/cli/bin.js');
    const args = [cli, ...shape, '--url', database.url('admin'), '--out-file', out];
    await promisify(execFile)(process.execPath, args, { cwd: root }).finally(database.close);
    const text = readFileSync(out, 'utf8');
    return {
      text,
      tables:
        text
          .match(/^export interface DB \{([^}]*)\}/m)?.[1]
          ?.trim()
          .split('\n').length ?? 0,
    };
  } finally {
    rmSync(folder, { recursive: true });
    await server.stop();
  }
}
