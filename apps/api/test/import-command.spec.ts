import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OrganisationId } from '@ketnoi/domain/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testWorld, type World } from './support/context.ts';
import { given } from './support/given.ts';

const script = fileURLToPath(new URL('../src/import.ts', import.meta.url));

let world: World;
let folder: string;
let organisation: OrganisationId;
beforeAll(async () => {
  world = await testWorld();
  folder = mkdtempSync(join(tmpdir(), 'ketnoi-import-'));
  organisation = await given.organisation(world);
  writeFileSync(
    join(folder, 'map.json'),
    JSON.stringify({ columns: { Tên: 'texts.title.vi', TRL: 'values.trl' }, constants: { kind: 'technology' } }),
  );
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await world.close();
});

function command(...args: string[]): Promise<{ code: number | null; out: string }> {
  const env = {
    PATH: process.env['PATH'],
    INIT_CWD: folder,
    DATABASE_URL: world.database.url('app'),
    DATABASE_WORKER_URL: world.database.url('worker'),
    KETNOI_DATA: world.ctx.config.dataFolder,
  };
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.once('close', (code) => resolve({ code, out }));
  });
}
const countOf = async (): Promise<number> =>
  (await world.admin.selectFrom('listing').select('id').where('ownerOrganisationId', '=', organisation).execute()).length;

describe('the import command', () => {
  it('tries, reads in, shows progress, and ends with a summary', async () => {
    writeFileSync(join(folder, 'good.csv'), 'Tên,TRL\nMột,3\nHai,4\n');
    const tried = await command('good.csv', '--map', 'map.json', '--organisation', organisation, '--dry-run');
    expect(tried).toMatchObject({ code: 0, out: expect.stringContaining('2 listings, 0 known already, 0 rows with errors') as string });
    expect(await countOf()).toBe(0);
    const done = await command('good.csv', '--map', 'map.json', '--organisation', organisation);
    expect(done.out).toContain('2 of 2 rows');
    expect(done.code).toBe(0);
    expect(await countOf()).toBe(2);
    expect((await command('good.csv', '--map', 'map.json', '--organisation', organisation)).out).toContain('0 listings, 2 known already');
  });

  it('names row and column of what is wrong, in the language asked for, and fails', async () => {
    writeFileSync(join(folder, 'bad.csv'), 'Tên,TRL\nBa,30\n');
    const english = await command('bad.csv', '--map', 'map.json', '--organisation', organisation);
    expect(english).toMatchObject({ code: 1, out: expect.stringContaining('row 2: values.trl: Above 9.') as string });
    const vietnamese = await command('bad.csv', '--map', 'map.json', '--organisation', organisation, '--lang', 'vi');
    expect(vietnamese.out).toContain('Lớn hơn 9.');
  });

  it.each([
    [['nothing.csv', '--map', 'map.json'], 'nothing.csv'],
    [['good.csv', '--map', 'map.json'], 'Say whose listing it is.'],
    [['good.csv', '--map', 'map.json', '--organisation', 'nobody'], 'no organisation "nobody"'],
    [['map.json'], 'must end in .csv'],
    [[], 'usage: npm run import'],
    [['good.csv', '--colour'], '--colour'],
  ])('says what is wrong with %j', async (args, said) => {
    const { code, out } = await command(...args);
    expect(out).toContain(said);
    expect(code).toBe(1);
  });
});
