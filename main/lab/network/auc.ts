import { unusedSequence } from '../../auth/auc-sequence.ts';
import { openAuts } from '../../auth/auts.ts';
import { encodeSqn } from '../../auth/sqn.ts';
import { type AuthenticationVector, makeVector } from '../../auth/vector.ts';
import type { Clock } from '../../base/ports.ts';
import { type SqnSource, sqnSource } from './sqn-scheme.ts';
import type { LabSubscriber } from './subscriber.ts';

/** What an AuC may be asked to do wrong. */
export type AucFault = 'wrong-autn' | 'old-sqn';

/** Authentication centre and HSS of the lab: keys, sequence numbers and settings of several subscribers. */
export interface Auc {
  /** The last vector given out, so that a test can look for it where it must not be. */
  readonly lastVector: AuthenticationVector | undefined;
  subscriber(impi: string): LabSubscriber | undefined;
  /** A fresh vector; `undefined` for somebody who is no subscriber. */
  vector(impi: string, fault?: AucFault): AuthenticationVector | undefined;
  /**
   * The next vector suits the card that made `auts` for the challenge `rand`. False for somebody who is no subscriber.
   * @throws AccessError `aka.mac-s`, InputError `aka.length`
   */
  resynchronise(impi: string, rand: Uint8Array, auts: Uint8Array): boolean;
}

export interface AucOptions {
  readonly subscribers: readonly LabSubscriber[];
  readonly clock: Clock;
  readonly random: (length: number) => Uint8Array;
}

interface Entry {
  readonly subscriber: LabSubscriber;
  readonly numbers: SqnSource;
}

export function createAuc({ subscribers, clock, random }: AucOptions): Auc {
  const entries = new Map<string, Entry>(
    subscribers.map((subscriber) => {
      const { impi, scheme = 'counter', sequence = unusedSequence } = subscriber;
      return [impi, { subscriber, numbers: sqnSource(scheme, sequence, () => clock.now()) }];
    }),
  );
  let lastVector: AuthenticationVector | undefined;
  return {
    get lastVector() {
      return lastVector;
    },
    subscriber: (impi) => entries.get(impi)?.subscriber,
    vector: (impi, fault) => {
      const entry = entries.get(impi);
      if (entry === undefined) return undefined;
      const { algorithm, amf = new Uint8Array(2) } = entry.subscriber;
      const sqn = fault === 'old-sqn' ? encodeSqn({ seq: 0, ind: 0 }) : entry.numbers.next();
      const vector = makeVector(algorithm, random(16), sqn, amf);
      lastVector = vector;
      if (fault !== 'wrong-autn') return vector;
      const autn = vector.autn.slice();
      autn[15]! ^= 0x01;
      return { ...vector, autn };
    },
    resynchronise: (impi, rand, auts) => {
      const entry = entries.get(impi);
      if (entry === undefined) return false;
      entry.numbers.resynchronise(openAuts(entry.subscriber.algorithm, rand, auts));
      return true;
    },
  };
}
