/** Writes the row types of a migrated database to packages/db/src/generated.ts: `npm run db:types`. */
import { writeFileSync } from 'node:fs';
import { generatedTypesFile, generateTypes } from './generated-types.ts';

const { text, tables } = await generateTypes();
writeFileSync(generatedTypesFile, text);
console.log(`${tables} tables written to packages/db/src/generated.ts`);
