import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { pskCipherSuites, uaProtocolOfTls } from '../../auth/gba/ua-protocol.ts';
import { type Clock, systemClock } from '../../base/ports.ts';
import { type LabCertificate, selfSignedCertificate } from './certificate.ts';
import { type FaultSwitch, faultSwitch, type NafFault } from './faults.ts';
import { openPort } from './loopback.ts';
import { respond, webPage } from './respond.ts';
import { bTidOfIdentity, digestService, nafKeys, welcome } from './ua.ts';
import type { Zn } from './zn.ts';

export interface NafOptions {
  /** Goes into every key: the FQDN of the MAF or the public domain name of a CSE (TS-0003 8.3.2.3). */
  readonly fqdn: string;
  readonly zn: Zn;
  readonly clock?: Clock;
  /** Default: one of its own, made for its name. */
  readonly certificate?: LabCertificate;
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

/** The one suite of the port for TLS-PSK, by OpenSSL's name. */
export const labPskSuite = pskCipher.openssl;

/** The Ua security protocols of the two ports, ten hexadecimal digits. */
export const labNafProtocols = {
  digest: uaProtocolOfTls(digestCipher.number),
  psk: uaProtocolOfTls(pskCipher.number),
};

/** @throws NetworkError `lab.no-port` */
export async function startNaf(options: NafOptions): Promise<LabNaf> {
  const { fqdn, zn, clock = systemClock } = options;
  const certificate = options.certificate ?? (await selfSignedCertificate([fqdn], clock.now()));
  const faults = faultSwitch<NafFault>();
  const digest = await openPort(digestServer(fqdn, zn, certificate, faults));
  const psk = await openPort(pskServer(fqdn, zn, faults), (socket, enter) => {
    void receive(socket, faults, enter);
  });
  return {
    fqdn,
    digestPort: digest.port,
    pskPort: psk.port,
    certificate: certificate.cert,
    faults,
    close: async () => {
      await Promise.all([digest.close(), psk.close()]);
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

/** With a shared key the handshake is all there is to Ua, so that what goes wrong on the way goes wrong before it. */
async function receive(socket: Socket, faults: FaultSwitch<NafFault>, enter: () => void): Promise<void> {
  const fault = faults.peek();
  const isOnTheWay = fault?.kind === 'cut' || fault?.kind === 'html' || fault?.kind === 'slow';
  if (!isOnTheWay) return enter();
  faults.take();
  if (fault.kind === 'cut') socket.destroy();
  else if (fault.kind === 'html')
    socket.end(
      `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\n\r\n${webPage.body ?? ''}`,
    );
  else {
    await sleep(fault.ms, undefined, { ref: false });
    if (!socket.destroyed) enter();
  }
}

function pskServer(fqdn: string, zn: Zn, faults: FaultSwitch<NafFault>): Server {
  const find = nafKeys(zn, fqdn, labNafProtocols.psk);
  const names = new WeakMap<object, string>();
  const onRequest: RequestListener = (request, response) => {
    const body = welcome(names.get(request.socket) ?? 'somebody', 'TLS-PSK');
    const fault = faults.peek()?.kind === 'status' ? faults.take() : undefined;
    void respond(request, response, fault, () => ({ status: 200, body }));
  };
  return createServer(
    {
      ...tls12,
      ciphers: pskCipher.openssl,
      pskIdentityHint: `3GPP-bootstrapping;${fqdn}`,
      pskCallback: (socket, identity) => {
        const { bTid, from } = bTidOfIdentity(identity);
        const found = find(bTid, from, faults.peek());
        // No key: the handshake ends with an alert.
        if (found === undefined) return null;
        names.set(socket, found.impi);
        return found.key;
      },
    },
    onRequest,
  );
}
