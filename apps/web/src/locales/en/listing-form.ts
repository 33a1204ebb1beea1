import type { listingForm as words } from '../vi/listing-form.ts';

export const listingForm: typeof words = { title: '' };
