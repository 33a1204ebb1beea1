import { statSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

const FOLDER = fileURLToPath(new URL('../../../packages/contracts/src/', import.meta.url));

type Declared = { method: string; url: string; idempotent?: boolean; conditional?: boolean };

const isEndpoint = (value: unknown): value is Declared =>
  typeof value === 'object' && value !== null && 'method' in value && 'url' in value && 'access' in value;

/** What the browser needs of an endpoint: where it is and which headers it takes. */
function line(name: string, endpoint: Declared): string {
  const idempotent = endpoint.idempotent ?? (endpoint.method === 'POST' || endpoint.method === 'PATCH');
  const value = {
    method: endpoint.method,
    url: endpoint.url,
    ...(idempotent ? { idempotent } : {}),
    ...(endpoint.conditional === true ? { conditional: true } : {}),
  };
  return `export const ${name} = /* @__PURE__ */ Object.freeze(${JSON.stringify(value)});`;
}

const firstSeen = new Map<string, number>();

/** The address of a file as it is now: Node keeps what it imported, so a file that changed since (under the dev server) needs another one. */
function current(path: string): string {
  const changed = statSync(path).mtimeMs;
  const first = firstSeen.get(path) ?? changed;
  firstSeen.set(path, first);
  const { href } = pathToFileURL(path);
  return changed === first ? href : `${href}?changed=${String(changed)}`;
}

/**
 * Lets the browser import contracts as values without their schemas: each file is run here, in Node, and replaced by its endpoints' addresses.
 * An export that is no endpoint (a schema, a constant) has no value in the browser; importing one fails the build by its name.
 */
export function contracts(): Plugin {
  return {
    name: 'ketnoi-contracts',
    enforce: 'pre',
    async load(id) {
      const path = id.split('?')[0] ?? id;
      if (!path.startsWith(FOLDER) || !path.endsWith('.ts')) return null;
      this.addWatchFile(path);
      const exported = (await import(current(path))) as Record<string, unknown>;
      const lines = Object.entries(exported).flatMap(([name, value]) => (isEndpoint(value) ? [line(name, value)] : []));
      return { code: `${lines.join('\n')}\nexport {};\n`, map: null, moduleType: 'js' };
    },
  };
}
