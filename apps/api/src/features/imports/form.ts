import type { ImportFormat, ImportMapping } from '@ketnoi/contracts/imports';
import { problem, type FieldError } from '@ketnoi/domain/problems';
import type { Form } from '../../http/form.ts';
import { badText, refused } from '../../http/validation.ts';
import { findingOf } from '../../imports/findings.ts';
import { isMapping, mappingFaults } from '../../imports/mapping.ts';
import { formatOf } from '../../imports/format.ts';
import type { Language } from '@ketnoi/domain/language';
import type { StartInput } from './start-import.ts';

function flag(fields: ReadonlyMap<string, string>, name: string): boolean {
  const value = fields.get(name) ?? 'false';
  if (value !== 'true' && value !== 'false') throw refused(400, [{ field: name, code: 'enum', message: 'must be "true" or "false"' }]);
  return value === 'true';
}

function mappingOf(text: string | undefined, language: Language): ImportMapping {
  if (text === undefined || text.trim() === '') return {};
  const mapping = parsed(text);
  if (!isMapping(mapping) || badText(mapping, 'mapping', 0) !== null) {
    const errors = (isMapping.errors ?? []).map((error): FieldError => {
      const field = ['mapping', ...error.instancePath.split('/').filter((part) => part !== '')].join('.');
      return { field, code: error.keyword, message: error.message ?? 'is not valid' };
    });
    throw problem('import.mapping_invalid', {
      errors: errors.length > 0 ? errors : [{ field: 'mapping', code: 'json', message: 'is not a JSON object that can be stored' }],
    });
  }
  const faults = mappingFaults(mapping).map((fault) => findingOf(fault, language));
  if (faults.length > 0)
    throw problem('import.mapping_invalid', {
      errors: faults.map(({ field, code, message }) => ({ field: field ?? 'mapping', code, message })),
    });
  return mapping;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A workbook is a ZIP archive; text is not compressed. What the bytes say must agree with the name. */
function formatOfFile(name: string, bytes: Buffer): ImportFormat {
  const format = name.endsWith('.gz') ? null : formatOf(name);
  const isZip = bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]));
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (format === null || isGzip || isZip !== (format === 'xlsx')) {
    throw problem('import.unreadable', {
      errors: [{ field: 'file', code: 'format', message: 'send a file named .csv, .xlsx or .jsonl that is one' }],
    });
  }
  return format;
}

const KNOWN = new Set(['mapping', 'dryRun', 'publish']);

/** What the form of an import asks for; throws with the field that is wrong. */
export function importOf({ fields, file }: Form, language: Language): StartInput {
  const unknown = [...fields.keys()].find((name) => !KNOWN.has(name));
  if (unknown !== undefined)
    throw refused(400, [{ field: unknown, code: 'additionalProperties', message: 'is not a known field; remove it' }]);
  if (file === null || file.bytes.length === 0) throw refused(400, [{ field: 'file', code: 'required', message: 'is required' }]);
  const { name, bytes } = file;
  const format = formatOfFile(name, bytes);
  return {
    fileName: name,
    format,
    bytes,
    mapping: mappingOf(fields.get('mapping'), language),
    dryRun: flag(fields, 'dryRun'),
    publish: flag(fields, 'publish'),
  };
}
