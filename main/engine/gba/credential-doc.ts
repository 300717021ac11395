import { describeUaProtocol } from '../../auth/gba/ua-protocol.ts';
import type { CredentialDoc } from '../../contract/credential.ts';
import type { StoredCredential } from '../../store/credentials.ts';

/** A credential expires soon in its last fifth, and in its last hour. */
const lastPart = 0.2;
const hour = 3_600_000;

/** A credential as a user interface sees it. */
export function credentialDoc(
  { id, gateway, document, createdAt, expiresAt }: StoredCredential,
  now: number,
): CredentialDoc {
  const { uaProtocol, ...known } = document;
  return {
    id,
    gateway,
    ...known,
    uaProtocol: `${describeUaProtocol(uaProtocol)} (${uaProtocol})`,
    createdAt,
    expiresAt,
    state: stateAt(now, createdAt, expiresAt),
  };
}

function stateAt(now: number, createdAt: number, expiresAt: number): CredentialDoc['state'] {
  if (now >= expiresAt) return 'expired';
  const soon = Math.max(hour, lastPart * (expiresAt - createdAt));
  return expiresAt - now <= soon ? 'expires-soon' : 'valid';
}
