import { compactDecrypt, decodeProtectedHeader, importJWK, type JWK } from 'jose';
import { InputError } from '../../../base/error.ts';
import { sealing } from '../station-key.ts';

/** What a sealed file holds, and in which format. */
export interface Unsealed {
  readonly format: 'csv' | 'json';
  readonly text: string;
}

/**
 * Opens a file of keys that was sealed to the station: a JWE in compact form (RFC 7516), ECDH-ES+A256KW on P-256 and A256GCM, nothing else. Its
 * `cty` tells the format, `csv` or `json`; without it a text that begins with `{` is JSON.
 * @throws InputError `keys.sealed-malformed`, `keys.sealed-to-another`, `keys.sealed-algorithm`
 */
export async function unseal(
  sealed: string,
  { jwk, thumbprint }: { readonly jwk: JWK; readonly thumbprint: string },
): Promise<Unsealed> {
  // None is part of it; mail programs break its lines.
  const text = sealed.replace(/\s+/g, '');
  const { alg, enc, kid, cty, zip } = headerOf(text);
  if (alg !== sealing.alg || enc !== sealing.enc || zip !== undefined) throw otherAlgorithm();
  if (kid !== undefined && kid !== thumbprint) throw toAnother();
  const format = cty === undefined ? undefined : formatOf(cty);
  const plain = await decrypt(text, jwk);
  const content = new TextDecoder('utf-8').decode(plain);
  plain.fill(0);
  return { format: format ?? (content.trimStart().startsWith('{') ? 'json' : 'csv'), text: content };
}

function headerOf(text: string): {
  readonly alg?: unknown;
  readonly enc?: unknown;
  readonly kid?: unknown;
  readonly cty?: unknown;
  readonly zip?: unknown;
} {
  try {
    return decodeProtectedHeader(text);
  } catch {
    throw malformed();
  }
}

/** A key that does not fit and a changed text look the same: the tag does not fit. */
async function decrypt(text: string, jwk: JWK): Promise<Uint8Array> {
  try {
    const key = await importJWK(jwk, sealing.alg);
    const { plaintext } = await compactDecrypt(text, key, {
      keyManagementAlgorithms: [sealing.alg],
      contentEncryptionAlgorithms: [sealing.enc],
    });
    return plaintext;
  } catch {
    throw malformed();
  }
}

function formatOf(cty: unknown): 'csv' | 'json' {
  if (cty === 'csv' || cty === 'text/csv') return 'csv';
  if (cty === 'json' || cty === 'application/json') return 'json';
  throw new InputError('keys.sealed-content', 'The sealed file says that it holds neither CSV nor JSON.', {
    hint: 'Ask the sender for the content type csv or json.',
    meaning: 'Nothing was taken.',
    clause: 'RFC 7516 4.1.12',
  });
}

function malformed(): InputError {
  return new InputError('keys.sealed-malformed', 'The sealed file does not open.', {
    hint: 'It was changed on its way, was sealed to another station, or is no JWE: ask for it again, and give the sender the key of this station.',
    meaning: 'Nothing was taken.',
    clause: 'RFC 7516',
  });
}

function toAnother(): InputError {
  return new InputError('keys.sealed-to-another', 'The file is sealed to another station.', {
    hint: 'Open it there, or give the sender the public key of this station.',
    meaning: 'Nothing was taken.',
    clause: 'RFC 7516 4.1.6',
  });
}

function otherAlgorithm(): InputError {
  return new InputError(
    'keys.sealed-algorithm',
    'The file is sealed in a way that Cardwright does not take.',
    {
      hint: `The sender must use ${sealing.alg} with ${sealing.enc}, without compression.`,
      meaning: 'Nothing was taken.',
      clause: 'RFC 7518 4.6',
    },
  );
}
