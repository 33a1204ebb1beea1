import type { ImportFormat } from '@ketnoi/contracts/imports';

/** The format a file's name tells; null for a name that tells none. */
export function formatOf(fileName: string): ImportFormat | null {
  const ending = /\.(csv|tsv|txt|xlsx|jsonl|ndjson)(\.gz)?$/iu.exec(fileName)?.[1]?.toLowerCase();
  if (ending === undefined) return null;
  return ending === 'xlsx' ? 'xlsx' : ending === 'jsonl' || ending === 'ndjson' ? 'jsonl' : 'csv';
}
