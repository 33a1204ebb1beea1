import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Endpoint } from '@ketnoi/contracts/endpoint';
import type { TSchema } from 'typebox';

/** What the contract modules export, by name: the endpoints and the shapes they share. */
export type ContractNames = { endpoints: Map<Endpoint, string>; shapes: Map<TSchema, string> };

const FOLDER = new URL(import.meta.resolve('@ketnoi/contracts/endpoint')).href.replace(/endpoint\.ts$/u, '');

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads every contract module; an operation is called as its constant is. */
export async function contractNames(): Promise<ContractNames> {
  const files = (await readdir(fileURLToPath(FOLDER))).filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
  const names: ContractNames = { endpoints: new Map(), shapes: new Map() };
  for (const file of files.toSorted()) {
    const exported = (await import(FOLDER + file)) as Record<string, unknown>;
    for (const [name, value] of Object.entries(exported)) {
      if (!isRecord(value)) continue;
      if ('method' in value && 'access' in value) names.endpoints.set(value as Endpoint, name);
      else if (value['type'] === 'object' && 'properties' in value) names.shapes.set(value, name);
    }
  }
  return names;
}
