import { createHash } from 'node:crypto';
import { type DigestAlgorithm, digestAlgorithms, type Qop } from './algorithm.ts';

/** How the answer is protected: not at all beyond RFC 2069, or with a qop and the numbers it needs. */
export type Protection =
  | { readonly qop: undefined }
  | {
      readonly qop: Qop;
      /** Eight hexadecimal digits, as on the wire. */
      readonly nonceCount: string;
      readonly cnonce: string;
    };

/** What both digests of an exchange are made of. */
export interface DigestInputs {
  readonly algorithm: DigestAlgorithm;
  readonly username: string;
  readonly realm: string;
  readonly password: Uint8Array;
  readonly nonce: string;
  readonly method: string;
  /** digest-uri, exactly as it stands in the header. */
  readonly uri: string;
  readonly protection: Protection;
}

/** `response` of an Authorization header: hexadecimal, lower case. `body` counts with auth-int only. IETF RFC 7616 3.4.1. */
export function requestDigest(inputs: DigestInputs, body: Uint8Array): string {
  return digest(inputs, inputs.method, body);
}

/** `rspauth` of an Authentication-Info header: the same without the method, over the body of the answer. IETF RFC 7616 3.5. */
export function responseDigest(inputs: DigestInputs, body: Uint8Array): string {
  return digest(inputs, '', body);
}

function digest(inputs: DigestInputs, method: string, body: Uint8Array): string {
  const { algorithm, username, realm, password, nonce, uri, protection } = inputs;
  const { hash: name, session } = digestAlgorithms[algorithm];
  const hash = (...parts: readonly (string | Uint8Array)[]): string => {
    const state = createHash(name);
    for (const part of parts) state.update(part);
    return state.digest('hex');
  };
  const secret = hash(`${username}:${realm}:`, password);
  const cnonce = protection.qop === undefined ? '' : protection.cnonce;
  const a1 = session ? hash(`${secret}:${nonce}:${cnonce}`) : secret;
  const a2 = protection.qop === 'auth-int' ? `${method}:${uri}:${hash(body)}` : `${method}:${uri}`;
  if (protection.qop === undefined) return hash(`${a1}:${nonce}:${hash(a2)}`);
  return hash(`${a1}:${nonce}:${protection.nonceCount}:${cnonce}:${protection.qop}:${hash(a2)}`);
}
