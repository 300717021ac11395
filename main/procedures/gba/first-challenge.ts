import type { HttpPort } from './http-port.ts';
import * as messages from './messages.ts';
import { isNameRefused, type KnownTmpi } from './tmpi.ts';
import type { GbaIdentity, GbaMessage } from './types.ts';
import { type UbChallenge, UbClient } from './ub-client.ts';

export interface UbUse {
  readonly http: HttpPort;
  /** Where it is not at the name that follows from the subscriber's identity. */
  readonly bsf?: { readonly fqdn?: string; readonly url?: string };
  /** The name an earlier bootstrapping gave, used instead of the IMPI where it fits. */
  readonly tmpi?: KnownTmpi;
  /** Milliseconds for each answer; default 10 000. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
  readonly onMessage?: (message: GbaMessage) => void;
}

export interface FirstChallenge {
  readonly ub: UbClient;
  readonly challenge: UbChallenge;
}

/**
 * Asks the BSF for a challenge, under the TMPI where one is known for this subscriber and server. A server that does not know it is asked again
 * under the IMPI; the card has not been asked by then. @throws as `UbClient.requestChallenge`
 */
export async function requestFirstChallenge(
  { impi }: GbaIdentity,
  fqdn: string,
  { http, bsf, signal, timeout = 10_000, tmpi, onMessage }: UbUse,
): Promise<FirstChallenge> {
  const server = { fqdn, ...(bsf?.url === undefined ? {} : { url: bsf.url }) };
  const under = async (name: string): Promise<FirstChallenge> => {
    const ub = new UbClient({ port: http, server, impi: name, timeout, signal });
    onMessage?.(messages.identity(name, fqdn, name !== impi));
    return { ub, challenge: await ub.requestChallenge() };
  };
  if (tmpi?.impi !== impi || tmpi.bsfFqdn !== fqdn) return under(impi);
  try {
    return await under(tmpi.tmpi);
  } catch (error) {
    if (!isNameRefused(error)) throw error;
    onMessage?.(messages.nameRefused(error));
    return under(impi);
  }
}
