import type { search as words } from '../vi/search.ts';
export const search: typeof words = { title: '' };
