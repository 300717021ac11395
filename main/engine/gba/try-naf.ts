import { isIP } from 'node:net';
import { usesSharedKey } from '../../auth/gba/tls-suites.ts';
import { AccessError, InputError, NetworkError } from '../../base/error.ts';
import type { NafTestDoc } from '../../contract/gba.ts';
import { connectWithPsk, type PskCredential } from '../../enrol/connect-with-psk.ts';
import { presentError } from '../../jobs/present/error.ts';
import * as messages from '../../procedures/gba/messages.ts';
import type { SecretKey } from '../../procedures/gba/secret-key.ts';
import type { GbaMessage } from '../../procedures/gba/types.ts';
import { authenticateToNaf } from '../../procedures/gba/ua-digest.ts';
import type { ParsedInput } from '../validate.ts';
import { createHttpClient } from './http-client.ts';
import { proxyFor } from './proxy.ts';

type NafInput = ParsedInput<'credentials.test'>['naf'];
type NetworkInput = ParsedInput<'credentials.test'>['network'];

export interface NafTrial {
  readonly credential: PskCredential & { readonly key: SecretKey; readonly nafFqdn: string };
  /** The suite the key was derived for. */
  readonly suite: string;
  readonly naf: NafInput;
  readonly network: NetworkInput;
  readonly signal: AbortSignal;
  readonly tell: (message: GbaMessage) => void;
}

/**
 * Shows the NAF that the device has the key: by a handshake with it, or by HTTP Digest inside TLS where the suite has a certificate. Told as
 * messages. A NAF that refuses or is not there is a result: it undoes nothing.
 * @throws InputError `naf.address`, `network.…`; CancelledError
 */
export async function tryNaf(trial: NafTrial): Promise<NafTestDoc> {
  const { tell, signal } = trial;
  try {
    return usesSharedKey(trial.suite) ? await bySharedKey(trial) : await byDigest(trial);
  } catch (error) {
    const refusal = messages.refusal(error);
    if (refusal !== undefined) tell(refusal);
    const isRefusal = error instanceof NetworkError || error instanceof AccessError;
    if (!isRefusal || signal.aborted) throw error;
    return { connected: false, error: presentError(error) };
  }
}

async function bySharedKey({ credential, suite, naf, network, signal, tell }: NafTrial): Promise<NafTestDoc> {
  const { hostname } = addressOf(naf);
  const host = hostname.replace(/^\[|\]$/g, '');
  const proxy = proxyFor(addressOf(naf), network?.proxy);
  tell(messages.pskHandshake(credential.id, suite));
  const connection = await connectWithPsk(credential, {
    host,
    port: naf.port,
    suite,
    signal,
    ...(naf.identity === undefined ? {} : { identityForm: naf.identity }),
    ...(proxy === undefined ? {} : { proxy }),
    ...(network?.timeout === undefined ? {} : { timeout: network.timeout }),
  });
  connection.close();
  tell(messages.pskAccepted(connection.protocol, connection.suite));
  return { connected: true, protocol: connection.protocol, suite: connection.suite };
}

async function byDigest({ credential, suite, naf, network, signal, tell }: NafTrial): Promise<NafTestDoc> {
  const { nafFqdn } = credential;
  const { proxy, ca, timeout } = network ?? {};
  const client = createHttpClient({ proxy, ca, timeout, servername: nafFqdn, suite });
  try {
    tell(messages.digestRequest(credential.id, nafFqdn));
    const url = addressOf(naf).href;
    const options = { http: client.port, url, signal, ...(timeout === undefined ? {} : { timeout }) };
    const { status } = await authenticateToNaf(credential, options);
    tell(messages.digestAccepted(status));
    return { connected: true, protocol: 'HTTP Digest', suite };
  } finally {
    await client.close();
  }
}

/** @throws InputError `naf.address` */
export function addressOf({ host, port }: Pick<NafInput, 'host' | 'port'>): URL {
  const name = isIP(host) === 6 ? `[${host}]` : host;
  const url = `https://${name}:${port}/`;
  if (!/[\s/@?#]/.test(host) && URL.canParse(url)) return new URL(url);
  throw new InputError('naf.address', 'This is no address of a NAF.', {
    hint: 'Give its host name or address alone, and its port beside it.',
    meaning: 'Nothing was sent to the network.',
    details: { who: 'device' },
  });
}
