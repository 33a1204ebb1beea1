import { readFile } from 'node:fs/promises';
import { passwordWeakness, type PasswordWeakness } from '@ketnoi/domain/password';
import { problem } from '@ketnoi/domain/problems';
import { hashPassword } from './hashing.ts';

const WHY: Readonly<Record<PasswordWeakness, string>> = {
  short: 'needs at least 10 characters',
  monotonous: 'needs more different characters',
  sequence: 'is a run along the alphabet, the figures or the keyboard',
  personal: 'is built on the name, the address or the organisation',
  common: 'is on the list of passwords tried first',
};

let common: Promise<ReadonlySet<string>> | undefined;

/** Passwords of ten characters and more that everybody tries: the list of zxcvbn (MIT, Dropbox and zxcvbn-ts), and Vietnamese ones of ours. */
async function readCommon(): Promise<ReadonlySet<string>> {
  const text = await readFile(new URL('common-passwords.txt', import.meta.url), 'utf8');
  return new Set(text.split('\n').filter((line) => line !== ''));
}

/** What is known of the person who chooses, and the field the choice came in. */
export type Chooser = { field: string; about: readonly string[] };

/** The hash of a password somebody chose. Throws `account.password_weak`, naming the field, for one that is easy to guess. */
export async function hashNewPassword(password: string, chooser: Chooser): Promise<string> {
  common ??= readCommon();
  const weakness = passwordWeakness(password, chooser.about, await common);
  if (weakness !== null)
    throw problem('account.password_weak', { errors: [{ field: chooser.field, code: weakness, message: WHY[weakness] }] });
  return hashPassword(password);
}
