import { basename } from 'node:path';
import { problem } from '@ketnoi/domain/problems';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refused } from './validation.ts';

export type UploadedFile = { name: string; bytes: Buffer };
export type Form = { fields: Map<string, string>; file: UploadedFile | null };

/** Bounds of a form: one file, a few short fields, few headers a part. */
const LIMITS = { files: 1, fields: 10, fieldSize: 256 * 1024, fieldNameSize: 100, parts: 12, headerPairs: 20 };

/** Lets the routes of this scope take `multipart/form-data`; the stream is left to `readForm`. */
export function acceptForms(app: FastifyInstance): void {
  app.addContentTypeParser('multipart/form-data', (_request, _payload, done) => done(null));
}

/** Lets the routes of this scope take small forms whose fields say nothing beyond the address they are sent to. */
export function acceptPlainForms(app: FastifyInstance): void {
  app.addContentTypeParser(
    ['application/x-www-form-urlencoded', 'multipart/form-data'],
    { parseAs: 'buffer', bodyLimit: 4096 },
    (_request, _body, done) => done(null),
  );
}

const fault = (field: string, message: string) => refused(400, [{ field, code: 'form', message }]);

/**
 * The fields and the one file of a form, whole in memory. Throws 415 for any other body, 400 for a broken or overlong form, and
 * `import.too_large` for a file above `bytes`.
 */
export async function readForm(request: FastifyRequest, limits: { bytes: number }): Promise<Form> {
  const type = request.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*;/iu.test(type))
    throw refused(415, [{ field: 'Content-Type', code: 'type', message: 'send multipart/form-data' }]);
  const { Busboy } = await import('@fastify/busboy');
  const form: Form = { fields: new Map(), file: null };
  await new Promise<void>((resolve, reject) => {
    const reader = new Busboy({ headers: { ...request.headers, 'content-type': type }, limits: { ...LIMITS, fileSize: limits.bytes } });
    const fail = (error: Error): void => {
      request.raw.unpipe(reader);
      request.raw.resume();
      reject(error);
    };
    for (const event of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const)
      reader.on(event, () => fail(fault('body', 'holds too many parts')));
    reader.on('error', () => fail(fault('body', 'is a broken form')));
    reader.on('field', (name, value, ...cut) => {
      if (cut[0] || cut[1]) fail(fault(name.slice(0, 100), 'is too long'));
      else form.fields.set(name, value);
    });
    reader.on('file', (field, stream, fileName) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('limit', () => fail(problem('import.too_large')));
      stream.on('end', () => {
        if (field === 'file') form.file = { name: nameOf(fileName), bytes: Buffer.concat(chunks) };
        else fail(fault(field, 'the file belongs in "file"'));
      });
    });
    reader.on('finish', resolve);
    request.raw.on('aborted', () => fail(fault('body', 'was cut off')));
    request.raw.pipe(reader);
  });
  return form;
}

/** The last part of the name, without characters that could do harm in a log or a header. */
function nameOf(given: string): string {
  return basename(given.normalize('NFC').replaceAll('\\', '/'))
    .replaceAll(/[\p{Cc}\p{Cf}"]/gu, '')
    .slice(-150);
}
