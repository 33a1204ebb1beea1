import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parseDocument } from 'yaml';
import { command, lines, root, type Check } from './check.ts';

const file = 'docker-compose.yml';
const services = ['postgres', 'meilisearch', 'api', 'worker', 'web'];

/** The production-like stack against the Compose Specification's schema, and by `docker compose` itself where that exists. */
export const compose: Check = {
  name: 'compose',
  run: async () => {
    const document = parseDocument(readFileSync(join(root, file), 'utf8'), { merge: true });
    if (document.errors.length > 0) return document.errors.map((error) => `${file}: ${error.message}`);
    const stack: { services?: Record<string, unknown> } = document.toJS();
    return [...schemaFindings(stack), ...missing(stack), ...(await dockerFindings())];
  },
};

function schemaFindings(stack: unknown): string[] {
  const schema = JSON.parse(readFileSync(join(import.meta.dirname, 'compose-spec.schema.json'), 'utf8'));
  // Its own name of draft 07 differs from Ajv's by a slash pair.
  delete schema.$schema;
  const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
  if (validate(stack)) return [];
  return (validate.errors ?? []).map((error) => `${file}: ${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`);
}

function missing(stack: { services?: Record<string, unknown> }): string[] {
  return services.filter((name) => !stack.services?.[name]).map((name) => `${file}: no service "${name}"`);
}

async function dockerFindings(): Promise<string[]> {
  const version = await command('docker', ['compose', 'version']);
  if (version.code !== 0) return [];
  const { code, output } = await command('docker', ['compose', '--file', file, 'config', '--quiet']);
  return code === 0 ? [] : lines(output, 'docker compose config failed');
}
