import type { home as words } from '../vi/home.ts';
export const home: typeof words = { title: '' };
