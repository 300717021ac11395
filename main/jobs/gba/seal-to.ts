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
  // 2048 bits and more. With an exponent of 1 whoever sees the document can read it; even ones nobody can open.
  z.object({ kty: z.literal('RSA'), n: base64url.min(342), e: base64url.refine(isExponent) }),
]);
/** What of a key is for its owner alone, RFC 7518 6. */
const secretMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];
const sealingOperations: readonly unknown[] = ['encrypt', 'wrapKey', 'deriveKey', 'deriveBits'];

function isExponent(text: string): boolean {
  const bytes = Buffer.from(text, 'base64url');
  return (bytes.at(-1) ?? 0) % 2 === 1 && BigInt(`0x0${bytes.toString('hex')}`) >= 3n;
}

/**
 * The public key in a JWK (RFC 7517): EC on P-256, P-384 or P-521, X25519, or RSA from 2048 bits. It is tried: what is sealed to it
 * may be what a card gives only once.
 * @throws InputError `recipient.malformed`, `recipient.private`, `recipient.other-use`, `recipient.other-algorithm`
 */
export async function readRecipient(jwk: unknown): Promise<Recipient> {
  const said = z.record(z.string(), z.unknown()).safeParse(jwk);
  if (!said.success) throw malformed();
  const members = said.data;
  if (secretMembers.some((name) => members[name] !== undefined)) throw isPrivate();
  if (members['use'] !== undefined && members['use'] !== 'enc') throw otherUse();
  const { key_ops: operations } = members;
  if (Array.isArray(operations) && operations.length > 0 && !operations.some(isSealing)) throw otherUse();
  const parsed = publicKey.safeParse(members);
  if (!parsed.success) throw malformed();
  const alg = parsed.data.kty === 'RSA' ? 'RSA-OAEP-256' : 'ECDH-ES+A256KW';
  if (members['alg'] !== undefined && members['alg'] !== alg) throw otherAlgorithm(alg);
  try {
    const recipient = {
      jwk: parsed.data,
      alg,
      thumbprint: await calculateJwkThumbprint(parsed.data),
    } as const;
    await sealTo(recipient, {});
    return recipient;
  } catch {
    throw malformed();
  }
}

const isSealing = (operation: unknown): boolean => sealingOperations.includes(operation);

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

function otherAlgorithm(alg: string): InputError {
  return new InputError('recipient.other-algorithm', 'This key is for another algorithm than is used here.', {
    hint: `Ask the recipient for a key whose alg is ${alg}, or is left open.`,
    meaning,
    clause,
    details: { alg },
  });
}
