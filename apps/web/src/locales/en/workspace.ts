import type { workspace as words } from '../vi/workspace.ts';

export const workspace: typeof words = { title: '' };
