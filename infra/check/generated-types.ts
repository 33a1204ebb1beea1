import { readFileSync } from 'node:fs';
import { generatedTypesFile, generateTypes } from '../commands/generated-types.ts';
import type { Check } from './check.ts';

/** The committed row types against those of a freshly migrated database. */
export const generatedTypes: Check = {
  name: 'generated-types',
  run: async () => {
    const wanted = (await generateTypes()).text.split('\n');
    const committed = readFileSync(generatedTypesFile, 'utf8').split('\n');
    const first = wanted.findIndex((line, index) => line !== committed[index]);
    if (first === -1 && wanted.length === committed.length) return [];
    return [
      `packages/db/src/generated.ts:${first + 1}: differs from the migrated database; run npm run db:types and commit the result`,
      `  committed: ${committed[first] ?? '(nothing)'}`,
      `  database:  ${wanted[first] ?? '(nothing)'}`,
    ];
  },
};
