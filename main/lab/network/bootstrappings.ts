import { decodeNafId } from '../../auth/gba/naf-id.ts';
import { deriveKsExtNaf, deriveKsIntNaf, deriveKsNaf, ksOfAka } from '../../auth/gba/naf-key.ts';
import { deriveTmpi } from '../../auth/gba/tmpi.ts';
import type { AuthenticationVector } from '../../auth/vector.ts';
import type { LabSubscriber } from './subscriber.ts';
import type { Zn } from './zn.ts';

interface Bootstrapping {
  readonly subscriber: LabSubscriber;
  readonly rand: Uint8Array;
  readonly ks: Uint8Array;
  readonly expires: number;
}

/** What a BSF and a device have agreed upon. */
export interface MadeBootstrapping {
  readonly bTid: string;
  /** The name of the BSF in the B-TID. */
  readonly bsfFqdn: string;
  readonly subscriber: LabSubscriber;
  readonly vector: Pick<AuthenticationVector, 'rand' | 'ck' | 'ik'>;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

/** The bootstrappings a BSF keeps, by B-TID and by TMPI. */
export interface Bootstrappings {
  add(made: MadeBootstrapping): void;
  /** The IMPI of a TMPI that an earlier bootstrapping gave, else the name as it is. */
  identityOf(name: string): string;
  readonly zn: Zn;
}

export function createBootstrappings(now: () => number): Bootstrappings {
  const byBTid = new Map<string, Bootstrapping>();
  const byTmpi = new Map<string, string>();
  return {
    add: ({ bTid, bsfFqdn, subscriber, vector: { rand, ck, ik }, expires }) => {
      const ks = ksOfAka(ck, ik);
      byBTid.set(bTid, { subscriber, rand, ks, expires });
      byTmpi.set(deriveTmpi(ks, { rand, impi: subscriber.impi, bsfFqdn }), subscriber.impi);
    },
    identityOf: (name) => byTmpi.get(name) ?? name,
    zn: ({ bTid, nafId }) => {
      const found = byBTid.get(bTid);
      if (found === undefined) return { outcome: 'unknown' };
      const { subscriber, rand, ks, expires } = found;
      if (expires <= now()) return { outcome: 'expired' };
      const { impi, settings } = subscriber;
      const allowed = settings.nafs?.includes(decodeNafId(nafId).fqdn) ?? true;
      if (!allowed) return { outcome: 'not-allowed' };
      const inputs = { rand, impi, nafId };
      if (settings.uicc === 'GBA_ME')
        return { outcome: 'keys', impi, mode: 'GBA_ME', deviceKey: deriveKsNaf(ks, inputs), expires };
      const { keyChoice = 'both' } = settings;
      return {
        outcome: 'keys',
        impi,
        mode: 'GBA_U',
        ...(keyChoice === 'uicc' ? {} : { deviceKey: deriveKsExtNaf(ks, inputs) }),
        ...(keyChoice === 'device' ? {} : { uiccKey: deriveKsIntNaf(ks, inputs) }),
        expires,
      };
    },
  };
}
