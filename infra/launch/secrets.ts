import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The keys of a local installation: made once, kept in the data folder, handed over as file names. */
export function localSecrets(data: string): { JWT_KEY_FILE: string; SECRET_FILE: string } {
  const folder = join(data, 'keys');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const signingKey = join(folder, 'signing-key.pem');
  const secret = join(folder, 'secret');
  if (!existsSync(signingKey)) {
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(signingKey, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  }
  if (!existsSync(secret)) writeFileSync(secret, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  return { JWT_KEY_FILE: process.env['JWT_KEY_FILE'] ?? signingKey, SECRET_FILE: process.env['SECRET_FILE'] ?? secret };
}
