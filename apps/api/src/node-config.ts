import { readFileSync } from 'node:fs';

/** Which exchange this is; nothing of one province is written into code. */
export type NodeConfig = {
  code: string;
  names: { vi: string; en: string };
  provinceCode: string | null;
  contact: { email: string | null; phone: string | null; address: string | null };
};

const DEMO: NodeConfig = {
  code: 'DEMO',
  names: { vi: 'Sàn trình diễn', en: 'Demonstration exchange' },
  provinceCode: null,
  contact: { email: null, phone: null, address: null },
};

type Refuse = (name: string, why: string) => never;

const text = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.normalize('NFC') : null);
const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** Reads KETNOI_NODE: JSON itself or the path of a JSON file. */
export function readNodeConfig(value: string | undefined, refuse: Refuse): NodeConfig {
  if (value === undefined || value === '') return DEMO;
  const parsed = record(parse(value, refuse));
  const code = text(parsed['code']);
  const names = record(parsed['names']);
  const vi = text(names['vi']);
  const en = text(names['en']);
  if (code === null || !/^[A-Z]{2,8}$/u.test(code)) return refuse('KETNOI_NODE', 'needs "code": two to eight capital letters');
  if (vi === null || en === null) return refuse('KETNOI_NODE', 'needs "names": { "vi": …, "en": … }');
  const contact = record(parsed['contact']);
  return {
    code,
    names: { vi, en },
    provinceCode: text(parsed['provinceCode']),
    contact: { email: text(contact['email']), phone: text(contact['phone']), address: text(contact['address']) },
  };
}

function parse(value: string, refuse: Refuse): unknown {
  try {
    return JSON.parse(value.trimStart().startsWith('{') ? value : readFileSync(value, 'utf8')) as unknown;
  } catch {
    return refuse('KETNOI_NODE', 'is neither JSON nor the path of a JSON file');
  }
}
