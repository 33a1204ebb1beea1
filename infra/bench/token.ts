import { createHash, createPrivateKey, createPublicKey, randomUUID, sign } from 'node:crypto';

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An access token as the API issues it, signed with the key it was started with, so that a long run outlives the ten minutes of a real one. */
export function accessToken(pem: string, who: { accountId: string; sessionId: string }): string {
  const key = createPrivateKey(pem);
  const publicPem = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
  const kid = createHash('sha256').update(publicPem).digest('hex').slice(0, 16);
  const now = Math.floor(Date.now() / 1000);
  const head = encode({ alg: 'EdDSA', typ: 'at+jwt', kid });
  const body = encode({
    sub: who.accountId,
    sid: who.sessionId,
    jti: randomUUID(),
    iss: 'ketnoi',
    aud: 'ketnoi-api',
    iat: now,
    exp: now + 3600,
  });
  return `${head}.${body}.${sign(null, Buffer.from(`${head}.${body}`), key).toString('base64url')}`;
}
