import { createServer } from 'node:http';
import { type Clock, systemClock } from '../../base/ports.ts';
import type { Auc } from './auc.ts';
import { createBootstrappings } from './bootstrappings.ts';
import { type BsfFault, type FaultSwitch, faultSwitch } from './faults.ts';
import { listen, respond, shut } from './loopback.ts';
import { ubService } from './ub.ts';
import type { Zn } from './zn.ts';

export interface BsfOptions {
  /** Its name in realm and B-TID: `bsf.mnc001.mcc001.pub.3gppnetwork.org`. */
  readonly fqdn: string;
  readonly auc: Auc;
  readonly clock?: Clock;
  /** Seconds; default a day. */
  readonly lifetime?: number;
  /** Default `AKAv1-MD5`. */
  readonly algorithm?: 'AKAv1-MD5' | 'AKAv2-MD5';
}

/** A bootstrapping server on the loopback address: Ub over HTTP, Zn as a function. */
export interface LabBsf {
  readonly fqdn: string;
  readonly url: string;
  readonly zn: Zn;
  readonly faults: FaultSwitch<BsfFault>;
  /** Requests on Ub so far. */
  readonly requests: number;
  close(): Promise<void>;
}

const day = 86_400;

export async function startBsf(options: BsfOptions): Promise<LabBsf> {
  const { fqdn, auc, clock = systemClock, lifetime = day, algorithm = 'AKAv1-MD5' } = options;
  const bootstrappings = createBootstrappings(fqdn, () => clock.now());
  const answer = ubService({ fqdn, auc, clock, lifetime, algorithm, bootstrappings });
  const faults = faultSwitch<BsfFault>();
  let requests = 0;
  const server = createServer((request, response) => {
    requests++;
    const fault = faults.take();
    const { method = '', url: uri = '' } = request;
    const { authorization } = request.headers;
    void respond(request, response, fault, () => answer({ method, uri, authorization }, fault));
  });
  const port = await listen(server);
  return {
    fqdn,
    url: `http://127.0.0.1:${port}/`,
    zn: bootstrappings.zn,
    faults,
    get requests() {
      return requests;
    },
    close: () => shut(server),
  };
}
