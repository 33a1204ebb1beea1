import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const FOLDER = new URL('../../../../infra/demo/', import.meta.url);

/** The records of a file of the demonstration, one a line, and a short mark of its edition. */
export function demoFile(name: string): { records: Record<string, unknown>[]; edition: string } {
  const bytes = readFileSync(new URL(name, FOLDER));
  const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const records = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { records, edition: createHash('sha256').update(bytes).digest('hex').slice(0, 12) };
}
