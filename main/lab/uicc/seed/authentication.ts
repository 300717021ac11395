import { noSequences } from '../../../auth/card-sequence.ts';
import { deriveOpc } from '../../../auth/milenage.ts';
import { defaultTuakOptions, deriveTopc } from '../../../auth/tuak.ts';
import { fromHex } from '../../../base/bytes.ts';
import type { CardAuthentication, SubscriberKey } from '../os/image.ts';
import { malformedSeed } from './malformed.ts';
import type { SeedAuthentication } from './schema.ts';

/** The subscriber's key with unused sequence numbers. OP or TOP becomes OPc or TOPc, as on real cards. */
export function buildAuthentication(said: SeedAuthentication): CardAuthentication {
  return { key: subscriberKey(said), sequences: noSequences };
}

function subscriberKey(said: SeedAuthentication): SubscriberKey {
  const k = fromHex(said.k);
  switch (said.algorithm) {
    case 'milenage': {
      if (said.opc !== undefined) return { algorithm: 'milenage', k, opc: fromHex(said.opc) };
      if (said.op === undefined) throw malformedSeed('authentication', 'neither opc nor op is given');
      return { algorithm: 'milenage', k, opc: deriveOpc(k, fromHex(said.op)) };
    }
    case 'tuak': {
      const options = { ...defaultTuakOptions, iterations: said.iterations };
      if (said.topc !== undefined) return { algorithm: 'tuak', k, topc: fromHex(said.topc), options };
      if (said.top === undefined) throw malformedSeed('authentication', 'neither topc nor top is given');
      return { algorithm: 'tuak', k, topc: deriveTopc(k, fromHex(said.top), said.iterations), options };
    }
    case 'xor':
    default:
      return { algorithm: 'xor', k };
  }
}
