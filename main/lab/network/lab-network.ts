import { randomBytes } from 'node:crypto';
import type { Qop } from '../../auth/digest/algorithm.ts';
import { type Clock, systemClock } from '../../base/ports.ts';
import { type Auc, createAuc } from './auc.ts';
import { type LabBsf, startBsf } from './bsf.ts';
import { selfSignedCertificate } from './certificate.ts';
import { type OperatorDesk, startDesk } from './desk.ts';
import { labSubscriptions } from './lab-subscribers.ts';
import { type LabNaf, startNaf } from './naf.ts';
import { labFaultNamed, noFault } from './named-faults.ts';
import { createOperator, type Operator } from './operator.ts';
import type { LabSubscriber, UserSecuritySettings } from './subscriber.ts';

/** How the operator of the lab has set it up; what is left out is as its subscribers' cards have it. */
export interface LabNetworkSettings {
  /** For all subscribers. */
  readonly mode?: UserSecuritySettings['uicc'];
  /** Seconds a bootstrapping is valid; default a day. */
  readonly lifetime?: number;
  readonly digest?: 'AKAv1-MD5' | 'AKAv2-MD5';
  /** What Ub offers. */
  readonly qop?: Qop;
}

/** AuC, BSF and NAF with the subscribers of all seeds. */
export interface LabNetwork {
  readonly auc: Auc;
  readonly bsf: LabBsf;
  readonly naf: LabNaf;
  readonly operator: Operator;
  /** The operator's desk for programs outside the engine. */
  readonly desk: OperatorDesk;
  /** PEM: it signed itself, and serves them all. */
  readonly certificate: string;
  /** IMPIs. */
  readonly subscribers: readonly string[];
  /** The name of what goes wrong on purpose. */
  readonly fault: string;
  /** @throws InputError `lab.network-fault` */
  setFault(name: string): void;
  close(): Promise<void>;
}

/** The NAF of the lab: the name of a MAF, and the public domain name of the CSE `//sp.example.com/maf` (TS-0003 8.3.2.3). */
const nafFqdn = 'maf.sp.example.com';

/** Starts them on free ports of the loopback addresses. @throws NetworkError `lab.no-port` */
export async function startLabNetwork(
  settings: LabNetworkSettings = {},
  clock: Clock = systemClock,
): Promise<LabNetwork> {
  const subscriptions = labSubscriptions(clock.now());
  const subscribers = subscriptions.map(({ subscriber }) => withSettings(subscriber, settings));
  const auc = createAuc({ subscribers, clock, random: (length) => new Uint8Array(randomBytes(length)) });
  const [fqdn = 'bsf.example.com', ...alsoNamed] = new Set(subscriptions.map((each) => each.bsfFqdn));
  const certificate = await selfSignedCertificate([nafFqdn, fqdn, ...alsoNamed], clock.now());
  const { lifetime, digest, qop } = settings;
  const bsf = await startBsf({
    fqdn,
    alsoNamed,
    auc,
    clock,
    certificate,
    ...(lifetime === undefined ? {} : { lifetime }),
    ...(digest === undefined ? {} : { algorithm: digest }),
    ...(qop === undefined ? {} : { qop: [qop] }),
  });
  const naf = await startNaf({ fqdn: nafFqdn, zn: bsf.zn, clock, certificate });
  const operator = await createOperator({ auc, bsf, clock, faultNow: () => bsf.faults.peek() });
  const desk = await startDesk(operator);
  let fault = noFault;
  return {
    auc,
    bsf,
    naf,
    operator,
    desk,
    certificate: certificate.cert,
    subscribers: [...new Set(subscribers.map(({ impi }) => impi))],
    get fault() {
      return fault;
    },
    setFault: (name) => {
      const wanted = labFaultNamed(name);
      bsf.faults.clear();
      naf.faults.clear();
      if (wanted?.at === 'bsf') bsf.faults.set(wanted.fault);
      if (wanted?.at === 'naf') naf.faults.set(wanted.fault);
      fault = name;
    },
    close: async () => {
      await Promise.all([bsf.close(), naf.close(), desk.close()]);
    },
  };
}

function withSettings(subscriber: LabSubscriber, { mode, lifetime }: LabNetworkSettings): LabSubscriber {
  const own = subscriber.settings;
  const settings = { ...own, uicc: mode ?? own.uicc, ...(lifetime === undefined ? {} : { lifetime }) };
  return { ...subscriber, settings };
}
