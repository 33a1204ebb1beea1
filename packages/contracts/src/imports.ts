import { AUDIENCES, KINDS, SIDES } from '@ketnoi/domain/listing-fields';
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ListingContent } from './listing-shapes.ts';
import { closed, Code, IdParams, Instant, Line, nullable, oneOf, Several, Uuid, WebAddress } from './shapes.ts';

export const IMPORT_FORMATS = ['csv', 'xlsx', 'jsonl'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** A file may be so large, and hold so many rows. */
export const IMPORT_LIMITS = { bytes: 20 * 1024 * 1024, rows: 20_000, columns: 1000 } as const;

/** An export holds so many listings. */
export const EXPORT_ROWS = 5000;

/** One row of an import, put together: what `POST /api/listings` takes, with where it comes from. */
export const ImportRow = closed({
  /** The row's number in its own house; a second row with it is a duplicate. */
  originId: Type.Optional(Line(120)),
  /** Whose it is: an organisation's id, tax code or number of origin; without it, the importer's own. */
  organisation: Type.Optional(Line(120)),
  side: oneOf(SIDES),
  kind: oneOf(KINDS),
  masked: Type.Optional(Type.Boolean()),
  audience: Type.Optional(oneOf(AUDIENCES)),
  openForInterest: Type.Optional(Type.Boolean()),
  textLicence: Type.Optional(Line(120)),
  sourceUrl: Type.Optional(WebAddress),
  publishedAt: Type.Optional(Type.String({ pattern: String.raw`^\d{4}-\d{2}-\d{2}`, maxLength: 40 })),
  ...ListingContent,
});
export type ImportRow = Static<typeof ImportRow>;

/** Which column of a file is which field: the path of the field, or null for a column to pass over. What is not named here goes by its own name. */
export const ImportMapping = closed({
  columns: Type.Optional(
    Type.Record(Type.String({ maxLength: 300 }), nullable(Type.String({ maxLength: 200 })), { maxProperties: IMPORT_LIMITS.columns }),
  ),
  /** Values that hold for every row. */
  constants: Type.Optional(
    Type.Record(Type.String({ maxLength: 200 }), Type.Union([Type.String({ maxLength: 500 }), Type.Number(), Type.Boolean()]), {
      maxProperties: 100,
    }),
  ),
});
export type ImportMapping = Static<typeof ImportMapping>;

export const ImportFinding = closed({
  /** The row of the file, the line with the names being row 1; null when the whole file is meant. */
  row: nullable(Type.Integer()),
  field: nullable(Type.String()),
  code: Type.String(),
  message: Type.String(),
});
export type ImportFinding = Static<typeof ImportFinding>;

export const ImportRun = closed({
  id: Uuid,
  fileName: Type.String(),
  format: oneOf(IMPORT_FORMATS),
  dryRun: Type.Boolean(),
  publish: Type.Boolean(),
  state: oneOf(['waiting', 'running', 'finished', 'failed']),
  total: Type.Integer(),
  done: Type.Integer(),
  created: Type.Integer(),
  skipped: Type.Integer(),
  failed: Type.Integer(),
  /** At most a thousand. */
  findings: Type.Array(ImportFinding),
  createdAt: Instant,
  finishedAt: nullable(Instant),
});
export type ImportRun = Static<typeof ImportRun>;

export const startImport = endpoint({
  method: 'POST',
  url: '/api/imports',
  access: 'editor',
  summary:
    'Import listings from a CSV, XLSX or JSONL file as drafts of the acting organisation (published where a trusted one asks for it), or try it without keeping anything',
  consumes: ['multipart/form-data'],
  form: {
    file: Type.String({ format: 'binary' }),
    mapping: Type.Optional(
      Type.String({ description: 'JSON: { columns: { header: field path or null }, constants: { field path: value } }' }),
    ),
    dryRun: Type.Optional(oneOf(['true', 'false'])),
    publish: Type.Optional(oneOf(['true', 'false'])),
  },
  response: { 202: ImportRun },
  problems: ['import.unreadable', 'import.mapping_invalid', 'import.too_large', 'import.publish_not_allowed', 'account.email_unverified'],
});

export const readImport = endpoint({
  method: 'GET',
  url: '/api/imports/:id',
  access: 'member',
  summary: 'How far an import is, and what it found row by row',
  params: IdParams,
  response: { 200: ImportRun },
  problems: ['record.not_found'],
});

export const exportListings = endpoint({
  method: 'GET',
  url: '/api/listings/export',
  access: 'account',
  summary: 'A file of the listings this caller may see, in the columns of the import; of the acting organisation’s own ones everything',
  query: closed({
    format: oneOf(IMPORT_FORMATS),
    /** `mine`: what the acting organisation owns or entered, in every state. */
    scope: Type.Optional(oneOf(['shown', 'mine'])),
    side: Type.Optional(oneOf(SIDES)),
    kind: Several(oneOf(KINDS)),
    sector: Several(Code),
    province: Several(Code),
    organisation: Type.Optional(Uuid),
  }),
  produces: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'application/x-ndjson'],
  response: { 200: Type.String() },
  problems: ['export.too_large', 'organisation.required'],
});
