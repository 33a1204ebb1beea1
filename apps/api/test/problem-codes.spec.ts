import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PROBLEMS } from '@ketnoi/domain/problem-codes';
import type { ProblemCode } from '@ketnoi/domain/problems';
import { describe, expect, it } from 'vitest';
import { contractNames } from '../src/docs/contract-names.ts';
import { problemsOf } from '../src/docs/openapi.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** All of our TypeScript that runs on the server, but for the catalogue itself and specs. */
function sources(): string {
  const folders = ['apps/api/src', 'packages/domain/src', 'packages/db/src', 'packages/search/src', 'packages/jobs/src'];
  const files = folders.flatMap((folder) =>
    readdirSync(root + folder, { recursive: true, encoding: 'utf8' }).map((name) => `${root}${folder}/${name}`),
  );
  const code = files.filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.endsWith('problem-codes.ts') && !file.endsWith('/openapi.ts'),
  );
  return code.map((file) => readFileSync(file, 'utf8')).join('\n');
}

describe('every problem code', () => {
  const text = sources();
  const codes = Object.keys(PROBLEMS) as ProblemCode[];

  it.each(codes)('%s is thrown somewhere', (code) => {
    expect(text.includes(`'${code}'`)).toBe(true);
  });

  it('is announced by an operation that may answer with it', async () => {
    const { endpoints } = await contractNames();
    const announced = new Set([...endpoints.keys()].flatMap(problemsOf));
    // What the router itself answers belongs to no operation.
    const own: ProblemCode[] = ['request.not_found'];
    expect(codes.filter((code) => !announced.has(code) && !own.includes(code))).toEqual([]);
  });

  it('reads as a sentence in both languages', () => {
    for (const { vi, en } of Object.values(PROBLEMS)) {
      expect(vi).toMatch(/[.?!]$/u);
      expect(en).toMatch(/[.?!]$/u);
      expect(vi).toBe(vi.normalize('NFC'));
    }
  });
});
