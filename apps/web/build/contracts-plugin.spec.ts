import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { describe, expect, it } from 'vitest';
import { contracts } from './contracts-plugin.ts';

const FOLDER = fileURLToPath(new URL('../../../packages/contracts/src/', import.meta.url));
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'));

type Module = Record<string, unknown>;

/** The code the browser gets when it imports everything a contract file exports. */
async function bundled(name: string): Promise<string> {
  const entry = `virtual:all-of-${name}`;
  const all = {
    name: 'all',
    resolveId: (id: string) => (id === entry ? id : null),
    load: (id: string) => (id === entry ? `export * from ${JSON.stringify(FOLDER + name)};` : null),
  };
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [contracts(), all],
    build: { write: false, rolldownOptions: { input: entry, preserveEntrySignatures: 'strict' } },
  });
  const { output } = (Array.isArray(result) ? result[0] : result) as Rolldown.RolldownOutput;
  return output.map((one) => (one.type === 'chunk' ? one.code : '')).join('\n');
}

const inBrowser = async (code: string): Promise<Module> => (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Module;
const isEndpoint = (value: unknown): boolean => typeof value === 'object' && value !== null && 'access' in value && 'url' in value;

describe('a contract in the browser', () => {
  it.each(files)('%s brings its endpoints and no schema', async (name) => {
    const code = await bundled(name);
    expect(code).not.toMatch(/typebox|additionalProperties|summary/u);
    const declared = (await import(FOLDER + name)) as Module;
    const endpoints = Object.keys(declared).filter((exported) => isEndpoint(declared[exported]));
    expect(Object.keys(await inBrowser(code)).toSorted()).toEqual(endpoints.toSorted());
  });

  it('knows which acts need a key and which a version', async () => {
    const { editListing, readListing } = await inBrowser(await bundled('listings.ts'));
    expect(editListing).toEqual({ method: 'PATCH', url: '/api/listings/:id', idempotent: true, conditional: true });
    expect(readListing).toEqual({ method: 'GET', url: '/api/listings/:id' });
  });
});
