import { randomUUID } from 'node:crypto';
import type { ImportRun } from '@ketnoi/contracts/imports';
import { readImport } from '@ketnoi/contracts/imports';
import { as, type Answer, type Caller } from './as.ts';
import type { World } from './context.ts';
import { drain } from './jobs.ts';

export type Upload = {
  name: string;
  bytes: Buffer | string;
  mapping?: unknown;
  dryRun?: boolean;
  publish?: boolean;
  more?: Record<string, string>;
  key?: string;
};

/** A form as a browser sends it. */
export function formOf({ name, bytes, mapping, dryRun, publish, more = {} }: Upload): { type: string; body: Buffer } {
  const boundary = `form-${randomUUID()}`;
  const fields = {
    ...(mapping === undefined ? {} : { mapping: typeof mapping === 'string' ? mapping : JSON.stringify(mapping) }),
    ...(dryRun === undefined ? {} : { dryRun: String(dryRun) }),
    ...(publish === undefined ? {} : { publish: String(publish) }),
    ...more,
  };
  const parts = Object.entries(fields).map(
    ([field, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
  );
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([Buffer.from(parts.join('') + head), Buffer.from(bytes), Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}

/** Sends a file to import. */
export async function upload(world: World, caller: Caller, file: Upload): Promise<Answer<ImportRun>> {
  const { type, body } = formOf(file);
  const headers: Record<string, string> = {
    'content-type': type,
    'idempotency-key': file.key ?? randomUUID(),
    'sec-fetch-site': 'same-origin',
    'x-ketnoi': '1',
  };
  if (caller.token !== null) headers['authorization'] = `Bearer ${caller.token}`;
  if (caller.organisation !== undefined) headers['ketnoi-organisation'] = caller.organisation;
  const response = await world.app.inject({ method: 'POST', url: '/api/imports', headers, payload: body });
  const json = response.json<ImportRun>();
  return { status: response.statusCode, body: json, headers: response.headers, problem: json as never };
}

/** Sends a file, lets the worker read it in, and gives what came of it. */
export async function imported(world: World, caller: Caller, file: Upload): Promise<ImportRun> {
  const answer = await upload(world, caller, file);
  if (answer.status !== 202) throw new Error(`upload answered ${answer.status} ${JSON.stringify(answer.problem)}`);
  await drain(world);
  return (await as(world, caller).call(readImport, { params: { id: answer.body.id } })).body;
}
