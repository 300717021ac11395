import { CompactEncrypt, calculateJwkThumbprint, importJWK, type JWK } from 'jose';
import * as z from 'zod';
import { InputError } from '../../base/error.ts';

/** Somebody's public key for sealing. */
export interface Recipient {
  readonly jwk: JWK;
  readonly alg: 'ECDH-ES+A256KW' | 'RSA-OAEP-256';
  /** RFC 7638, SHA-256, base64url. */
  readonly thumbprint: string;
}

const base64url = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/)
  .max(2000);
/** What else may stand in a public key is left out; what makes it a private one is refused before. */
const publicKey = z.discriminatedUnion('kty', [
  z.object({
    kty: z.literal('EC'),
    crv: z.enum(['P-256', 'P-384', 'P-521']),
    x: base64url,
    y: base64url,
  }),
  z.object({ kty: z.literal('OKP'), crv: z.literal('X25519'), x: base64url }),
  // 2048 bits and more.
  z.object({ kty: z.literal('RSA'), n: base64url.min(342), e: base64url }),
]);

/**
 * The public key in a JWK (RFC 7517): EC on P-256, P-384 or P-521, X25519, or RSA from 2048 bits.
 * @throws InputError `recipient.malformed`, `recipient.private`, `recipient.other-use`
 */
export async function readRecipient(jwk: unknown): Promise<Recipient> {
  const said = z.record(z.string(), z.unknown()).safeParse(jwk);
  if (!said.success) throw malformed();
  const members = said.data;
  if (['d', 'p', 'q', 'k'].some((name) => members[name] !== undefined)) throw isPrivate();
  if (members['use'] !== undefined && members['use'] !== 'enc') throw otherUse();
  const parsed = publicKey.safeParse(members);
  if (!parsed.success) throw malformed();
  const alg = parsed.data.kty === 'RSA' ? 'RSA-OAEP-256' : 'ECDH-ES+A256KW';
  try {
    await importJWK(parsed.data, alg);
    return { jwk: parsed.data, alg, thumbprint: await calculateJwkThumbprint(parsed.data) };
  } catch {
    throw malformed();
  }
}

/** The text of a JWK. @throws InputError as {@link readRecipient} */
export async function parseRecipient(text: string): Promise<Recipient> {
  let jwk: unknown;
  try {
    jwk = JSON.parse(text);
  } catch {
    throw malformed();
  }
  return readRecipient(jwk);
}

/** A JWE in compact form (RFC 7516) with A256GCM that only the owner of the key can open; `cty` is json. */
export async function sealTo({ jwk, alg, thumbprint }: Recipient, document: object): Promise<string> {
  const plain = Buffer.from(JSON.stringify(document));
  try {
    return await new CompactEncrypt(plain)
      .setProtectedHeader({ alg, enc: 'A256GCM', kid: thumbprint, cty: 'json' })
      .encrypt(await importJWK(jwk, alg));
  } finally {
    plain.fill(0);
  }
}

const meaning = 'Nothing was handed over.';
const clause = 'IETF RFC 7517';

function malformed(): InputError {
  return new InputError('recipient.malformed', 'This is no public key that a document can be sealed to.', {
    hint: 'Give a JWK: EC on P-256, P-384 or P-521, X25519, or RSA with 2048 bits or more.',
    meaning,
    clause,
  });
}

function isPrivate(): InputError {
  return new InputError('recipient.private', 'This is a secret key, not the public key of a recipient.', {
    hint: 'Ask the recipient for the public part alone, and to make a new key pair: this one has been seen.',
    meaning,
    clause,
  });
}

function otherUse(): InputError {
  return new InputError('recipient.other-use', 'This key is for signatures, not for sealing.', {
    hint: 'Ask the recipient for a key with the use enc.',
    meaning,
    clause,
  });
}
