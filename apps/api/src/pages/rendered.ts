import type { Language } from '@ketnoi/domain/language';
import type { Head } from './head.ts';

/** What a page says before the client takes over: 404 where there is nothing, 410 where something was that everyone could see. */
export type Rendered = { head: Head; body: string; status: 200 | 404 | 410 };

export type PageRequest = { params: Record<string, string>; query: Record<string, unknown>; language: Language };
