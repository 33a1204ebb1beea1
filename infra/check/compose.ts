import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parseAllDocuments, parseDocument } from 'yaml';
import { command, filesBelow, lines, root, type Check } from './check.ts';

const file = 'docker-compose.yml';
const services = ['postgres', 'meilisearch', 'api', 'worker', 'web'];

interface Stack {
  services?: Record<string, { environment?: Record<string, unknown> }>;
}

/** The stack against the Compose Specification's schema, by `docker compose` itself where that exists, and what it and Kubernetes set against our configuration. */
export const compose: Check = {
  name: 'compose',
  run: async () => {
    const document = parseDocument(readFileSync(join(root, file), 'utf8'), { merge: true });
    if (document.errors.length > 0) return document.errors.map((error) => `${file}: ${error.message}`);
    const stack: Stack = document.toJS();
    return [...schemaFindings(stack), ...missing(stack), ...unknownVariables(stack), ...manifestFindings(), ...(await dockerFindings())];
  },
};

function schemaFindings(stack: unknown): string[] {
  const schema = JSON.parse(readFileSync(join(import.meta.dirname, 'compose-spec.schema.json'), 'utf8'));
  // Its own name of draft 07 differs from Ajv's by a letter.
  delete schema.$schema;
  const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
  if (validate(stack)) return [];
  return (validate.errors ?? []).map((error) => `${file}: ${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`);
}

function missing(stack: Stack): string[] {
  return services.filter((name) => !stack.services?.[name]).map((name) => `${file}: no service "${name}"`);
}

/** A variable that the configuration does not read is a setting that does nothing. */
function unknownVariables(stack: Stack): string[] {
  const set = ['migrate', 'api', 'worker'].flatMap((name) => Object.keys(stack.services?.[name]?.environment ?? {}));
  return unread(set).map((name) => `${file}: ${name} is set but apps/api/src/config.ts does not read it`);
}

function unread(names: string[]): string[] {
  const config = readFileSync(join(root, 'apps/api/src/config.ts'), 'utf8');
  return [...new Set(names)].filter((name) => !config.includes(`'${name}'`));
}

function manifestFindings(): string[] {
  return filesBelow('infra/kubernetes')
    .filter((path) => path.endsWith('.yaml'))
    .flatMap((path) => {
      const documents = parseAllDocuments(readFileSync(join(root, path), 'utf8'));
      return documents.flatMap((document) => {
        if (document.errors.length > 0) return document.errors.map((error) => `${path}: ${error.message}`);
        const manifest: { kind?: string; apiVersion?: string; data?: Record<string, string> } = document.toJS();
        if (!manifest.kind || !manifest.apiVersion) return [`${path}: a document without kind or apiVersion`];
        const names = manifest.kind === 'ConfigMap' ? unread(Object.keys(manifest.data ?? {})) : [];
        return names.map((name) => `${path}: ${name} is set but apps/api/src/config.ts does not read it`);
      });
    });
}

async function dockerFindings(): Promise<string[]> {
  const version = await command('docker', ['compose', 'version']);
  if (version.code !== 0) return [];
  const { code, output } = await command('docker', ['compose', '--file', file, 'config', '--quiet', '--no-interpolate']);
  return code === 0 ? [] : lines(output, 'docker compose config failed');
}
