import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import { pskCipherSuites, uaProtocolOfTls } from '../../auth/gba/ua-protocol.ts';
import { type Clock, systemClock } from '../../base/ports.ts';
import { type LabCertificate, selfSignedCertificate } from './certificate.ts';
import { type FaultSwitch, faultSwitch, type NafFault } from './faults.ts';
import { listen, respond, shut } from './loopback.ts';
import { bTidOfIdentity, digestService, nafKeys, welcome } from './ua.ts';
import type { Zn } from './zn.ts';

export interface NafOptions {
  /** Goes into every key: the FQDN of the MAF or the public domain name of a CSE (TS-0003 8.3.2.3). */
  readonly fqdn: string;
  readonly zn: Zn;
  readonly clock?: Clock;
}

/** A NAF on the loopback address: HTTPS with Digest on one port, TLS-PSK on another. */
export interface LabNaf {
  readonly fqdn: string;
  /** With HTTP Digest inside; the certificate is made for `fqdn`. */
  readonly digestPort: number;
  /** TLS with the B-TID as identity. */
  readonly pskPort: number;
  /** PEM; it is its own trust anchor. */
  readonly certificate: string;
  readonly faults: FaultSwitch<NafFault>;
  close(): Promise<void>;
}

/** One suite on each port, so that the Ua security protocol, and with it the key, is known before the handshake. TS-0003 10.2. */
const digestCipher = { openssl: 'ECDHE-ECDSA-AES128-SHA256', number: 0xc023 };
const pskCipher = {
  openssl: 'PSK-AES128-CBC-SHA256',
  number: pskCipherSuites.get('TLS_PSK_WITH_AES_128_CBC_SHA256')!,
};
const tls12 = { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' } as const;

/** The Ua security protocols of the two ports, ten hexadecimal digits. */
export const labNafProtocols = {
  digest: uaProtocolOfTls(digestCipher.number),
  psk: uaProtocolOfTls(pskCipher.number),
};

export async function startNaf({ fqdn, zn, clock = systemClock }: NafOptions): Promise<LabNaf> {
  const certificate = await selfSignedCertificate(fqdn, clock.now());
  const faults = faultSwitch<NafFault>();
  const overDigest = digestServer(fqdn, zn, certificate, faults);
  const overPsk = pskServer(fqdn, zn, faults);
  return {
    fqdn,
    digestPort: await listen(overDigest),
    pskPort: await listen(overPsk),
    certificate: certificate.cert,
    faults,
    close: async () => {
      await Promise.all([shut(overDigest), shut(overPsk)]);
    },
  };
}

function digestServer(
  fqdn: string,
  zn: Zn,
  certificate: LabCertificate,
  faults: FaultSwitch<NafFault>,
): Server {
  const answer = digestService(fqdn, nafKeys(zn, fqdn, labNafProtocols.digest));
  const onRequest: RequestListener = (request, response) => {
    const fault = faults.take();
    const { method = '', url: uri = '' } = request;
    const { authorization } = request.headers;
    void respond(request, response, fault, () => answer({ method, uri, authorization }, fault));
  };
  return createServer({ ...tls12, ...certificate, ciphers: digestCipher.openssl }, onRequest);
}

function pskServer(fqdn: string, zn: Zn, faults: FaultSwitch<NafFault>): Server {
  const find = nafKeys(zn, fqdn, labNafProtocols.psk);
  const names = new WeakMap<object, string>();
  const onRequest: RequestListener = (request, response) => {
    const body = welcome(names.get(request.socket) ?? 'somebody', 'TLS-PSK');
    void respond(request, response, faults.take(), () => ({ status: 200, body }));
  };
  return createServer(
    {
      ...tls12,
      ciphers: pskCipher.openssl,
      pskIdentityHint: `3GPP-bootstrapping;${fqdn}`,
      pskCallback: (socket, identity) => {
        const { bTid, from } = bTidOfIdentity(identity);
        const found = faults.peek()?.kind === 'refuse-b-tid' ? undefined : find(bTid, from);
        // No key: the handshake ends with an alert.
        if (found === undefined) return null;
        names.set(socket, found.impi);
        return found.key;
      },
    },
    onRequest,
  );
}
