export const listingForm = { title: '' };
