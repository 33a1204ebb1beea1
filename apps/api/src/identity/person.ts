import { TERMS_VERSION } from '@ketnoi/domain/account';
import { problem } from '@ketnoi/domain/problems';
import { parsePhone } from '@ketnoi/language/phone';

/** A name as it is kept: composed, one blank at a time. */
export function storedName(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
}

/** A telephone number in its stored form. Throws `account.phone_invalid`, naming the field. */
export function storedPhone(text: string | null | undefined, field: string): string | null {
  if (text === null || text === undefined) return null;
  const phone = parsePhone(text);
  if (phone === null) throw problem('account.phone_invalid', { errors: [{ field, code: 'phone', message: 'is no telephone number' }] });
  return phone;
}

/** The terms are accepted by naming the version that was read; nothing is implied. */
export function checkTerms(accepted: string): void {
  if (accepted === TERMS_VERSION) return;
  throw problem('account.terms_not_accepted', {
    errors: [{ field: 'acceptedTerms', code: 'version', message: `the terms in force are version ${TERMS_VERSION}` }],
  });
}
