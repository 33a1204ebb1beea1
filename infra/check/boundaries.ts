import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, sourceFiles, tool, type Check } from './check.ts';

interface Cruise {
  modules: { source: string }[];
  summary: { violations: { from: string; to: string; rule: { name: string } }[] };
}

/** Imports against the table of .dependency-cruiser.mjs; what the cruiser did not see counts as a finding, not as clean. */
export const boundaries: Check = {
  name: 'boundaries',
  run: async () => {
    const args = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'apps', 'packages', 'infra'];
    const result = await tool('dependency-cruiser/bin/dependency-cruiser.mjs', args);
    const cruise = parse(result.output);
    if (!cruise) return [`dependency-cruiser failed: ${result.output.slice(0, 2000)}`];
    const seen = new Set(cruise.modules.map((module) => module.source));
    return [
      ...(await unlisted()),
      ...sourceFiles()
        .filter((file) => !seen.has(file))
        .map((file) => `${file}: the cruiser did not see this file`),
      ...cruise.summary.violations.map(({ from, to, rule }) => `${from} may not import ${to} (${rule.name})`),
    ];
  },
};

/** Every workspace, and every folder of infra that holds code, has its line in the table. */
async function unlisted(): Promise<string[]> {
  const { mayImport } = (await import(pathToFileURL(join(root, '.dependency-cruiser.mjs')).href)) as {
    mayImport: Record<string, string[]>;
  };
  const workspaces = ['apps', 'packages'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .map((name) => `${folder}/${name}`)
      .filter((name) => existsSync(join(root, name, 'package.json'))),
  );
  const rooms = sourceFiles().flatMap((file) => /^infra\/[^/]+(?=\/)/.exec(file)?.[0] ?? []);
  return [...new Set([...workspaces, ...rooms])]
    .filter((name) => !(name in mayImport))
    .map((name) => `${name}: not in the table of .dependency-cruiser.mjs`);
}

/** Warnings may stand before or after the JSON, which is one object. */
function parse(output: string): Cruise | null {
  try {
    return JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1));
  } catch {
    return null;
  }
}
