import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** One thing that must hold. Findings are sentences that name file and line; none means that it holds. */
export interface Check {
  name: string;
  run: () => Promise<string[]>;
}

interface ToolResult {
  code: number;
  output: string;
}

/** Runs a tool that npm installed (its script, by the Node that runs us) and collects what it said. */
export function tool(script: string, args: string[]): Promise<ToolResult> {
  return command(process.execPath, [join(root, 'node_modules', script), ...args]);
}

/** Runs any program from the project's root and collects what it said. */
export function command(program: string, args: string[]): Promise<ToolResult> {
  return new Promise((resolve) => {
    const path = [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter);
    const child = spawn(program, args, { cwd: root, env: { ...process.env, PATH: path, NO_COLOR: '1', FORCE_COLOR: '0' } });
    let output = '';
    child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()));
    child.stderr.on('data', (bytes: Buffer) => (output += bytes.toString()));
    child.once('error', (error) => resolve({ code: 1, output: error.message }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** A check that is a tool's verdict: its lines are the findings when it fails. */
export function toolCheck(name: string, invocation: [script: string, ...args: string[]]): Check {
  return {
    name,
    run: async () => {
      const [script, ...args] = invocation;
      const { code, output } = await tool(script, args);
      return code === 0 ? [] : lines(output, `${name} failed and said nothing`);
    },
  };
}

/** The lines of an output that say something. */
export function lines(output: string, otherwise: string): string[] {
  const said = output.split('\n').filter((line) => line.trim() !== '');
  return said.length > 0 ? said : [otherwise];
}

const skipped = new Set(['node_modules', 'dist', '.data', '.cache', '.git']);

/** Every file below a folder of the project that is ours, as paths from the root. */
export function filesBelow(folder: string): string[] {
  const start = join(root, folder);
  if (!existsSync(start)) return [];
  return readdirSync(start, { withFileTypes: true }).flatMap((entry) => {
    if (skipped.has(entry.name)) return [];
    const path = relative(root, join(start, entry.name));
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/** Every source file of ours. */
export function sourceFiles(): string[] {
  return ['apps', 'packages', 'infra'].flatMap(filesBelow).filter((file) => /\.(tsx?|mjs)$/.test(file));
}
