import { createHash, createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Config } from './config.ts';

export type SigningKey = { kid: string; privateKey: string; publicKey: string };

export type Keys = {
  /** Newest first: the first signs, all verify. */
  signing: SigningKey[];
  secrets: string[];
};

const PEM = { type: 'pkcs8', format: 'pem' } as const;

/** Keys from the configuration; outside production missing ones are made anew for this process. */
export function loadKeys(config: Config): Keys {
  const pems = config.jwtKeys.length > 0 ? config.jwtKeys : [generateKeyPairSync('ed25519').privateKey.export(PEM).toString()];
  const signing = pems.map((pem) => {
    const privateKey = createPrivateKey(pem);
    if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('JWT_KEY_FILE: must hold an Ed25519 private key');
    const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
    return {
      kid: createHash('sha256').update(publicKey).digest('hex').slice(0, 16),
      privateKey: privateKey.export(PEM).toString(),
      publicKey,
    };
  });
  return { signing, secrets: config.secrets.length > 0 ? config.secrets : [randomBytes(32).toString('base64url')] };
}

/** HMAC-SHA-256 of `text` under the newest secret, for one purpose. */
export function sign(keys: Keys, purpose: string, text: string): string {
  return mac(keys.secrets[0] ?? '', purpose, text);
}

/** True when the signature fits any secret still in use. */
export function verify(keys: Keys, purpose: string, signed: { text: string; signature: string }): boolean {
  return keys.secrets.some((secret) => {
    const expected = Buffer.from(mac(secret, purpose, signed.text));
    const given = Buffer.from(signed.signature);
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
}

function mac(secret: string, purpose: string, text: string): string {
  return createHmac('sha256', secret).update(`${purpose}\n${text}`).digest('base64url');
}

/** 256 random bits for a link or cookie, and the hash that is stored of it. */
export function newToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashToken(token) };
}

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
