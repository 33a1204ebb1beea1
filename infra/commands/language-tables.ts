/**
 * Writes the tables of packages/language that are too large to keep by hand, from their sources:
 * `node infra/commands/language-tables.ts <folder>` with the folders `vi_marks`, `dictionary_vi_en` and `bilingual` in it.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { packedDictionaries } from './dictionary-table.ts';
import { packedMarks } from './marks-table.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('which folder holds the sources?');
const target = fileURLToPath(new URL('../../packages/language/data/', import.meta.url));

function write(name: string, content: Uint8Array): void {
  const packed = gzipSync(content, { level: 9 });
  writeFileSync(target + name, packed);
  console.log(`${name}: ${content.length} bytes, packed ${packed.length}`);
}

write('marks.bin.gz', packedMarks(folder));
for (const [name, content] of packedDictionaries(folder)) write(name, content);
