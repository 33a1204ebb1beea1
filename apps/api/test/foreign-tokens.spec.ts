import { createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testWorld, type World } from './support/context.ts';
import { given } from './support/given.ts';

type Json = Record<string, unknown>;
type Named = [name: string, token: string];

let world: World;
let good: string;
let header: Json;
let claims: Json;
let own: KeyObject;
beforeAll(async () => {
  world = await testWorld();
  good = (await given.person(world, {})).token ?? '';
  [header, claims] = good
    .split('.')
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Json) as [Json, Json];
  own = createPrivateKey(world.ctx.keys.signing[0]?.privateKey ?? '');
});
afterAll(() => world.close());

const b64 = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** A token signed with Ed25519 by `key`, whatever its header says. */
const signed = (head: unknown, body: unknown, key: KeyObject = own): string => {
  const text = `${b64(head)}.${b64(body)}`;
  return `${text}.${sign(null, Buffer.from(text), key).toString('base64url')}`;
};

function keyConfusion(): Named[] {
  const publicKey = createPublicKey(own);
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const secrets: [string, string | Buffer][] = [
    ['our public key', pem],
    ['our public key, trimmed', pem.trim()],
    ['a space and our public key', ` ${pem}`],
    ['a line and our public key', `\n${pem}`],
    ['a byte-order mark and our public key', `\uFEFF${pem}`],
    ['our public key in DER', publicKey.export({ type: 'spki', format: 'der' })],
    ['our public key as JWK', JSON.stringify(publicKey.export({ format: 'jwk' }))],
    ['the empty secret', ''],
  ];
  return secrets.flatMap(([name, secret]) =>
    (['HS256', 'HS512'] as const).map((alg): Named => {
      const text = `${b64({ ...header, alg })}.${b64(claims)}`;
      return [
        `${alg} with ${name}`,
        `${text}.${createHmac(alg === 'HS256' ? 'sha256' : 'sha512', secret)
          .update(text)
          .digest('base64url')}`,
      ];
    }),
  );
}

function otherSigners(): Named[] {
  const stranger = generateKeyPairSync('ed25519').privateKey;
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const by = (alg: string, hash: string, key: KeyObject): string => {
    const text = `${b64({ ...header, alg })}.${b64(claims)}`;
    return `${text}.${sign(hash, Buffer.from(text), key).toString('base64url')}`;
  };
  return [
    ['another Ed25519 key under our kid', signed(header, claims, stranger)],
    ['RS256', by('RS256', 'sha256', rsa)],
    ['RS512', by('RS512', 'sha512', rsa)],
    ['ES256', by('ES256', 'sha256', ec)],
    ['none', `${b64({ ...header, alg: 'none' })}.${b64(claims)}.`],
    ['None', `${b64({ ...header, alg: 'None' })}.${b64(claims)}.`],
    ['none with our signature', `${b64({ ...header, alg: 'none' })}.${b64(claims)}.${good.split('.')[2] ?? ''}`],
    ['the algorithm HS256 signed by our key', signed({ ...header, alg: 'HS256' }, claims)],
  ];
}

function headers(): Named[] {
  const changes: Json[] = [
    { typ: 'JWT' },
    { typ: undefined },
    { typ: 'refresh+jwt' },
    { kid: undefined },
    { kid: 'unknown' },
    { kid: '../../etc/passwd' },
    { kid: "' or 1=1 --" },
    { kid: '__proto__' },
    { kid: 'constructor' },
    { kid: 'verify' },
    { kid: 7 },
    { crit: ['exp'] },
    { crit: ['b64'], b64: false },
  ];
  const kept = { jku: 'https://evil.test/jwks', x5u: 'https://evil.test/x5u', jwk: createPublicKey(own).export({ format: 'jwk' }) };
  const stranger = generateKeyPairSync('ed25519').privateKey;
  return [
    ...changes.map((change): Named => [`the header ${JSON.stringify(change)}`, signed({ ...header, ...change }, claims)]),
    [
      'a key of its own in the header',
      signed({ ...header, ...kept, jwk: createPublicKey(stranger).export({ format: 'jwk' }) }, claims, stranger),
    ],
  ];
}

function payloads(): Named[] {
  const now = Math.floor(Date.now() / 1000);
  const changes: Json[] = [
    { exp: undefined },
    { exp: now - 1 },
    { exp: String(now + 600) },
    { exp: null },
    { iss: 'somebody' },
    { iss: undefined },
    { aud: 'other-api' },
    { aud: undefined },
    { sub: undefined },
    { sub: 'abc' },
    { sub: null },
    { sid: undefined },
    { sid: '01a20621-ad00-7198-af19-ba4e2fcf1570' },
    { sub: '01a20621-ad00-7198-af19-ba4e2fcf1570' },
    { jti: undefined },
    { iat: undefined },
    { nbf: now + 600 },
  ];
  const whole = [null, [], 'text', 7, {}].map((body): Named => [`the payload ${JSON.stringify(body)}`, signed(header, body)]);
  return [...changes.map((change): Named => [`the claims ${JSON.stringify(change)}`, signed(header, { ...claims, ...change })]), ...whole];
}

function spellings(): Named[] {
  const [head = '', body = '', signature = ''] = good.split('.');
  // The last sign of a signature of 64 bytes carries four bits that mean nothing.
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const twin = alphabet[alphabet.indexOf(signature.slice(-1)) ^ 1] ?? '';
  return [
    ['the same signature in another spelling', `${head}.${body}.${signature.slice(0, -1)}${twin}`],
    ['no token', ''],
    ['two parts', `${head}.${body}`],
    ['four parts', `${good}.x`],
    ['padding', `${good}=`],
    ['another alphabet', `${head}.${body}.${Buffer.from(signature, 'base64url').toString('base64')}`],
    ['a signature cut short', good.slice(0, -2)],
    ['another payload under the signature', `${head}.${b64({ ...claims, sub: '01a20621-ad00-7198-af19-ba4e2fcf1570' })}.${signature}`],
    ['no header', `.${body}.${signature}`],
    ['a header that is no JSON', `${b64('not json')}.${body}.${signature}`],
    ['ten thousand dots', '.'.repeat(10_000)],
    ['a refresh token', 'A'.repeat(43)],
  ];
}

const call = (authorization: string) => world.app.inject({ url: '/api/me', headers: { authorization } });

describe('a token that we did not issue, for this use, in time', () => {
  it('is refused with 401 in every shape', async () => {
    const corpus = [...keyConfusion(), ...otherSigners(), ...headers(), ...payloads(), ...spellings()];
    expect(corpus.length).toBeGreaterThanOrEqual(70);
    const wrong: string[] = [];
    for (const [name, token] of corpus) {
      const answer = await call(`Bearer ${token}`);
      if (answer.statusCode !== 401) wrong.push(`${name}: ${answer.statusCode}`);
    }
    expect(wrong).toEqual([]);
  });

  it('is refused under another scheme or beside other words, while the very token is good', async () => {
    for (const text of [`Basic ${good}`, good, `Bearer  ${good}`, `Bearer ${good} x`, `Bearer ${good}, Bearer ${good}`]) {
      expect((await call(text)).statusCode).toBe(401);
    }
    expect((await call(`Bearer ${good}`)).statusCode).toBe(200);
    expect((await call(`Bearer ${signed(header, claims)}`)).statusCode).toBe(200);
  });
});
