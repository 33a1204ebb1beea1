/** A UUIDv7 that names one noun; the brand keeps a listing's id from being passed where an organisation's is wanted. */
export type Id<Noun extends string> = string & { readonly __noun: Noun };

export type AccountId = Id<'account'>;
export type OrganisationId = Id<'organisation'>;
export type ListingId = Id<'listing'>;
export type ListingVersionId = Id<'listing_version'>;
export type SessionId = Id<'session'>;
export type ImportId = Id<'import'>;
export type InvitationId = Id<'invitation'>;
export type MailId = Id<'mail'>;
export type SavedSearchId = Id<'saved_search'>;
export type DictionaryEntryId = Id<'dictionary_entry'>;
export type MatchId = Id<'match'>;
export type SuggestedPairId = Id<'suggested_pair'>;

let lastMillis = 0;
let counter = 0;

/**
 * A new UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, a 12-bit counter that keeps ids of one millisecond in order, 62 random bits.
 * @param now Unix time in milliseconds, taken from the caller's clock.
 */
export function newId<Noun extends string>(now: number): Id<Noun> {
  counter = now === lastMillis ? (counter + 1) & 0xfff : Math.floor(Math.random() * 0x400);
  lastMillis = now;
  const random = crypto.getRandomValues(new Uint8Array(8));
  const hex = (value: number, width: number): string => value.toString(16).padStart(width, '0');
  const time = hex(now, 12);
  const tail = Array.from(random, (byte) => hex(byte, 2)).join('');
  const variant = hex(0x8 | (Number.parseInt(tail.slice(0, 1), 16) & 0x3), 1);
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7${hex(counter, 3)}-${variant}${tail.slice(1, 4)}-${tail.slice(4, 16)}`;
  return id as Id<Noun>;
}

/** True for a string in the textual form of a UUID (any version), lower or upper case. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu.test(text);
}
