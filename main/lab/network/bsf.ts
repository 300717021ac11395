import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Qop } from '../../auth/digest/algorithm.ts';
import { type Clock, systemClock } from '../../base/ports.ts';
import type { Auc } from './auc.ts';
import { type Bootstrappings, createBootstrappings } from './bootstrappings.ts';
import type { LabCertificate } from './certificate.ts';
import { type BsfFault, type FaultSwitch, faultSwitch } from './faults.ts';
import { openPort } from './loopback.ts';
import { respond } from './respond.ts';
import { ubService } from './ub.ts';
import type { Zn } from './zn.ts';

export interface BsfOptions {
  /** Its name in realm and B-TID: `bsf.mnc001.mcc001.pub.3gppnetwork.org`. */
  readonly fqdn: string;
  /** Other names that it answers to, for subscribers whose identity leads there. */
  readonly alsoNamed?: readonly string[];
  readonly auc: Auc;
  readonly clock?: Clock;
  /** Seconds; default a day. */
  readonly lifetime?: number;
  /** Default `AKAv1-MD5`. */
  readonly algorithm?: 'AKAv1-MD5' | 'AKAv2-MD5';
  /** Default `auth-int` alone. */
  readonly qop?: readonly Qop[];
  /** With it there is Ub over TLS, too. */
  readonly certificate?: LabCertificate;
}

/** A bootstrapping server on the loopback address: Ub over HTTP, Zn as a function. */
export interface LabBsf {
  readonly fqdn: string;
  readonly url: string;
  /** The same by IPv6, where this computer has it. */
  readonly url6: string;
  /** The same over TLS; absent without a certificate. */
  readonly secureUrl: string | undefined;
  /** Seconds that a bootstrapping is valid, where the subscriber's settings do not say. */
  readonly lifetime: number;
  readonly bootstrappings: Bootstrappings;
  readonly zn: Zn;
  readonly faults: FaultSwitch<BsfFault>;
  /** Requests on Ub so far. */
  readonly requests: number;
  close(): Promise<void>;
}

const day = 86_400;

/** @throws NetworkError `lab.no-port` */
export async function startBsf(options: BsfOptions): Promise<LabBsf> {
  const { fqdn, auc, clock = systemClock, lifetime = day, certificate } = options;
  const bootstrappings = createBootstrappings(() => clock.now());
  const answer = ubService({
    fqdns: [fqdn, ...(options.alsoNamed ?? [])],
    auc,
    clock,
    lifetime,
    algorithm: options.algorithm ?? 'AKAv1-MD5',
    qop: options.qop ?? ['auth-int'],
    bootstrappings,
  });
  const faults = faultSwitch<BsfFault>();
  let requests = 0;
  const onRequest: RequestListener = (request, response) => {
    requests++;
    const fault = faults.take();
    const { method = '', url: uri = '' } = request;
    const { authorization } = request.headers;
    void respond(request, response, fault, () => answer({ method, uri, authorization }, fault));
  };
  const plain = await openPort(createServer(onRequest));
  const secure =
    certificate === undefined ? undefined : await openPort(createSecureServer(certificate, onRequest));
  return {
    fqdn,
    url: `http://127.0.0.1:${plain.port}/`,
    url6: `http://[::1]:${plain.port}/`,
    secureUrl: secure === undefined ? undefined : `https://127.0.0.1:${secure.port}/`,
    lifetime,
    bootstrappings,
    zn: bootstrappings.zn,
    faults,
    get requests() {
      return requests;
    },
    close: async () => {
      await Promise.all([plain.close(), secure?.close()]);
    },
  };
}
