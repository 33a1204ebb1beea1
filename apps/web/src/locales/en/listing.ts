import type { listing as words } from '../vi/listing.ts';
export const listing: typeof words = { title: '' };
