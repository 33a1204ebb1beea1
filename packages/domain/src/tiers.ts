/** The confidentiality tiers, from the most open to the most closed; each block of a record has exactly one. */
export const TIERS = ['public', 'member', 'nda', 'room', 'party'] as const;

export type Tier = (typeof TIERS)[number];

/** The tiers whose text and values lie in tables under forced row-level security. */
export const CONFIDENTIAL_TIERS = ['nda', 'room', 'party'] as const satisfies readonly Tier[];

export function isConfidential(tier: Tier): boolean {
  return tier !== 'public' && tier !== 'member';
}
