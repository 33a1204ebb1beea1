import type { Language } from '@ketnoi/domain/language';
import type { Head } from './head.ts';

/** What a page says before the client takes over; `found: false` is served as 404. */
export type Rendered = { head: Head; body: string; found: boolean };

export type PageRequest = { params: Record<string, string>; query: Record<string, unknown>; language: Language };
