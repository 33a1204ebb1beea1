import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, root, sourceFiles, type Check } from './check.ts';

const fileLimit = 300;
const specLimit = 400;
const readmeLimit = 40;

// The marks of the linter, the compiler and the formatter; `[-]` keeps this line from finding itself.
const suppression = /(\/\/|\/\*).*((ox|es)lint[-]disable|@ts[-](ignore|expect-error|nocheck)|(oxfmt|prettier)[-]ignore)/;

/** Sizes and silenced findings; functions, parameters, `any` and non-null are rules of the linter. */
export const budgets: Check = {
  name: 'budgets',
  run: async () => [...sourceFiles().flatMap(sourceFindings), ...filesBelow('packages').flatMap(readmeFindings)],
};

function sourceFindings(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const rows = text.split('\n');
  const silenced = rows.flatMap((row, index) =>
    suppression.test(row) ? [`${file}:${index + 1}: an inline suppression; fix the cause instead`] : [],
  );
  if (file.endsWith('/generated.ts')) return silenced;
  const limit = /\.(spec|e2e)\.tsx?$/.test(file) ? specLimit : fileLimit;
  const count = text.endsWith('\n') ? rows.length - 1 : rows.length;
  return count > limit ? [...silenced, `${file}: ${count} lines, at most ${limit}`] : silenced;
}

function readmeFindings(file: string): string[] {
  if (!/^packages\/[^/]+\/README\.md$/.test(file)) return [];
  const count = readFileSync(join(root, file), 'utf8').trimEnd().split('\n').length;
  return count > readmeLimit ? [`${file}: ${count} lines, at most ${readmeLimit}`] : [];
}
