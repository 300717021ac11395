import { AccessError, CardwrightError, InputError, NetworkError } from '../base/error.ts';

/** The server a handshake was made with. */
export interface PskServer {
  readonly host: string;
  readonly port: number;
  /** Cipher suite by OpenSSL's name. */
  readonly suite: string;
}

const clause = 'oneM2M TS-0003 10.2.2';
const keptKey = 'The key was not shown to anybody; the credential is kept.';
const facts = ({ host, port, suite }: PskServer) => ({ who: 'naf', server: `${host}:${port}`, suite });

/** Why a handshake with a shared key failed: who refused, by the alert that came (IETF RFC 4279 2, RFC 5246 7.2.2). */
export function explainHandshake(error: unknown, server: PskServer): CardwrightError {
  if (error instanceof CardwrightError) return error;
  switch (codeOf(error)) {
    case 'ERR_SSL_TLSV1_ALERT_UNKNOWN_PSK_IDENTITY':
      return identityUnknown(server, error);
    // The server has computed another master secret: our Finished does not decrypt there.
    case 'ERR_SSL_SSL/TLS_ALERT_BAD_RECORD_MAC':
    case 'ERR_SSL_SSLV3_ALERT_BAD_RECORD_MAC':
    case 'ERR_SSL_TLSV1_ALERT_DECRYPT_ERROR':
    case 'ERR_SSL_TLSV1_ALERT_DECRYPTION_FAILED':
    case 'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC':
      return keyDiffers(server, error);
    case 'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE':
    case 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE':
    case 'ERR_SSL_TLSV1_ALERT_INSUFFICIENT_SECURITY':
    case 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION':
    case 'ERR_SSL_UNSUPPORTED_PROTOCOL':
    case 'ERR_SSL_WRONG_CIPHER_RETURNED':
      return noCommonSuite(server, error);
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
    case 'ERR_SSL_HTTP_REQUEST':
      return notTls(server, error);
    case 'ERR_SSL_NO_CIPHER_MATCH':
      return suiteUnknown(server);
    default:
      return codeOf(error).startsWith('ERR_SSL') ? refused(server, error) : unreachable(server, error);
  }
}

/** No answer within `timeout` milliseconds. */
export function handshakeTimedOut(server: PskServer, timeout: number): NetworkError {
  return new NetworkError('psk.timeout', `The NAF did not end the handshake within ${timeout} ms.`, {
    hint: 'Try again; if it stays so, ask its operator whether the server is up and reachable from here.',
    meaning: keptKey,
    details: { ...facts(server), timeout },
  });
}

/** The name of the key does not go into a handshake; it is the BSF that has chosen it. */
export function identityTooLong(server: PskServer, longest: number): NetworkError {
  return new NetworkError(
    'psk.identity-too-long',
    `The key identifier (B-TID) is too long for a handshake: there is room for ${longest} bytes.`,
    {
      hint: 'Send the B-TID alone where the NAF takes it so; else ask the operator for shorter ones.',
      meaning: keptKey,
      clause: 'IETF RFC 4279 2',
      details: { ...facts(server), who: 'device', longest },
    },
  );
}

function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

function identityUnknown(server: PskServer, cause: unknown): AccessError {
  return new AccessError('psk.identity-unknown', 'The NAF does not know this key identifier (B-TID).', {
    hint: 'Bootstrap again: the B-TID has expired, or the NAF gets no keys from this bootstrapping server. Check also the name of the NAF.',
    meaning: keptKey,
    clause: 'IETF RFC 4279 2',
    details: facts(server),
    cause,
  });
}

function keyDiffers(server: PskServer, cause: unknown): AccessError {
  return new AccessError(
    'psk.key-differs',
    'The NAF knows the key identifier, but has another key than this one.',
    {
      hint: 'Compare the name of the NAF (FQDN) and the cipher suite with what the NAF uses: both go into the key.',
      meaning: keptKey,
      clause: '3GPP TS 33.220 4.5.3',
      details: facts(server),
      cause,
    },
  );
}

function noCommonSuite(server: PskServer, cause: unknown): NetworkError {
  return new NetworkError('psk.no-common-suite', 'The NAF does not accept this cipher suite.', {
    hint: 'Ask for the suites with a shared key that it allows, and give one of them; the key is then another one, too.',
    meaning: keptKey,
    clause,
    details: facts(server),
    cause,
  });
}

function notTls(server: PskServer, cause: unknown): NetworkError {
  return new NetworkError('psk.not-tls', 'What answers at this address does not speak TLS.', {
    hint: 'Check host and port of the NAF.',
    meaning: keptKey,
    details: facts(server),
    cause,
  });
}

function refused(server: PskServer, cause: unknown): NetworkError {
  return new NetworkError('psk.refused', 'The NAF ended the handshake.', {
    hint: 'Look into the log of the NAF for the reason; then bootstrap again and retry.',
    meaning: keptKey,
    clause,
    details: { ...facts(server), reason: codeOf(cause) },
    cause,
  });
}

function unreachable(server: PskServer, cause: unknown): NetworkError {
  return new NetworkError('psk.unreachable', 'The NAF cannot be reached, or cut the connection.', {
    hint: 'Check host, port, the network and the proxy.',
    meaning: keptKey,
    details: { ...facts(server), reason: codeOf(cause) },
    cause,
  });
}

/** OpenSSL knows no such suite, or it is none with a shared key. */
export function suiteUnknown({ suite }: PskServer): InputError {
  return new InputError('psk.suite-unknown', `There is no cipher suite ${suite} with a shared key.`, {
    hint: 'Use OpenSSL’s name, for example PSK-AES128-CBC-SHA256.',
    clause,
    details: { suite: suite.slice(0, 80) },
  });
}
