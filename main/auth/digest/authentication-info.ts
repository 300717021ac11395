import { NetworkError } from '../../base/error.ts';
import { malformedHeader, parseParameters } from './auth-header.ts';
import { type DigestInputs, responseDigest } from './digest.ts';
import { equalSecrets } from './equal-secret.ts';
import { formatParameters, type HeaderParameter } from './header-parameters.ts';

/** What a server says once it has accepted the client. */
export interface AuthenticationInfo {
  /** To be used for the next request. */
  readonly nextNonce: string | undefined;
}

/**
 * The server's side: an Authentication-Info header that proves the server knows the password. `body` is that of the answer.
 * IETF RFC 7616 3.5.
 * @throws InputError `digest.parameter`
 */
export function formatAuthenticationInfo(inputs: DigestInputs, body: Uint8Array, nextNonce?: string): string {
  const { protection } = inputs;
  const parameters: HeaderParameter[] = [];
  if (protection.qop !== undefined)
    parameters.push(
      ['qop', protection.qop, 'token'],
      ['rspauth', responseDigest(inputs, body), 'quoted'],
      ['cnonce', protection.cnonce, 'quoted'],
      ['nc', protection.nonceCount, 'token'],
    );
  if (nextNonce !== undefined) parameters.push(['nextnonce', nextNonce, 'quoted']);
  return formatParameters(parameters);
}

/**
 * Checks that the answer comes from a server that knows the password, and with auth-int that its body is as the server sent
 * it. `inputs` are those of the request, `body` is the body of the answer. IETF RFC 7616 3.5.
 * @throws NetworkError `digest.header`, `digest.server-unproven` when the header proves nothing, `digest.server-wrong` when
 *   the proof is wrong
 */
export function verifyAuthenticationInfo(
  header: string | undefined,
  inputs: DigestInputs,
  body: Uint8Array,
): AuthenticationInfo {
  const { protection } = inputs;
  const parameters = parseParameters(header ?? '');
  const proof = parameters.get('rspauth');
  if (proof === undefined || protection.qop === undefined) throw unproven();
  requireSame(parameters, 'cnonce', protection.cnonce);
  requireSame(parameters, 'nc', protection.nonceCount);
  requireSame(parameters, 'qop', protection.qop);
  const encoder = new TextEncoder();
  if (!equalSecrets(encoder.encode(responseDigest(inputs, body)), encoder.encode(proof.toLowerCase())))
    throw wrong();
  return { nextNonce: parameters.get('nextnonce') };
}

/** What the header repeats has to be what was asked; it may leave it out. */
function requireSame(parameters: ReadonlyMap<string, string>, name: string, asked: string): void {
  const said = parameters.get(name);
  if (said !== undefined && said.toLowerCase() !== asked.toLowerCase())
    throw malformedHeader(`${name} is not that of the request`);
}

function unproven(): NetworkError {
  return new NetworkError('digest.server-unproven', 'The server does not prove that it knows the key.', {
    hint: 'Ask the operator of the server: it has to send Authentication-Info with rspauth.',
    meaning: 'Its answer is not to be trusted and was not used.',
    clause: 'IETF RFC 7616 3.5',
  });
}

function wrong(): NetworkError {
  return new NetworkError(
    'digest.server-wrong',
    'The server does not know the key, or its answer was changed on the way.',
    {
      hint: 'Check the address of the server and whether a proxy changes its answers.',
      meaning: 'Its answer is not to be trusted and was not used.',
      clause: 'IETF RFC 7616 3.5',
    },
  );
}
