import { createHash } from 'node:crypto';
import * as contracts from '@ketnoi/contracts/imports';
import type { ImportFormat } from '@ketnoi/contracts/imports';
import type { ImportId } from '@ketnoi/domain/ids';
import { acceptForms, readForm } from '../../http/form.ts';
import { preparedRoute, route, type Server } from '../../http/route.ts';
import { exportListings } from './export-listings.ts';
import { readImport } from './read-import.ts';
import { startImport } from './start-import.ts';
import { importView } from './view.ts';

const TYPES: Readonly<Record<ImportFormat, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jsonl: 'application/x-ndjson; charset=utf-8',
};

function registerExport(server: Server): void {
  preparedRoute(server, contracts.exportListings, {
    prepare: async (_ctx, { call }) => call.query.format,
    handle: async (ctx, actor, { query, prepared: format }) => {
      const { format: _format, scope = 'shown', ...filter } = query;
      const { fileOf } = await import('../../imports/write-file.ts');
      // Bytes, as the contract's content types say; a JSON answer would be its schema's string.
      return (await fileOf(await exportListings(ctx, actor, { format, scope, filter }), format)) as unknown as string;
    },
    decorate: (reply, _bytes, format) => {
      void reply.type(TYPES[format]).header('content-disposition', `attachment; filename="listings.${format}"`);
    },
  });
}

/** A file in, its progress and findings out; a file out. Only the scope of the upload takes forms. */
export function registerImports(server: Server): void {
  route(server, contracts.readImport, async (ctx, actor, { params, language }) =>
    importView(await readImport(ctx, actor, params.id.toLowerCase() as ImportId), language),
  );
  registerExport(server);
  void server.app.register(async (app) => {
    acceptForms(app);
    preparedRoute({ ...server, app }, contracts.startImport, {
      prepare: async (_ctx, { call, request }) => {
        // Loaded with the first upload: a start need not wait for what reads files.
        const { importOf } = await import('./form.ts');
        const form = importOf(await readForm(request, contracts.IMPORT_LIMITS), call.language);
        const { bytes, ...rest } = form;
        // Stands in for the body where a repeat is recognised.
        request.body = { ...rest, sha256: createHash('sha256').update(bytes).digest('hex') };
        return form;
      },
      handle: async (ctx, actor, { prepared, language }) => importView(await startImport(ctx, actor, prepared), language),
    });
  });
}
