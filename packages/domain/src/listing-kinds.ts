/** The two sides of the market and what stands on each; apart from the fields, so that a page that only names kinds stays small. */
export const SIDES = ['offer', 'need'] as const;
export type Side = (typeof SIDES)[number];

export const OFFER_KINDS = ['technology', 'research_result', 'equipment', 'software', 'service'] as const;
export const KINDS = [...OFFER_KINDS, 'need'] as const;
export type Kind = (typeof KINDS)[number];
