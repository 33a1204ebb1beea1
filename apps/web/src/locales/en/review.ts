import type { review as words } from '../vi/review.ts';

export const review: typeof words = { title: '' };
