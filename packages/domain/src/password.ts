/** A password has at least so many characters; a longer one is never refused for its length below the other. */
export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 256;

/** Fewer different characters than this are a pattern, not a password. */
const DIFFERENT_MIN = 5;
const SEQUENCES = ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', 'qwertyuiopasdfghjklzxcvbnm', '1qaz2wsx3edc4rfv5tgb6yhn7ujm'];

export type PasswordWeakness = 'short' | 'monotonous' | 'sequence' | 'personal' | 'common';

const bare = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đĐ]/gu, 'd')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/gu, '');

/** True when nearly all of the password is one run along the alphabet, the figures or the keyboard, forwards or backwards. */
function isSequence(password: string): boolean {
  const text = bare(password);
  const runs = SEQUENCES.flatMap((one) => [one, [...one].toReversed().join('')]);
  return text.length > 0 && runs.some((run) => run.includes(text.slice(0, text.length - 2)) && text.length >= 6);
}

/** The parts of names and addresses a password must not be built on: four characters and longer. */
function personalParts(about: readonly string[]): string[] {
  return about.flatMap((one) => [bare(one), ...one.split(/[\s@._+-]+/u).map(bare)]).filter((part) => part.length >= 4);
}

/**
 * Why a password is too easy to guess, or null. `about` is what is known of its owner (name, address, organisation): once such a part
 * is taken out, too little may not remain. `common` is a list of often used passwords in lower case.
 */
export function passwordWeakness(password: string, about: readonly string[], common: ReadonlySet<string>): PasswordWeakness | null {
  const signs = [...password.normalize('NFC')];
  if (signs.length < PASSWORD_MIN) return 'short';
  if (new Set(signs).size < DIFFERENT_MIN) return 'monotonous';
  if (isSequence(password)) return 'sequence';
  if (common.has(password.toLowerCase()) || common.has(bare(password))) return 'common';
  const text = bare(password);
  const remains = personalParts(about).reduce((rest, part) => rest.replaceAll(part, ''), text);
  return remains.length < text.length && signs.length - (text.length - remains.length) < 6 ? 'personal' : null;
}
